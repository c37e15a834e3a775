import Foundation
import Languages
import Ledger
import Office
import ReadModels
import SignIn
import TestSupport
import Testing
import Web

@testable import WebPages

@Suite("Pages of managers")
struct ManagerPageTests {
  private static let paths = [
    "/manager", "/channels", "/channels/MUJI", "/what-if", "/what-if?channel=MUJI&recapture=0&floor=12000", "/producers", "/producers?flagged=yes",
    "/producers/P-0001", "/products", "/export", "/map", "/map?what=dependent&oblast=Issyk-Kul", "/income",
  ]

  private static func page(_ answer: PageAnswer?) -> Page? {
    switch answer {
    case .page(let page), .mistaken(let page): page
    default: nil
    }
  }

  @Test(
    "Every page is there in every language, with its time, every text translated and every figure leading to what explains it",
    arguments: Language.allCases)
  func everyPage(in language: Language) async throws {
    let visitor = Visitor(desk: try await DemoDesk.shared(), roles: [.manager], language: language)
    for path in Self.paths {
      let page = try #require(Self.page(try await visitor.get(path, of: ManagerPages.routes)), "\(path)")
      #expect(page.allText.filter { $0.contains("[manager.") || $0.contains("{") }.isEmpty, "\(path)")
      #expect(page.hasTime && page.asOfPosition != nil && page.area == .manager, "\(path)")
      #expect(page.figures.allSatisfy { $0.href != nil }, "\(path)")
      let tables = page.tables + page.allBlocks.compactMap { if case .chart(let chart) = $0 { chart.table } else { nil } }
      #expect(!tables.isEmpty && tables.allSatisfy { $0.files != nil }, "\(path)")
      #expect(tables.allSatisfy { table in table.rows.count <= 100 && table.rows.allSatisfy { $0.count == table.columns.count } }, "\(path)")
    }
  }

