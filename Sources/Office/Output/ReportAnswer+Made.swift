import ReadModels

extension ReportAnswer {
  /// A table in the form of a report's answer, of something that is no report.
  init(asOf position: Int64, _ title: String, _ columns: [(String, ColumnKind)], _ rows: [[Cell]]) {
    self.init(asOfPosition: position, title: title, columns: columns.map { ReportColumn(name: $0.0, kind: $0.1) }, rows: rows)
  }
}
