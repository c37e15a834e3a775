import Ledger
import Testing

/// Random histories of two products before their committee, judged by a model that knows nothing of the ledger's own code: it keeps, for every day, which
/// certificates were good on it.
@Suite("Certificates over random histories")
struct StandingModelTests {
  /// One granted decision as the model keeps it; days are numbers from 0.
  private struct Paper {
    let number: Int, from: Int, through: Int
    var revoked: Int?

    func isGood(on day: Int) -> Bool { day >= from && day <= through && revoked.map { day < $0 } ?? true }
  }

  private static let start = day("2024-01-01")
  private static let days = 60
  private static func date(_ number: Int) -> CalendarDate { start.adding(days: number) }

  @Test("Every outcome, refusal and standing on every day is what the model says", arguments: 1...60)
  func agrees(seed: Int) throws {
    var random = SplitMix64(seed: seed)
    var book = try workshopOfNaryn()
    try book.perform(
      .developProduct(
        DevelopProduct(product: .init("BAG"), name: "BAG", category: "felt", unit: .piece, oblast: "Naryn", date: day("2024-03-01"))))
    try book.perform(criteria(from: "2024-01-01"))
    var papers: [String: [Paper]] = ["SLIPPER": [], "BAG": []]
    var refused: [String: Set<Int>] = ["SLIPPER": [], "BAG": []]
    for number in 1...24 {
      let product = random.pick(["SLIPPER", "BAG"])
      let today = random.number(0...Self.days - 1)
      if random.chance(60) {
        let (quality, design) = (random.number(Int64(4)...10), random.number(Int64(1)...5))
        let ecology: CriterionResult = random.chance(90) ? .passed : .failed
        let isGood = quality >= 6 && design >= 2 && ecology == .passed
        let through = min(today + random.number(0...40), Self.days + 20)
        let command = DecideCertification(
          product: .init(product), certificate: .init("N-\(number)"), oblast: "Naryn", results: found(quality, design, ecology: ecology),
          decidedOn: Self.date(today), validUntil: isGood ? Self.date(through) : nil)
        try book.perform(.certification(.decide(command)))
        if isGood {
          papers[product]?.append(Paper(number: number, from: today, through: through))
        } else {
          refused[product]?.insert(number)
        }
      } else {
        let target = random.number(1...number)
        let outcome = refusal { () throws(Refusal) in
          try book.perform(
            .certification(
              .revoke(RevokeCertificate(product: .init(product), certificate: .init("N-\(target)"), reason: "№ \(number)", date: Self.date(today)))))
        }
        let index = papers[product]?.firstIndex { $0.number == target }
        #expect(
          Self.name(outcome) == Self.expected(index.flatMap { papers[product]?[$0] }, refused[product]?.contains(target) ?? false, today),
          "seed \(seed)")
        if outcome == nil, let index { papers[product]?[index].revoked = today }
      }
    }
    for (product, own) in papers {
      for number in 0..<Self.days + 25 {
        let standing = try #require(book.products[.init(product)]).certificate(on: Self.date(number))
        #expect(Self.word(standing) == Self.expectedWord(own, on: number), "seed \(seed), \(product) on day \(number)")
      }
    }
  }

  /// What the model says to a revocation.
  private static func expected(_ paper: Paper?, _ wasRefused: Bool, _ day: Int) -> String {
    guard let paper else { return wasRefused ? "was refused" : "never granted" }
    if paper.revoked != nil { return "already revoked" }
    if day < paper.from { return "before" }
    return day > paper.through ? "already expired" : "revoked"
  }

  private static func name(_ refusal: Refusal?) -> String {
    switch refusal {
    case nil: "revoked"
    case .before: "before"
    case .certification(.neverGranted): "never granted"
    case .certification(.wasRefused): "was refused"
    case .certification(.alreadyRevoked): "already revoked"
    case .certification(.alreadyExpired): "already expired"
    default: "something else"
    }
  }

  /// Whether any paper was good on a day; if none, whether the newest of that day or before had run out or had been taken back.
  private static func expectedWord(_ papers: [Paper], on day: Int) -> String {
    if papers.contains(where: { $0.isGood(on: day) }) { return "valid" }
    let known = papers.filter { $0.from <= day }.sorted { ($0.from, "N-\($0.number)") < ($1.from, "N-\($1.number)") }
    guard let newest = known.last else { return "none" }
    return newest.revoked.map { $0 <= day } ?? false ? "revoked" : "expired"
  }

  private static func word(_ standing: CertificateStanding) -> String { standing.uncertified ?? "valid" }
}
