import EventLog
import Ledger
import ReadModels
import TestSupport
import Testing

/// Each report against figures worked out by hand.
@Suite("What the reports say")
struct ReportTests {
  @Test("The shares of 2024 and how concentrated they are: the programme's own year, HHI 2 498")
  func concentration2024() async throws {
    let millions: [(String, Int64)] = [
      ("muji", 4200), ("bishkek", 2520), ("karakol", 1470), ("petrol", 525), ("fairs", 630), ("exhibitions", 420), ("online", 735),
    ]
    var events = millions.enumerated().map { index, sale in
      Line.sale(sale.0, gross: sale.1 * 1_000_000 + 500, discount: 500).event("s/\(index)", on: .day(2024, 6, index + 1))
    }
    let kinds = [("muji", "export_retailer"), ("bishkek", "brand_shop"), ("karakol", "brand_shop")]
    events += kinds.map { channel, kind in
      let payload = "{\"channel\":\"\(channel)\",\"country\":\"KG\",\"kind\":\"\(kind)\",\"name\":\"\(channel)\"}"
      return NewEvent(stream: "channel/\(channel)", type: "ChannelOpened", schema: 1, occurredOn: 14_000, payload: payload)
    }
    // A year in which everything came back: no shares, no concentration.
    events.append(Line.sale("muji", gross: 100).event("a", on: .day(2023, 1, 1)))
    events.append(Line.sale("muji", kind: "returned", gross: -100).event("b", on: .day(2023, 12, 31)))
    try await TestBook.with { book in
      try await book.append(events)
      try await book.fold()
      #expect(
        try await book.answer("channel-share") == [
          "2023 muji 0 –",
          "2024 muji 4200000000 0.400000", "2024 bishkek 2520000000 0.240000", "2024 karakol 1470000000 0.140000", "2024 online 735000000 0.070000",
          "2024 fairs 630000000 0.060000", "2024 petrol 525000000 0.050000", "2024 exhibitions 420000000 0.040000",
        ])
      #expect(
        try await book.answer("channel-concentration") == ["2023 – – – – – 0", "2024 2498.00 4.0032 muji 0.400000 0.780000 10500000000"])
      #expect(
        try await book.answer("buyer-concentration") == [
          "2023 – – – – – 0", "2024 3528.00 2.8345 export_retailer 0.400000 1.000000 10500000000",
        ])
      #expect(try await book.answer("country-concentration").last == "2024 10000.00 1.0000 KG 1.000000 1.000000 10500000000")
      #expect(try await book.answer("channel-sales").first == "2023 muji 0 0 0 0 0 0 0 1")
    }
  }

  @Test("What producers got, who depends on one channel, and what its loss costs whom")
  func producers() async throws {
    let sales = [
      Line.sale("muji", producer: "aigul", gross: 1000, discount: 100, commission: 90, fee: 10),  // net 800
      Line.sale("fairs", producer: "aigul", gross: 800),
      Line.sale("fairs", producer: "bermet", gross: 301),
      Line.sale("muji", producer: "bermet", gross: 300),
      Line.sale("muji", gross: 50),  // not allocated yet
    ]
    try await TestBook.with { book in
      try await book.append(sales.enumerated().map { $1.event("s/\($0)", on: .day(2024, 5, 1)) })
      try await book.fold()
      #expect(
        try await book.answer("producer-revenue") == [
          "2024 aigul fairs 800 0 0 800 0 1000", "2024 aigul muji 1000 90 10 800 100 1000", "2024 bermet fairs 301 0 0 301 0 1000",
          "2024 bermet muji 300 0 0 300 0 1000",
        ])
      #expect(
        try await book.answer("producer-dependence") == ["2024 aigul 1600 fairs 0.500000 yes", "2024 bermet 601 fairs 0.500832 yes"])
      var parameters = ReportParameters()
      (parameters.channel, parameters.incomeFloorMinor) = ("fairs", 400)
      #expect(
        try await book.answer("channel-loss", parameters) == [
          "2024 aigul fairs 0 1600 800 800 no", "2024 aigul fairs 25 1600 600 1000 no", "2024 aigul fairs 50 1600 400 1200 no",
          "2024 bermet fairs 0 601 301 300 yes", "2024 bermet fairs 25 601 226 375 yes", "2024 bermet fairs 50 601 151 450 no",
        ])
      parameters.recapturePercent = 25
      #expect(try await book.answer("channel-loss-total", parameters) == ["2024 fairs 25 2 826 1"])
      #expect(try await book.answer("trend") == ["2024 2351 – – –"])
    }
  }

  @Test("Growth from period to period; a period without sales is listed")
  func trend() async throws {
    let sales = [(200, (2022, 2)), (50, (2022, 3)), (100, (2024, 1))].enumerated().map { index, sale in
      Line.sale("muji", gross: Int64(sale.0)).event("s/\(index)", on: .day(sale.1.0, sale.1.1, 3))
    }
    try await TestBook.with { book in
      try await book.append(sales)
      try await book.fold()
      #expect(try await book.answer("trend") == ["2022 250 – – –", "2023 0 250 -250 -1.000000", "2024 100 0 100 –"])
    }
  }

  @Test("On hand is what was accepted, less what was drawn, plus what was put back")
  func stock() async throws {
    func move(_ kind: String, _ quantity: Int) -> Lines {
      Lines(lines: [
        [("kind", kind), ("product", "slippers"), ("batch", "KB-1"), ("place", "hub"), ("unit", "H87"), ("quantity", "\(quantity)")]
      ])
    }
    let moves = [move("produced", 10_000), move("accepted", 9_000), move("rejected", 1_000), move("drawn", 6_000), move("restocked", 2_000)]
    try await TestBook.with { book in
      try await book.append(moves.enumerated().map { $1.event("m/\($0)", on: .day(2024, 1, $0 + 1)) })
      try await book.fold()
      #expect(try await book.answer("stock") == ["slippers KB-1 hub 10000 9000 6000 2000 5000 1000 H87 2024-01-01 0 0 0 0 0 producers"])
      var parameters = ReportParameters()
      parameters.to = .day(2024, 1, 4)
      #expect(try await book.answer("stock", parameters) == ["slippers KB-1 hub 10000 9000 6000 0 3000 1000 H87 2024-01-01 0 0 0 0 0 producers"])
      parameters.from = .day(2024, 1, 4)
      #expect(try await book.answer("stock", parameters) == ["slippers KB-1 hub 10000 9000 6000 0 3000 1000 H87 2024-01-01 0 0 0 0 0 producers"])
    }
  }

  @Test("Members are counted at the end of each period, also of one in which nobody came or went")
  func membership() async throws {
    func member(_ kind: String, _ producer: String, _ sex: String, _ quantity: Int = 1000) -> Lines {
      Lines(lines: [[("kind", kind), ("producer", producer), ("community", "tamga"), ("sex", sex), ("quantity", "\(quantity)")]])
    }
    let changes: [(Lines, CalendarDate)] = [
      (Lines(lines: [[("kind", "enrolled"), ("community", "tamga"), ("oblast", "Issyk-Kul")]]), .day(2020, 3, 1)),
      (Lines(lines: [[("kind", "formed"), ("community", "tamga"), ("producer_group", "g")]]), .day(2020, 3, 2)),
      (member("registered", "aigul", "f"), .day(2020, 3, 3)), (member("registered", "bermet", "f"), .day(2020, 4, 1)),
      (member("registered", "chyngyz", "m"), .day(2020, 4, 30)), (member("deactivated", "bermet", "f", -1000), .day(2022, 1, 31)),
      (member("reactivated", "bermet", "f"), .day(2022, 12, 1)), (member("deactivated", "chyngyz", "m", -1000), .day(2022, 12, 31)),
    ]
    try await TestBook.with { book in
      try await book.append(changes.enumerated().map { $1.0.event("m/\($0)", on: $1.1) })
      try await book.fold()
      #expect(
        try await book.answer("membership") == [
          "2020 1 1 3 2 0.666667 3 0 0 0 0.000000", "2021 1 1 3 2 0.666667 0 0 0 0 0.000000", "2022 1 1 2 2 1.000000 1 2 0 0 0.000000",
        ])
      var parameters = ReportParameters()
      (parameters.by, parameters.from, parameters.to) = (.quarter, .day(2022, 1, 1), .day(2022, 6, 30))
      #expect(
        try await book.answer("membership", parameters) == ["2022-Q1 1 1 2 1 0.500000 0 1 0 0 0.000000", "2022-Q2 1 1 2 1 0.500000 0 0 0 0 0.000000"])
    }
  }

  @Test("What was sold abroad, by customs code and country")
  func exports() async throws {
    func sale(_ country: String, _ quantity: Int, _ gross: Int, _ kind: String = "sold") -> Lines {
      Lines(lines: [
        [
          ("kind", kind), ("channel", "muji"), ("country", country), ("product", "slippers"), ("hs_code", "6307909100"), ("unit", "PR"),
          ("quantity", "\(quantity)"), ("gross", "\(gross)"),
        ]
      ])
    }
    let sales = [sale("JP", 3000, 900), sale("JP", -1000, -300, "returned"), sale("DE", 1000, 250), sale("KG", 5000, 1000)]
    try await TestBook.with { book in
      try await book.append(sales.enumerated().map { $1.event("s/\($0)", on: .day(2018, 2, 1)) })
      try await book.fold()
      #expect(
        try await book.answer("export-profile") == ["2018 6307909100 DE slippers 1000 PR 250", "2018 6307909100 JP slippers 2000 PR 600"])
      #expect(try await book.answer("product-sales") == ["2018 slippers PR 8000 1850 1.000000"])
    }
  }
}

/// Lines of sales.
private enum Line {
  static func sale(
    _ channel: String, producer: String? = nil, kind: String = "sold", gross: Int64, discount: Int64 = 0, commission: Int64 = 0, fee: Int64 = 0
  ) -> Lines {
    var line: [(name: String, value: String)] = [
      ("kind", kind), ("channel", channel), ("country", "KG"), ("quantity", gross < 0 ? "-1000" : "1000"), ("gross", "\(gross)"),
      ("discount", "\(discount)"), ("commission", "\(commission)"), ("fee", "\(fee)"),
    ]
    if let producer { line.append(("producer", producer)) }
    return Lines(lines: [line])
  }
}

extension TestBook {
  /// A report's rows, cells parted by spaces, NULL as a dash.
  fileprivate func answer(_ report: String, _ parameters: ReportParameters = ReportParameters()) async throws -> [String] {
    try await reporter.run(report, parameters: parameters).rows.map { row in
      row.map { cell in
        switch cell {
        case .null: "–"
        case .int64(let number): "\(number)"
        case .text(let text), .decimal(let text): text
        }
      }.joined(separator: " ")
    }
  }
}
