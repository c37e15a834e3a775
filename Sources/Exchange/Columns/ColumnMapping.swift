/// What a user's own headers mean, as saved in `columns.csv`: file, header, column. An empty column says that the header is to be passed over.
public struct ColumnMapping: Sendable, Equatable {
  /// The usual file name in a book folder.
  public static let fileName = "columns.csv"

  /// By table name, then by folded header: the position of the column, or nil to pass over.
  private var byTable: [String: [String: Int?]] = [:]

  /// No mapping: only the table's own names and aliases count.
  public init() {}

  /// Says that in files of `table` the header `header` means `column`; nil passes it over.
  /// - Throws: `FieldProblem` when the table has no such column; lists those it has.
  public mutating func map(_ header: String, of table: Table, to column: String?) throws(FieldProblem) {
    let folded = HeaderName.fold(header)
    guard let column else {
      byTable[table.name, default: [:]][folded] = .some(nil)
      return
    }
    guard let position = table.columnsByName[HeaderName.fold(column)] else {
      let near = HeaderName.nearest(to: column, among: table.columns.map(\.name)).map { "did you mean \($0)? " } ?? ""
      let names = table.columns.map(\.name).joined(separator: ", ")
      throw FieldProblem("\(table.fileName) has no column «\(Excerpt.cut(column))»; \(near)It has: \(names)")
    }
    byTable[table.name, default: [:]][folded] = position
  }

  /// The positions of columns by folded header.
  func columns(of table: Table) -> [String: Int?] { byTable[table.name] ?? [:] }

  /// Reads a mapping file. Bad rows are left out of the mapping and returned, to be shown; after the hundredth, reading stops.
  /// - Throws: `CSVFileError` when the file cannot be read or lacks its columns.
  public static func read(path: String) throws(CSVFileError) -> (mapping: ColumnMapping, problems: [RowProblem]) {
    let reader = try TableReader<MappingColumn>(path: path)
    var mapping = ColumnMapping()
    var problems: [RowProblem] = []
    while let verdict = try reader.next({ row throws(RowProblem) in try mapping.add(row) }) {
      if case .rejected(let problem) = verdict { problems.append(problem) }
      guard problems.count < 100 else { break }
    }
    return (mapping, problems)
  }

  private mutating func add(_ row: borrowing TableRow<MappingColumn>) throws(RowProblem) {
    let file = try row.text(.file)
    guard let table = Table.named(file) else {
      throw row.problem(.file, "no such file is imported; write one of: \(Table.all.map(\.fileName).joined(separator: ", "))")
    }
    let header = try row.text(.header)
    let column = try row.optionalText(.column)
    do throws(FieldProblem) {
      try map(header, of: table, to: column)
    } catch {
      throw row.problem(.column, error.because)
    }
  }
}

/// Columns of `columns.csv`: what a user's own headers mean.
public enum MappingColumn: Int, TableColumn {
  case file, header, column

  /// One row a header.
  public static let table = Table(
    "columns",
    [
      .required("file", "файл"),
      .required("header", "заголовок", "название в файле", "башы"),
      .optional("column", "столбец", "колонка", "графа", "мамыча"),
    ])
}
