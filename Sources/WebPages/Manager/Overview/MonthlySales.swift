import Office
import ReadModels

/// Net sales month by month, and this year beside the last.
struct MonthlySales {
  /// By year and month, 1…12.
  private let sales: [Int: [Int: Int64]]
  /// The newest year there are sales of, and its newest month.
  let year: Int, lastMonth: Int
  /// Years there are sales of.
  let years: [Int]

  /// From report trend by month; nil when nothing was ever sold.
  init?(_ answer: ReportAnswer) {
    var sales: [Int: [Int: Int64]] = [:]
    for row in answer.reportRows {
      let parts = row.text("period").split(separator: "-")
      guard parts.count == 2, let year = Int(parts[0]), let month = Int(parts[1]) else { continue }
      sales[year, default: [:]][month] = row.number("net_sales")
    }
    guard let year = sales.keys.max(), let lastMonth = sales[year]?.keys.max() else { return nil }
    (self.sales, self.year, self.lastMonth, years) = (sales, year, lastMonth, sales.keys.sorted())
  }

  /// A month's sales; nil where the book has none.
  func month(_ month: Int, of year: Int) -> Int64? { sales[year]?[month] }

  /// A year's sales up to a month.
  func sum(of year: Int, through month: Int = 12) -> Int64 {
    sales[year]?.filter { $0.key <= month }.values.reduce(0, +) ?? 0
  }

  /// The highest month of two years.
  func highest(_ years: [Int]) -> Int64 { years.flatMap { sales[$0]?.values.map(\.magnitude) ?? [] }.max().map { Int64($0) } ?? 0 }
}