  @Test("The overview's figures are those of the reports")
  func overview() async throws {
    let desk = try await DemoDesk.shared()
    let page = try #require(Self.page(try await Visitor(desk: desk, roles: [.manager]).get("/manager", of: ManagerPages.routes)))
    let years = try await desk.reporter.run("trend").reportRows
    let numbers = Words(.en).numbers
    let (now, before) = (try #require(years.last).number("net_sales"), try #require(years.dropLast().last).number("net_sales"))
    #expect(page.figures[0].value == numbers.money((now + 50) / 100, currency: "KGS", decimals: 0))
    #expect(page.figures[1].value == numbers.money((before + 50) / 100, currency: "KGS", decimals: 0))
    let share = try #require(try await desk.reporter.run("channel-concentration").reportRows.last).text("top_share")
    #expect(page.figures[2].value == numbers.percent(millionths: Int64((Double(share) ?? 0) * 1_000_000 + 0.5)))
    var asked = ReportParameters()
    asked.from = CalendarDate(year: Int(try #require(years.last).text("period")) ?? 0, month: 1, day: 1)
    let dependent = try await desk.reporter.run("producer-dependence", parameters: asked).reportRows
    #expect(page.figures[3].value == numbers.whole(Int64(dependent.filter { $0.text("flagged") == "yes" }.count)))
    #expect(page.figures[3].note?.contains(numbers.whole(Int64(dependent.count))) == true)
  }

  @Test("Villages add up to all producers and to all that is allocated to them, by year, quarter and month", arguments: PeriodLength.allCases)
  func communities(by length: PeriodLength) async throws {
    let desk = try await DemoDesk.shared()
    var asked = ReportParameters()
    asked.by = length
    let villages = try await desk.reporter.run("community-sales", parameters: asked).reportRows
    let producers = try await desk.reporter.run("producer-dependence", parameters: asked).reportRows
    let revenue = try await desk.reporter.run("producer-revenue", parameters: asked).reportRows
    for period in Set(producers.map { $0.text("period") }) {
      let (mine, hers) = (villages.filter { $0.text("period") == period }, producers.filter { $0.text("period") == period })
      #expect(mine.reduce(0) { $0 + $1.number("producers") } == Int64(hers.count))
      #expect(mine.reduce(0) { $0 + $1.number("dependent") } == Int64(hers.filter { $0.text("flagged") == "yes" }.count))
      #expect(mine.reduce(0) { $0 + $1.number("net") } == hers.reduce(0) { $0 + $1.number("net") })
      let sold = revenue.filter { $0.text("period") == period }.reduce(0) { $0 + $1.number("gross") - $1.number("discount") }
      #expect(mine.reduce(0) { $0 + $1.number("net_sales") } == sold)
    }
  }

  @Test("The what-if page says what the reports say, and names the field that cannot be read")
  func whatIf() async throws {
    let desk = try await DemoDesk.shared()
    let visitor = Visitor(desk: desk, roles: [.manager])
    guard case .page(let page)? = try await visitor.get("/what-if?channel=MUJI&recapture=50&period=2024", of: ManagerPages.routes) else {
      Issue.record("no page")
      return
    }
    var asked = ReportParameters()
    (asked.from, asked.to) = (CalendarDate(year: 2024, month: 1, day: 1), CalendarDate(year: 2024, month: 12, day: 31))
    (asked.channel, asked.recapturePercent) = ("MUJI", 50)
    let total = try #require(try await desk.reporter.run("channel-loss-total", parameters: asked).reportRows.first)
    #expect(page.figures.first?.value == Words(.en).numbers.money((total.number("lost") + 50) / 100, currency: "KGS", decimals: 0))
    let rows = try #require(page.tables.last).rows
    let most = try await desk.reporter.run("channel-loss", parameters: asked).reportRows.map { $0.number("lost") }.max() ?? 0
    #expect(rows.first?[2].text == Words(.en).numbers.decimal(most, places: 2))
    for (query, field) in [
      ("recapture=101", "recapture"), ("recapture=x", "recapture"), ("floor=-1", "floor"), ("channel=NO", "channel"), ("period=1900", "period"),
    ] {
      guard case .mistaken(let page)? = try await visitor.get("/what-if?\(query)", of: ManagerPages.routes), case .form(let form)? = page.blocks.first
      else {
        Issue.record("\(query) is taken")
        continue
      }
      #expect(form.fields.filter { $0.error != nil }.map(\.name) == [field], "\(query)")
    }
  }

  @Test("As of an early day the pages show the book of that day; what a channel owes is for those who see accounts")
  func earlier() async throws {
    let desk = try await DemoDesk.shared()
    let manager = Visitor(desk: desk, roles: [.manager])
    let page = try #require(Self.page(try await manager.get("/manager?through=2015-06-30", of: ManagerPages.routes)))
    #expect(page.figures.first?.label.contains("2015") == true)
    func receivable(_ visitor: Visitor) async throws -> Bool {
      try #require(Self.page(try await visitor.get("/channels/MUJI", of: ManagerPages.routes))).allText.contains("What it owes us")
    }
    #expect(try await !receivable(manager))
    #expect(try await receivable(Visitor(desk: desk, roles: [.auditor])))
    guard case .notFound? = try await manager.get("/channels/NO", of: ManagerPages.routes) else {
      Issue.record("a channel that is not there has a page")
      return
    }
  }

  @Test("An early position of the book, before anything was sold, shows the first steps and no empty chart")
  func empty() async throws {
    let visitor = Visitor(desk: try await DemoDesk.shared(), roles: [.manager])
    for path in ["/manager", "/channels", "/what-if", "/producers", "/products", "/export", "/map", "/income"] {
      let page = try #require(Self.page(try await visitor.get("\(path)?at-position=1", of: ManagerPages.routes)), "\(path)")
      let kinds = page.blocks.map { block in if case .steps = block { "steps" } else if case .chart = block { "chart" } else { "" } }
      #expect(kinds.contains("steps") && !kinds.contains("chart"), "\(path)")
    }
  }

  @Test("An oblast is found by what people write, in three languages; the city of Osh is not its oblast")
  func oblasts() {
    let names: [(String, OblastPlace?)] = [
      ("Issyk-Kul", .issykKul), ("Иссык-Кульская область", .issykKul), ("Ысык-Көл облусу", .issykKul), ("Osh", .osh), ("Ошская", .osh),
      ("Ош облусу", .osh),
      ("г. Ош", .oshCity), ("Ош шаары", .oshCity), ("Osh city", .oshCity), ("город Бишкек", .bishkek), ("Жалал-Абад", .jalalAbad), ("Chuy", .chui),
      ("Чүй", .chui), ("Баткен", .batken), ("Talas", .talas), ("Нарын", .naryn), ("Almaty", nil), ("", nil),
    ]
    for (name, place) in names { #expect(OblastPlace(name) == place, "\(name)") }
    let tiles = OblastPlace.allCases.map { "\($0.place)" }
    #expect(Set(tiles).count == tiles.count)
  }
}
