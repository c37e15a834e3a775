import Ledger

/// A village of the demo.
struct Village {
  let community: CommunityCode
  let number: Int
  let oblast: String
  /// Since when it takes part.
  let enrolledOn: CalendarDate
  /// Since when groups are formed in it.
  let groupsFrom: CalendarDate

  /// Its enrolment. What began before the book did is written down on the book's first day.
  var enrolment: DatedCommand {
    let name = Names.village(number)
    return DatedCommand(
      recordedAt: max(enrolledOn, Month.first.firstDay),
      command: .enrolCommunity(
        EnrolCommunity(
          community: community, name: name.russian, nameKyrgyz: name.kyrgyz, nameEnglish: name.english, oblast: oblast, date: enrolledOn)))
  }
}

/// The villages of the programme.
enum Villages {
  /// All 300, by the day they joined.
  ///
  /// Published: Issyk-Kul from 2007; five more oblasts between 2017 and 2022, never Batken; 300 villages from 2019. So all 300 are enrolled
  /// by the end of 2019, and the first groups of the last oblasts are formed until 2022. How many joined in which year is assumed.
  static let all: [Village] = {
    var villages: [Village] = []
    for wave in waves {
      for index in 0..<wave.count {
        let number = villages.count + 1
        let enrolledOn = CalendarDate(wave.year, 1 + index * 11 / wave.count, 10 + index % 15)
        villages.append(
          Village(
            community: CommunityCode("C-\(Names.padded(number, to: 3))"), number: number, oblast: wave.oblast, enrolledOn: enrolledOn,
            groupsFrom: max(enrolledOn, CalendarDate(wave.groupsFrom, 1, 1))))
      }
    }
    // The waves of one year go side by side.
    return villages.sorted { ($0.enrolledOn, $0.number) < ($1.enrolledOn, $1.number) }
  }()

  private static let waves: [(year: Int, oblast: String, count: Int, groupsFrom: Int)] = [
    (2007, "Issyk-Kul", 8, 2010), (2008, "Issyk-Kul", 8, 2010), (2009, "Issyk-Kul", 8, 2010), (2010, "Issyk-Kul", 12, 2010),
    (2011, "Issyk-Kul", 12, 2011), (2012, "Issyk-Kul", 12, 2012), (2013, "Issyk-Kul", 12, 2013), (2014, "Issyk-Kul", 14, 2014),
    (2015, "Issyk-Kul", 14, 2015), (2016, "Issyk-Kul", 14, 2016),
    (2017, "Issyk-Kul", 16, 2017), (2017, "Naryn", 24, 2017),
    (2018, "Issyk-Kul", 20, 2018), (2018, "Naryn", 16, 2018), (2018, "Chui", 20, 2018), (2018, "Talas", 10, 2019),
    (2019, "Issyk-Kul", 30, 2019), (2019, "Chui", 10, 2019), (2019, "Talas", 10, 2019), (2019, "Osh", 18, 2021), (2019, "Jalal-Abad", 12, 2022),
  ]
}
