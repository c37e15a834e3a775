import Exchange
public import Ledger
public import ReadModels

// A report's answer for programs and for spreadsheets.
extension ReportAnswer {
  /// One object with `as_of_position` and `rows`; money in minor units, quantities in thousandths, shares as decimal strings.
  public var json: String { "{\"as_of_position\":\(asOfPosition),\"rows\":\(jsonRows)}" }

  /// Its rows as an array of objects, one a line.
  public var jsonRows: String { JSONText.lines(rows.map { row in JSONText.object(zip(columns, row).map { ($0.name, JSONText.value($1)) }) }) }

  /// Lines of RFC 4180 with plain numbers: the header, then the rows. Of a long report take `ReportCSV` and `Reporter.forEachRow`.
  public func csv(in currency: Currency) -> String {
    let csv = ReportCSV(columns: columns, currency: currency)
    return csv.header + rows.map { csv.line($0) }.joined()
  }
}
