import EventLog
import Ledger
import ReadModels
import Testing

@Suite("What the reports about the programme say")
struct ProgrammeReportTests {
  private static let dollars = Currency("USD") ?? .kgs

  /// Two villages, two sites of which one closed, a programme with persons and households, two trainings, grants.
  private static func commands() throws -> [Command] {
    try [
      Paper.village("TAMGA", "Issyk-Kul"), Paper.village("KOCHKOR", "Naryn"),
      Paper.producer("P1", "TAMGA", .female), Paper.producer("P2", "TAMGA", .female), Paper.producer("P3", "KOCHKOR", .male),
      Paper.product("SLIPPER"),
      Paper.programme("CA+", funder: "World Bank", from: .day(2019, 4, 1)), Paper.programme("LATER", from: .day(2021, 1, 1), to: .day(2021, 12, 31)),
      Paper.site(
        "W-TAMGA", "TAMGA", funding: [Funding(payer: "Kumtor"), Funding(payer: "FAO", amount: 250_000, currency: dollars)], on: .day(2019, 2, 10)),
      Paper.site("PLOT", "KOCHKOR", .demonstrationPlot, programme: "CA+", on: .day(2019, 5, 1)),
      Paper.batch("B1", "SLIPPER", site: "W-TAMGA", [("P1", 3), ("P3", 1)], on: .day(2019, 3, 1)),
      Paper.batch("B2", "SLIPPER", site: "W-TAMGA", [("P2", 3)], on: .day(2019, 12, 31)),
      Paper.batch("B3", "SLIPPER", [("P1", 3)], on: .day(2020, 3, 1)),
      Paper.enrol("CA+", "1", site: "PLOT", on: .day(2019, 4, 1)), Paper.enrol("CA+", "2", count: 37, on: .day(2019, 4, 30)),
      Paper.enrol("CA+", "3", .household, count: 5, persons: 21, site: "PLOT", on: .day(2019, 5, 1)),
      Paper.enrol("CA+", "4", .household, site: "W-TAMGA", on: .day(2019, 5, 2)),
      Paper.leave("CA+", "3", on: .day(2020, 2, 1)), Paper.leave("CA+", "1", on: .day(2020, 2, 1)),
      .programme(
        .completeTraining(
          CompleteTraining(
            training: .init("T1"), topic: "felting", hours: 16, site: .init("W-TAMGA"), programme: .init("CA+"),
            participants: [.init("P1"), .init("P3")], others: 4, date: .day(2019, 6, 1)))),
      .programme(.completeTraining(CompleteTraining(training: .init("T2"), topic: "felting", participants: [.init("P2")], date: .day(2019, 6, 2)))),
      Paper.grant("G1", "FAO", for: .programme(.init("CA+")), 500_000, "USD", on: .day(2019, 7, 1)),
      Paper.grant("G2", "FAO", for: .programme(.init("CA+")), 100_000, "USD", on: .day(2019, 9, 1)),
      Paper.grant("G3", "Kumtor", for: .site(.init("W-TAMGA")), 700, "KGS", on: .day(2020, 1, 1)),
      .programme(.closeSite(CloseSite(site: .init("PLOT"), reason: "flood", date: .day(2020, 4, 4)))),
    ]
  }

