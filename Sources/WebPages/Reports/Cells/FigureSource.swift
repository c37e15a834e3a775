import Ledger
import ReadModels
import Web

/// Where a figure leads that is itself no sum of entries – a share, an index, a loss that is only supposed, an age: to what it is worked out from.
struct FigureSource {
  /// What of the row says which figures they are: columns that are keys of the other report's explanation.
  private enum Way {
    /// The entries behind a row of another report.
    case explanation(String, keys: [String])
    /// All rows of another report in the same period.
    case report(String)
  }

  /// Of the reports that have no explanation of their own; by the column where not all columns have the same source.
  private static let ways: [String: Way] = [
    "certified-products": .report("certification"),
    "channel-assortment": .explanation("channel-sales", keys: ["period", "channel"]),
    "channel-loss": .explanation("producer-dependence", keys: ["period", "producer"]),
    "channel-loss.lost": .explanation("producer-revenue", keys: ["period", "producer", "channel"]),
    "channel-loss-total": .report("channel-loss"),
    "channel-unstated": .explanation("channel-receivable", keys: ["channel", "currency"]),
    "community-sales": .report("producer-dependence"),
    "coverage": .report("sites"),
    "goods-ageing": .explanation("stock", keys: ["product", "batch", "place"]),
    "income-distribution": .report("producer-dependence"),
    "payable-ageing": .explanation("producer-balance", keys: ["producer"]),
    "product-development": .report("product-pipeline"),
    "return-to-producers": .report("producer-balance"),
    "return-to-producers.net_sales": .explanation("trend", keys: ["period"]),
    "return-to-producers.share": .explanation("trend", keys: ["period"]),
  ]
  /// Columns whose row names one thing, the events of which say it: the narrowest first.
  private static let things = ["position", "stream", "sale", "dispatch", "batch", "claim", "site", "product", "statement", "producer", "channel"]

  let request: PageRequest
  let name: String
  let columns: [ReportColumn]
  let asked: ReportParameters

  /// Where a figure of a row leads; nil where nothing explains it, or nothing that this reader may see.
  func href(_ column: String, _ row: [ReadModels.Cell]) -> String? {
    if let way = Self.ways["\(name).\(column)"] ?? Self.ways[name], let href = href(way, row) { return href }
    for thing in Self.things {
      if let code = text(thing, row), let href = request.place(of: thing, code, channel: text("channel", row)) { return href }
    }
    return nil
  }

  private func href(_ way: Way, _ row: [ReadModels.Cell]) -> String? {
    guard request.identity?.may(.readReports) == true else { return nil }
    switch way {
    case .explanation(let report, let keys):
      let key = keys.compactMap { key in text(key, row).map { (key, $0) } }
      return request.mayRead(report) && key.count == keys.count ? request.explainPath(report, key, asked) : nil
    case .report(let report):
      guard request.mayRead(report) else { return nil }
      var parameters = asked
      if let days = text("period", row).flatMap({ PeriodDays(nameOf: $0) }) { (parameters.from, parameters.to) = (days.first, days.last) }
      parameters.channel = text("channel", row) ?? parameters.channel
      return PathText.with("/reports/\(PathText.segment(report))", request.values(of: parameters))
    }
  }

  private func text(_ column: String, _ row: [ReadModels.Cell]) -> String? {
    guard let place = columns.firstIndex(where: { $0.name == column }), row[place] != .null else { return nil }
    return row[place].plainText
  }
}

/// The days of a period by its name: 2024, 2024-Q1 or 2024-01.
struct PeriodDays {
  let first: CalendarDate, last: CalendarDate

  init?(nameOf period: String) {
    guard let length = PeriodLength(nameOf: period) else { return nil }
    let parts = period.split(separator: "-")
    guard let year = parts.first.flatMap({ Int($0) }) else { return nil }
    let number = parts.last.flatMap { Int($0.drop { $0 == "Q" }) } ?? 1
    let (month, months) =
      switch length {
      case .year: (1, 12)
      case .quarter: (3 * number - 2, 3)
      case .month: (number, 1)
      }
    let (nextYear, nextMonth) = month + months > 12 ? (year + 1, 1) : (year, month + months)
    guard let first = CalendarDate(year: year, month: month, day: 1), let next = CalendarDate(year: nextYear, month: nextMonth, day: 1) else {
      return nil
    }
    (self.first, last) = (first, CalendarDate(daysSince1970: next.daysSince1970 - 1))
  }
}
