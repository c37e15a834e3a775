import Ledger

/// The brand committees of the oblasts and what they judge products by. That there is one for each oblast is published; days and measures are assumed.
struct Committee {
  let oblast: String
  /// Two letters for the numbers of its decisions.
  let initials: String
  let criteria: [CriteriaSet]

  /// The first day it judges anything.
  var startedOn: CalendarDate { criteria[0].validFrom }

  /// What it is called in papers.
  static func name(_ oblast: String) -> String { "brand committee of \(oblast) (example)" }

  /// All six: Batken has no village in the programme.
  static let all: [Committee] = [
    Committee("Issyk-Kul", "IK", [byWord(CalendarDate(2012, 3, 1)), byScore(CalendarDate(2018, 1, 1)), withStars(CalendarDate(2023, 1, 1))]),
    Committee("Naryn", "NA", [byScore(CalendarDate(2018, 6, 1)), withStars(CalendarDate(2023, 1, 1))]),
    Committee("Chui", "CH", [byScore(CalendarDate(2019, 4, 1)), withStars(CalendarDate(2023, 1, 1))]),
    Committee("Talas", "TA", [byScore(CalendarDate(2019, 9, 1)), withStars(CalendarDate(2023, 1, 1))]),
    Committee("Osh", "OS", [byScore(CalendarDate(2021, 5, 1)), withStars(CalendarDate(2023, 3, 1))]),
    Committee("Jalal-Abad", "JA", [byScore(CalendarDate(2022, 4, 1)), withStars(CalendarDate(2023, 3, 1))]),
  ]

  /// The one that judges the products of an oblast.
  static func of(_ oblast: String) -> Committee {
    guard let committee = all.first(where: { $0.oblast == oblast }) else { preconditionFailure("no committee judges what \(oblast) makes") }
    return committee
  }

  private init(_ oblast: String, _ initials: String, _ criteria: [(validFrom: CalendarDate, kind: Kind)]) {
    (self.oblast, self.initials) = (oblast, initials)
    self.criteria = criteria.enumerated().map { index, criteria in Self.set(Int64(index + 1), criteria.validFrom, criteria.kind) }
  }

  /// Its criteria, as they are agreed.
  var commands: [DatedCommand] {
    criteria.map {
      DatedCommand(recordedAt: $0.validFrom, command: .certification(.agreeCriteria(AgreeCriteria(oblast: oblast, criteria: $0))))
    }
  }

  // MARK: Measures

  private enum Kind {
    case word, score, stars
  }
  private static func byWord(_ date: CalendarDate) -> (CalendarDate, Kind) { (date, .word) }
  private static func byScore(_ date: CalendarDate) -> (CalendarDate, Kind) { (date, .score) }
  private static func withStars(_ date: CalendarDate) -> (CalendarDate, Kind) { (date, .stars) }

  private static func set(_ version: Int64, _ validFrom: CalendarDate, _ kind: Kind) -> CriteriaSet {
    let score = Measure.score(largest: 10, needed: 5)
    return switch kind {
    case .word:
      CriteriaSet(
        version: version, validFrom: validFrom,
        measures: ByCriterion(qualitySafety: .passFail, localMaterial: .passFail, ecology: .passFail, uniqueDesign: .passFail))
    case .score:
      CriteriaSet(
        version: version, validFrom: validFrom,
        measures: ByCriterion(qualitySafety: .passFail, localMaterial: score, ecology: score, uniqueDesign: score))
    case .stars:
      CriteriaSet(
        version: version, validFrom: validFrom,
        measures: ByCriterion(qualitySafety: .passFail, localMaterial: score, ecology: score, uniqueDesign: score),
        starPoints: [15, 21, 27])
    }
  }
}