  @Test("Sites with who paid, whether they are open and who works there; programmes, trainings and grants each as they were counted")
  func reports() async throws {
    try await TestBook.with(unroller: .ledger) { book in
      try await book.enter(Self.commands())
      #expect(
        try await book.rows("sites") == [
          "PLOT The PLOT demonstration_plot KOCHKOR Naryn CA+ – 2019-05-01 2020-04-04 no 0 0",
          // Of the twelve months to March 2020 only December's batch counts.
          "W-TAMGA The W-TAMGA workshop TAMGA Issyk-Kul – FAO; Kumtor 2019-02-10 – yes 1 1",
        ])
      #expect(try await book.rows("funding") == ["W-TAMGA FAO 250000 USD", "W-TAMGA Kumtor – –"])
      #expect(
        try await book.rows("enrolment") == [
          "CA+ The CA+ World Bank 2019-04-01 – 1 37 1 0 1 5", "LATER The LATER – 2021-01-01 2021-12-31 0 0 0 0 0 0",
        ])
      #expect(try await book.rows("training") == ["2019 felting CA+ 1 16 2 1 4", "2019 felting – 1 0 1 1 0"])
      #expect(try await book.rows("grants") == ["2019 CA+ – FAO 2 600000 USD", "2020 – W-TAMGA Kumtor 1 700 KGS"])
      #expect(
        try await book.rows("coverage") == ["Issyk-Kul 1 2 2 1.000000", "Naryn 1 1 0 0.000000"])
      // Grants are never sales, and in no account.
      for report in ["channel-sales", "trial-balance", "return-to-producers"] { #expect(try await book.rows(report).isEmpty, "\(report)") }
      #expect(try await book.sql("SELECT count(*)::text FROM entry WHERE gross IS NOT NULL OR book_gross IS NOT NULL") == [["0"]])
      #expect(try await Verifier(options: book.reader, catalogue: book.catalogue).verify().isClean)
    }
  }

  @Test("As of an earlier day the reports say what was then")
  func earlierDays() async throws {
    try await TestBook.with(unroller: .ledger) { book in
      try await book.enter(Self.commands())
      var parameters = ReportParameters()
      for through in [true, false] {
        let day = CalendarDate.day(2019, 12, 31)
        (parameters.through, parameters.to) = through ? (day, nil) : (nil, day)
        #expect(
          try await book.rows("enrolment", parameters) == ["CA+ The CA+ World Bank 2019-04-01 – 2 38 6 21 0 0"], "through \(through)")
        #expect(try await book.rows("grants", parameters) == ["2019 CA+ – FAO 2 600000 USD"])
        #expect(
          try await book.rows("sites", parameters, columns: ["site", "people", "women"]) == ["PLOT 0 0", "W-TAMGA 3 2"])
      }
      (parameters.through, parameters.to) = (.day(2019, 4, 15), nil)
      #expect(
        try await book.rows("sites", parameters) == ["W-TAMGA The W-TAMGA workshop TAMGA Issyk-Kul – FAO; Kumtor 2019-02-10 – yes 2 1"])
      #expect(
        try await book.rows("enrolment", parameters, columns: ["programme", "persons", "households"]) == ["CA+ 1 0"])
      for report in ["training", "grants"] { #expect(try await book.rows(report, parameters).isEmpty, "\(report)") }
    }
  }

  @Test("As of each earlier position the reports say what a book says that stopped there")
  func earlierPositions() async throws {
    let commands = try Self.commands()
    let reports = ["sites", "funding", "enrolment", "training", "grants", "coverage", "membership", "income-distribution"]
    try await TestBook.with(unroller: .ledger) { book in
      var then: [(position: Int64, answers: [[String]])] = []
      for command in commands {
        let position = try await book.enter([command])
        var answers: [[String]] = []
        for report in reports { answers.append(try await book.rows(report)) }
        then.append((position, answers))
      }
      for (position, answers) in then {
        var parameters = ReportParameters()
        parameters.atPosition = position
        for (report, answer) in zip(reports, answers) { #expect(try await book.rows(report, parameters) == answer, "\(report) as of \(position)") }
      }
    }
  }

  @Test("A figure is explained by the documents that made it")
  func explained() async throws {
    let cases: [(report: String, keys: [(column: String, value: String)], total: [Int64], types: [String])] = [
      ("enrolment", [("programme", "CA+")], [37, 1, 0, 1, 5], Array(repeating: "ProgrammeEnrolled", count: 4) + ["ProgrammeLeft", "ProgrammeLeft"]),
      ("training", [("period", "2019"), ("topic", "felting"), ("programme", "CA+")], [1, 16, 2, 1, 4], ["TrainingCompleted"]),
      (
        "grants", [("period", "2019"), ("programme", "CA+"), ("payer", "FAO"), ("currency", "USD")], [2, 600_000], ["GrantRecorded", "GrantRecorded"]
      ),
      ("funding", [("site", "W-TAMGA"), ("payer", "FAO"), ("currency", "USD")], [250_000], ["SiteOpened"]),
    ]
    try await TestBook.with(unroller: .ledger) { book in
      try await book.enter(Self.commands())
      let explainer = Explainer(pool: book.pool, catalogue: book.catalogue)
      for asked in cases {
        let cell = try await explainer.explain(asked.report, where: asked.keys)
        #expect(cell.total == asked.total && cell.contributions.map(\.type) == asked.types, "\(asked.report): \(cell)")
      }
    }
  }

  @Test("Consent is as it was said last; erased data end it")
  func consents() async throws {
    func consent(_ producer: String, _ isGiven: Bool) -> Command {
      .programme(.consent(ChangeConsent(producer: .init(producer), purpose: .publicName, isGiven: isGiven, date: .day(2020, 1, 1))))
    }
    try await TestBook.with(unroller: .ledger) { book in
      try await book.enter(
        [Paper.village("TAMGA", "Issyk-Kul")] + ["P1", "P2", "P3", "P4"].map { Paper.producer($0, "TAMGA", nil) }
          + [consent("P1", true), consent("P2", true), consent("P2", false), consent("P3", true)])
      try await book.enter([
        .changeProducerStatus(ChangeProducerStatus(producer: .init("P3"), change: .erase(reason: "her wish"), date: .day(2020, 2, 1)))
      ])
      #expect(try await book.sql("SELECT producer FROM consent WHERE given ORDER BY 1") == [["P1"]])
    }
  }

  @Test("How much of what was sold was paid: advances and grants are apart, and what the bank sent back is not paid")
  func returnToProducers() async throws {
    func line(_ kind: String, _ amount: Int64, _ purpose: String? = nil) -> Lines {
      var line: [(name: String, value: String)] = [
        ("kind", kind), ("producer", "p1"), ("currency", "KGS"), ("gross", "\(amount)"), ("channel", "shop"),
      ]
      if let purpose { line.append(("purpose", purpose)) }
      return Lines(lines: [line])
    }
    let lines = [
      (line("sold", 1000), CalendarDate.day(2023, 5, 1)), (line("returned", -100), .day(2023, 6, 1)),
      (line("advanced", 50, "money"), .day(2023, 6, 2)),
      (line("paid", 300), .day(2023, 7, 1)), (line("paid", 120), .day(2024, 1, 1)), (line("sent_back", 20, "paid"), .day(2024, 1, 2)),
      (line("sent_back", 7, "instructed"), .day(2024, 1, 3)),
    ]
    try await TestBook.with { book in
      try await book.append(lines.enumerated().map { $1.0.event("m/\($0)", on: $1.1) })
      try await book.fold()
      #expect(try await book.rows("return-to-producers") == ["2023 900 300 0.333333 50", "2024 0 100 – 0"])
      var parameters = ReportParameters()
      (parameters.by, parameters.to) = (.quarter, .day(2023, 9, 30))
      #expect(try await book.rows("return-to-producers", parameters) == ["2023-Q2 900 0 0.000000 50", "2023-Q3 0 300 – 0"])
    }
  }
}
