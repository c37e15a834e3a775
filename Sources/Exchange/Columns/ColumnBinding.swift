/// Which field of a file each column of its table is in.
public struct ColumnBinding: Sendable, Equatable {
  /// For each column of the table, the field's number from 0, or nil where the file lacks it.
  public let fields: [Int?]
  /// What a person should know but need not act on: columns that are not used, and what their names may have meant.
  public var notes: [String] { remarks.map(\.text) }
  /// The same, as rules and their values.
  public let remarks: [RowReason]

  /// Matches a header to a table: the user's mapping first, then canonical names and aliases.
  /// - Throws: `CSVFileError.columns` when required columns are missing or several fields mean the same column; lists them all.
  public init(_ table: Table, header: [String], mapping: ColumnMapping = ColumnMapping(), path: String) throws(CSVFileError) {
    let byName = table.columnsByName
    let used = mapping.columns(of: table)
    var fields = [[Int]](repeating: [], count: table.columns.count)
    var unknown: [Int] = []
    for (index, name) in header.enumerated() {
      let folded = HeaderName.fold(name)
      if let mapped = used[folded] {
        if let column = mapped { fields[column].append(index) }
      } else if let column = byName[folded] {
        fields[column].append(index)
      } else {
        unknown.append(index)
      }
    }
    let candidates = table.columns.indices.filter { fields[$0].isEmpty }.flatMap { [table.columns[$0].name] + table.columns[$0].aliases }
    remarks = Self.remarks(header, unknown, candidates)
    let doubled = fields.indices.filter { fields[$0].count > 1 }
    let missing = table.columns.indices.filter { table.columns[$0].isRequired && fields[$0].isEmpty }
    guard doubled.isEmpty && missing.isEmpty else {
      var reasons: [RowReason] = []
      if !missing.isEmpty {
        var lines: [String] = []
        lines.append("the header lacks \(missing.count == 1 ? "a column" : "\(missing.count) columns") that \(table.fileName) must have:")
        lines += missing.map { "  \(table.columns[$0].name) (accepted: \(table.columns[$0].acceptedNames))" }
        lines += remarks.map { "  \($0.text)" }
        lines.append("Rename the columns, or say in columns.csv (file,header,column) what your headers mean.")
        reasons.append(.columnsMissing(missing.map { table.columns[$0].name }, of: table.fileName, lines.joined(separator: "\n")))
      }
      reasons += doubled.map { column in
        let places = fields[column].map { "column \($0 + 1) «\(Excerpt.cut(header[$0]))»" }.joined(separator: " and ")
        let name = table.columns[column].name
        return .columnDoubled(fields[column].map { Excerpt.cut(header[$0]) }, means: name, "\(places) both mean \(name); rename or remove one")
      }
      throw CSVFileError(.columns, path: path, message: reasons.map(\.text).joined(separator: "\n"), because: reasons)
    }
    self.fields = fields.map(\.first)
  }

  private static func remarks(_ header: [String], _ unknown: [Int], _ candidates: [String]) -> [RowReason] {
    unknown.map { index in
      guard !header[index].isEmpty else { return .nameless(column: index + 1) }
      let name = Excerpt.cut(header[index])
      guard let near = HeaderName.nearest(to: name, among: candidates) else { return .unknown(column: name) }
      return .misspelt(column: name, near: near)
    }
  }
}

extension Table {
  /// Positions of the columns by folded name and alias.
  var columnsByName: [String: Int] {
    var byName: [String: Int] = [:]
    for (index, column) in columns.enumerated() {
      for name in [column.name] + column.aliases { byName[HeaderName.fold(name)] = index }
    }
    return byName
  }
}
