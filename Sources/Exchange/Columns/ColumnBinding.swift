/// Which field of a file each column of its table is in.
public struct ColumnBinding: Sendable, Equatable {
  /// For each column of the table, the field's number from 0, or nil where the file lacks it.
  public let fields: [Int?]
  /// What a person should know but need not act on: columns that are not used, and what their names may have meant.
  public let notes: [String]

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
    notes = Self.notes(header, unknown, candidates)
    let doubled = fields.indices.filter { fields[$0].count > 1 }
    let missing = table.columns.indices.filter { table.columns[$0].isRequired && fields[$0].isEmpty }
    guard doubled.isEmpty && missing.isEmpty else {
      var lines: [String] = []
      if !missing.isEmpty {
        lines.append("the header lacks \(missing.count == 1 ? "a column" : "\(missing.count) columns") that \(table.fileName) must have:")
        lines += missing.map { "  \(table.columns[$0].name) (accepted: \(table.columns[$0].acceptedNames))" }
        lines += notes.map { "  \($0)" }
        lines.append("Rename the columns, or say in columns.csv (file,header,column) what your headers mean.")
      }
      lines += doubled.map { column in
        let places = fields[column].map { "column \($0 + 1) «\(Excerpt.cut(header[$0]))»" }.joined(separator: " and ")
        return "\(places) both mean \(table.columns[column].name); rename or remove one"
      }
      throw CSVFileError(.columns, path: path, message: lines.joined(separator: "\n"))
    }
    self.fields = fields.map(\.first)
  }

  private static func notes(_ header: [String], _ unknown: [Int], _ candidates: [String]) -> [String] {
    unknown.map { index in
      guard !header[index].isEmpty else { return "column \(index + 1) has no name and is not used" }
      let name = Excerpt.cut(header[index])
      guard let near = HeaderName.nearest(to: name, among: candidates) else { return "column «\(name)» is not known and not used" }
      return "\(name): did you mean \(near)? The column is not used."
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
