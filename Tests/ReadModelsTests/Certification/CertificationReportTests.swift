import Ledger
import ReadModels
import TestSupport
import Testing

/// Reports about certificates and steps against figures worked out by hand.
@Suite("What the reports say about certificates and steps")
struct CertificationReportTests {
  private static func day(_ month: Int, _ day: Int, _ year: Int = 2024) -> CalendarDate { .day(year, month, day) }

  private static func through(_ day: CalendarDate) -> ReportParameters {
    var parameters = ReportParameters()
    parameters.through = day
    return parameters
  }

  private static func to(_ day: CalendarDate) -> ReportParameters {
    var parameters = ReportParameters()
    parameters.to = day
    return parameters
  }

  @Test("How a product stands is told as of any day, by what was decided by then, and as of any position, by what was known")
  func certification() async throws {
    try await TestBook.with(unroller: .ledger) { book in
      let opening = Committee.opening(["BAG", "HAT", "RUG"])
      let refused = try await book.record(
        opening + [
          Committee.decides("N-1", "RUG", points: 9, on: Self.day(2, 1), until: Self.day(1, 31, 2025)),
          Committee.decides("N-2", "HAT", points: 4, on: Self.day(2, 10), until: nil),
          Committee.decides("N-3", "BAG", on: Self.day(3, 1), until: Self.day(12, 31)),
          Committee.revokes("N-3", "BAG", on: Self.day(9, 15)),
          Committee.decides("N-4", "RUG", points: 4, on: Self.day(10, 1), until: nil),
          Committee.decides("N-5", "RUG", points: 6, on: Self.day(11, 1), until: Self.day(10, 31, 2025)),
        ])
      #expect(refused == [:])
      let (rug, hat, bag) = ("RUG RUG Naryn", "HAT HAT Naryn", "BAG BAG Naryn")
      for (date, expected) in [
        (Self.day(1, 31), []),
        (Self.day(2, 1), ["\(rug) N-1 2024-02-01 2025-01-31 valid 2 365"]),
        (
          Self.day(3, 1),
          [
            "\(bag) N-3 2024-03-01 2024-12-31 valid 1 305", "\(hat) N-2 2024-02-10 – refused – –", "\(rug) N-1 2024-02-01 2025-01-31 valid 2 336",
          ]
        ),
        (
          Self.day(10, 15),
          // The committee's later refusal takes nothing from a certificate that still holds.
          [
            "\(bag) N-3 2024-03-01 2024-12-31 revoked 1 –", "\(hat) N-2 2024-02-10 – refused – –", "\(rug) N-1 2024-02-01 2025-01-31 valid 2 108",
          ]
        ),
        (
          Self.day(11, 1),
          [
            "\(bag) N-3 2024-03-01 2024-12-31 revoked 1 –", "\(hat) N-2 2024-02-10 – refused – –", "\(rug) N-5 2024-11-01 2025-10-31 valid 1 364",
          ]
        ),
        (
          Self.day(11, 1, 2025),
          [
            "\(bag) N-3 2024-03-01 2024-12-31 revoked 1 –", "\(hat) N-2 2024-02-10 – refused – –", "\(rug) N-5 2024-11-01 2025-10-31 expired 1 –",
          ]
        ),
      ] as [(CalendarDate, [String])] {
        #expect(try await book.rows("certification", Self.through(date)) == expected, "through \(date)")
        #expect(try await book.rows("certification", Self.to(date)) == expected, "to \(date)")
      }
      // Without a day, as of the newest day of the book: that of the last decision.
      #expect(try await book.rows("certification") == book.rows("certification", Self.through(Self.day(11, 1))))
      // What was known: two positions back from the end, nobody knew of the last two decisions, though they are looked at as of today.
      var known = ReportParameters()
      known.atPosition = try await book.reporter.run("certification").asOfPosition - 2
      #expect(try await book.rows("certification", known).last == "\(rug) N-1 2024-02-01 2025-01-31 valid 2 138")
      known.through = Self.day(9, 14)
      #expect(try await book.rows("certification", known).first == "\(bag) N-3 2024-03-01 2024-12-31 valid 1 108")
    }
  }

