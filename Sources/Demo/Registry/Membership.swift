import Ledger

/// How many producers there are, from one count to the next.
struct MemberCount {
  /// The day of the count.
  let date: CalendarDate
  /// Active producers on that day, and the women among them.
  let producers: Int, women: Int
  /// How many left, and how many came back, since the count before.
  let left: Int, cameBack: Int
  let standing: Standing

  init(_ date: CalendarDate, _ producers: Int, women: Int, left: Int, cameBack: Int = 0, _ standing: Standing = .interpolated) {
    (self.date, self.producers, self.women, self.left, self.cameBack) = (date, producers, women, left, cameBack)
    self.standing = standing
  }
}

/// The programme's membership over the years.
enum MemberCounts {
  /// The book's first day: what was there already (assumed).
  static let founding = MemberCount(CalendarDate(2010, 1, 1), 300, women: 270, left: 0, .assumed)

  /// The counts after it, by date. Women are published for January 2021 (90 %) and December 2024 (88 %) only.
  static let later: [MemberCount] = [
    MemberCount(CalendarDate(2010, 12, 31), 480, women: 432, left: 0, .published),
    MemberCount(CalendarDate(2011, 12, 31), 640, women: 576, left: 6),
    MemberCount(CalendarDate(2012, 12, 31), 800, women: 720, left: 8),
    MemberCount(CalendarDate(2013, 12, 31), 960, women: 864, left: 10),
    MemberCount(CalendarDate(2014, 12, 31), 1130, women: 1017, left: 12),
    MemberCount(CalendarDate(2015, 12, 31), 1300, women: 1170, left: 14),
    MemberCount(CalendarDate(2016, 12, 31), 1500, women: 1350, left: 16),
    MemberCount(CalendarDate(2017, 12, 31), 1750, women: 1575, left: 18),
    MemberCount(CalendarDate(2018, 12, 31), 2050, women: 1845, left: 20),
    MemberCount(CalendarDate(2019, 12, 31), 2350, women: 2115, left: 24, cameBack: 4),
    MemberCount(CalendarDate(2020, 9, 30), 2600, women: 2340, left: 40, cameBack: 5, .published),
    MemberCount(CalendarDate(2021, 1, 31), 2700, women: 2430, left: 15, cameBack: 10, .published),
    MemberCount(CalendarDate(2021, 12, 31), 3010, women: 2700, left: 30, cameBack: 10),
    MemberCount(CalendarDate(2022, 12, 31), 3440, women: 3070, left: 40, cameBack: 10),
    MemberCount(CalendarDate(2023, 2, 28), 3500, women: 3115, left: 5, .published),
    MemberCount(CalendarDate(2023, 12, 31), 3150, women: 2790, left: 390),
    MemberCount(CalendarDate(2024, 12, 31), 2800, women: 2464, left: 400, .published),
    MemberCount(CalendarDate(2025, 12, 31), 3000, women: 2640, left: 30, cameBack: 80, .published),
  ]

  /// How many groups there are once so many producers have registered: 42 with the first 480 (published), then one for every eleven (assumed).
  static func groups(registered: Int) -> Int {
    registered <= 480 ? (42 * registered + 479) / 480 : 42 + (registered - 480) / 11
  }
}
