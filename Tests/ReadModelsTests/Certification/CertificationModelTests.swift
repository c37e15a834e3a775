import Ledger
import ReadModels
import TestSupport
import Testing

@Suite("Certificates, steps and sales over random histories")
struct CertificationModelTests {
  private static let products = ["BAG", "HAT", "RUG", "TOY"]

  /// What happens in a year and a half, in no order: facts are learned late, and some of what is asked is refused.
  private static func history(_ chance: inout Chance) -> [Command] {
    func day(_ chance: inout Chance) -> CalendarDate { Committee.start.adding(days: chance.number(0...540)) }
    return (1...90).map { number in
      let (product, date) = (chance.pick(products), day(&chance))
      switch chance.number(1...100) {
      case ...25:
        return Committee.decides(
          "N-\(number)", product, points: Int64(chance.number(3...10)), on: date, until: date.adding(days: chance.number(0...250)))
      case ...35: return Committee.revokes("N-\(chance.number(1...number))", product, on: date)
      case ...50: return Committee.reaches(product, chance.pick(ProductStage.allCases), on: date)
      case ...55:
        return .developProduct(
          DevelopProduct(product: .init(product), name: "\(product)\(number)", category: "felt", unit: .piece, oblast: "Naryn", date: date))
      case ...60: return Committee.takesBack("R-\(number)", of: "S-\(chance.number(1...number))", 1, on: date)
      default: return Committee.sells("S-\(number)", product, Int64(chance.number(1...3)), through: chance.pick(["GUM", "GUM", "FAIR"]), on: date)
      }
    }
  }

  private static func question(_ chance: inout Chance, _ end: Int64) -> ReportParameters {
    var asked = ReportParameters()
    asked.by = chance.pick(PeriodLength.allCases)
    if chance.happens(50) { asked.atPosition = Int64(chance.number(0...Int(end))) }
    if chance.happens(40) { asked.through = Committee.start.adding(days: chance.number(-10...700)) }
    if chance.happens(30) {
      let first = CalendarDate.day(2024, chance.number(1...12), chance.pick([1, 1, 17]))
      if chance.happens(50) { asked.from = first }
      asked.to = first.adding(days: chance.number(20...300))
    }
    return asked
  }

  @Test("Every report, as of any day and position, is what the events say one by one", arguments: 1...4)
  func agrees(seed: Int) async throws {
    try await TestBook.with(unroller: .ledger) { book in
      var chance = Chance(seed: UInt64(seed))
      _ = try await book.record(Committee.opening(Self.products) + Self.history(&chance))
      let events = try await book.knownEvents()
      let kinds = Set(events.map(\.event.type))
      #expect(kinds.isSuperset(of: ["CertificationDecided", "ProductStageReached", "SaleRecorded", "ProductRenamed"]), "seed \(seed): \(kinds)")
      for number in 0..<60 {
        let asked = number == 0 ? ReportParameters() : Self.question(&chance, Int64(events.count))
        let model = CertificationModel(events, asked)
        #expect(try await book.rows("certification", asked) == model.certification, "seed \(seed): \(asked)")
        #expect(try await book.rows("product-pipeline", asked) == model.pipeline, "seed \(seed): \(asked)")
        #expect(try await book.rows("certified-products", asked) == model.certifiedProducts, "seed \(seed): \(asked)")
        #expect(try await book.rows("uncertified-sales", asked) == model.uncertifiedSales, "seed \(seed): \(asked)")
      }
      #expect(try await Verifier(options: book.reader, catalogue: book.catalogue).verify().isClean)
      let live = try await book.tables()
      #expect(live["certificate"]?.isEmpty == false && live["product_stage"]?.isEmpty == false && live["uncertified"]?.isEmpty == false)
      _ = try await book.rebuilder(unroller: .ledger).rebuild(.everything)
      #expect(try await book.tables() == live)
    }
  }
}