  @Test("What waits longest at a step comes first, and what is on sale comes last")
  func pipeline() async throws {
    try await TestBook.with(unroller: .ledger) { book in
      let refused = try await book.record(
        Committee.opening(["BAG", "HAT", "RUG", "TOY"]) + [
          Committee.reaches("BAG", .samples, on: Self.day(3, 1)), Committee.reaches("RUG", .ideaChosen, on: Self.day(1, 10)),
          Committee.reaches("RUG", .concept, on: Self.day(2, 10)), Committee.reaches("HAT", .brandingAndSales, on: Self.day(1, 1)),
          Committee.reaches("BAG", .testBatches, on: Self.day(3, 11)),
        ])
      #expect(refused == [:])
      #expect(
        try await book.rows("product-pipeline") == ["RUG RUG 5 2024-02-10 30", "BAG BAG 9 2024-03-11 0", "HAT HAT 11 2024-01-01 70"])
      #expect(
        try await book.rows("product-pipeline", Self.through(Self.day(3, 10)))
          == ["RUG RUG 5 2024-02-10 29", "BAG BAG 8 2024-03-01 9", "HAT HAT 11 2024-01-01 69"])
      #expect(try await book.rows("product-pipeline", Self.to(Self.day(2, 1))) == ["RUG RUG 4 2024-01-10 22", "HAT HAT 11 2024-01-01 31"])
      #expect(try await book.rows("product-pipeline", Self.through(Self.day(12, 31, 2023))) == [])
      var known = ReportParameters()
      known.atPosition = try await book.reporter.run("product-pipeline").asOfPosition - 1
      // The newest day that was known then is the first of March.
      #expect(
        try await book.rows("product-pipeline", known) == ["RUG RUG 5 2024-02-10 20", "BAG BAG 8 2024-03-01 0", "HAT HAT 11 2024-01-01 60"])
    }
  }

  @Test("Of the products that sold in a period, those count as certified whose certificate holds on its last day")
  func certifiedProducts() async throws {
    try await TestBook.with(unroller: .ledger) { book in
      let refused = try await book.record(
        Committee.opening(["BAG", "HAT", "RUG"]) + [
          Committee.decides("N-1", "RUG", on: Self.day(2, 1), until: Self.day(4, 30)),
          Committee.decides("N-2", "BAG", on: Self.day(3, 31), until: Self.day(12, 31)),
          Committee.decides("N-3", "HAT", points: 1, on: Self.day(3, 1), until: nil),
          Committee.sells("S-1", "RUG", 2, through: "FAIR", on: Self.day(1, 5)),
          Committee.sells("S-2", "BAG", 1, through: "FAIR", on: Self.day(3, 5)),
          Committee.sells("S-3", "HAT", 1, through: "FAIR", on: Self.day(3, 6)),
          Committee.sells("S-4", "RUG", 1, through: "FAIR", on: Self.day(4, 6)),
          Committee.sells("S-5", "BAG", 1, through: "FAIR", on: Self.day(4, 7)), Committee.takesBack("R-1", of: "S-5", 1, on: Self.day(4, 8)),
        ])
      #expect(refused == [:])
      var parameters = ReportParameters()
      parameters.by = .month
      #expect(
        try await book.rows("certified-products", parameters) == ["2024-01 1 0 0.000000", "2024-03 2 1 0.500000", "2024-04 1 1 1.000000"])
      parameters.by = .quarter
      #expect(try await book.rows("certified-products", parameters) == ["2024-Q1 3 2 0.666667", "2024-Q2 1 0 0.000000"])
      parameters.by = .year
      #expect(try await book.rows("certified-products", parameters) == ["2024 3 1 0.333333"])
      parameters.to = Self.day(4, 30)
      #expect(try await book.rows("certified-products", parameters) == ["2024 3 2 0.666667"])
      parameters.to = nil
      parameters.through = Self.day(3, 30)
      #expect(try await book.rows("certified-products", parameters) == ["2024 3 1 0.333333"])
    }
  }

  @Test("Sales without a certificate are exceptions where the terms say so, refused where they say that, and nothing where they say nothing")
  func uncertified() async throws {
    try await TestBook.with(unroller: .ledger) { book in
      let opening = Committee.opening(["BAG", "RUG"])
      let refused = try await book.record(
        opening + [
          Committee.decides("N-1", "RUG", on: Self.day(2, 1), until: Self.day(3, 31)),
          Committee.decides("N-2", "BAG", on: Self.day(2, 1), until: Self.day(12, 31)), Committee.revokes("N-2", "BAG", on: Self.day(5, 1)),
          Committee.sells("S-1", "RUG", 1, on: Self.day(1, 31)), Committee.sells("S-2", "RUG", 2, on: Self.day(2, 1)),
          Committee.sells("S-3", "RUG", 3, on: Self.day(4, 1)), Committee.sells("S-4", "RUG", 4, outlet: "A", on: Self.day(4, 2)),
          Committee.sells("S-5", "RUG", 5, on: Self.day(4, 30)), Committee.sells("S-6", "BAG", 6, on: Self.day(5, 1)),
          Committee.sells("S-7", "BAG", 7, through: "FAIR", on: Self.day(5, 1)), Committee.sells("S-8", "BAG", 8, through: "AIR", on: Self.day(5, 1)),
          Committee.sells("S-9", "BAG", 9, through: "AIR", on: Self.day(4, 30)), Committee.takesBack("R-1", of: "S-3", 3, on: Self.day(6, 1)),
        ])
      #expect(Array(refused.keys) == [opening.count + 10])
      let text = try #require(refused[opening.count + 10])
      #expect(text.contains("BAG") && text.contains("AIR") && text.contains("certificate N-2 was revoked on 2024-05-01"), "\(text)")
      var parameters = ReportParameters()
      #expect(
        try await book.rows("uncertified-sales", parameters) == [
          "2024 GUM A RUG expired 1 4000", "2024 GUM – BAG revoked 1 6000", "2024 GUM – RUG expired 2 8000", "2024 GUM – RUG none 1 1000",
        ])
      parameters.by = .month
      #expect(
        try await book.rows("uncertified-sales", parameters) == [
          "2024-01 GUM – RUG none 1 1000", "2024-04 GUM A RUG expired 1 4000", "2024-04 GUM – RUG expired 2 8000", "2024-05 GUM – BAG revoked 1 6000",
        ])
      parameters.channel = "FAIR"
      #expect(try await book.rows("uncertified-sales", parameters) == [])
      let explained = try await Explainer(pool: book.pool, catalogue: book.catalogue).explain(
        "uncertified-sales", where: [("period", "2024"), ("product", "RUG"), ("lack", "expired")])
      #expect(explained.contributions.map(\.stream) == ["sale/S-3", "sale/S-4", "sale/S-5"])
      #expect(explained.total == [3, 12_000])
    }
  }
}
