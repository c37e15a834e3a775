import Ledger
public import ReadModels
public import Web

extension PageRequest {
  /// A report's answer as a table: headings translated, numbers as the language writes them, codes and figures leading to what they stand for.
  /// - Parameters:
  ///   - only: these columns, in this order; nil for all.
  ///   - csv: whether the whole report is offered as CSV.
  ///   - parameters: what was asked of the report, where that is not simply what the query says.
  ///   - names: of producers by their codes, shown beside them.
  ///   - links: where a cell leads, by its column and row; nil where it says nothing, and then it leads where such cells usually do.
  public func table(
    _ answer: ReportAnswer, report: String, caption: String, only columns: [String]? = nil, csv: Bool = true, parameters: ReportParameters? = nil,
    names: [String: String] = [:], links: ((_ column: String, _ row: [ReadModels.Cell]) -> String?)? = nil
  ) -> DataTable {
    let asked = parameters ?? reportParameters()
    let writer = CellWriter(self, answer.columns, report: report, asked: asked, names: names)
    let places = columns.map { $0.compactMap { name in answer.columns.firstIndex { $0.name == name } } } ?? Array(answer.columns.indices)
    let rows = answer.rows.map { row in
      places.map { place in
        let cell = writer.cell(row, at: place)
        guard let href = links?(answer.columns[place].name, row) else { return cell }
        return DataTable.Cell(cell.text, href: href, tone: cell.tone)
      }
    }
    return DataTable(
      caption, columns: places.map { DataTable.Column(writer.heading(of: answer.columns[$0]), isNumber: answer.columns[$0].kind.isFigure) },
      rows: rows,
      files: csv ? reportFiles(report, asked) : nil, empty: words("reports.empty"))
  }

  /// Where a report is to be had as CSV, with what was asked of it.
  func reportFiles(_ report: String, _ parameters: ReportParameters) -> TableFiles {
    let (path, values) = ("/reports/\(PathText.segment(report))", values(of: parameters))
    return TableFiles(csv: PathText.with(path + "/csv", values), workbook: PathText.with(path + "/xlsx", values))
  }

  /// The heading of a report's column.
  func heading(_ column: String) -> String { words(family: "column", column) }

  /// A word that stands in a cell, such as the kind of a channel.
  func value(_ word: String) -> String { words(family: "value", word) }
}

extension ColumnKind {
  /// Whether it holds figures, which stand flush right.
  var isFigure: Bool {
    switch self {
    case .money, .amount, .quantity, .share, .decimal, .count: true
    case .text, .period, .date: false
    }
  }
}
