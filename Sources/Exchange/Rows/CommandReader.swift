import Ledger

/// Where a row stands in its file.
public struct RowPlace: Hashable, Sendable {
  /// As a spreadsheet numbers it; the header is row 1.
  public let row: Int
  /// The physical line it begins on.
  public let line: Int
}

/// A command read from a file, and the rows it was made of.
public struct ReadCommand: Sendable {
  /// What is asked.
  public let command: Command
  /// One row, or all rows of a batch.
  public let places: [RowPlace]
}

/// What rows leave open and the importer says.
public struct ImportDefaults: Sendable {
  /// The date of registry entries that bring none.
  public let today: CalendarDate
  /// Whether goods that are not in stock may be sold, their money waiting in suspense.
  public let allowsUnallocated: Bool

  /// Defaults of one import.
  public init(today: CalendarDate, allowsUnallocated: Bool = false) { (self.today, self.allowsUnallocated) = (today, allowsUnallocated) }
}

/// Reads a file of any importable table as commands, row by row (batches: batch by batch), in bounded memory.
public final class CommandReader {
  /// What kind of file it is.
  public let table: Table
  /// What a person should know but need not act on.
  public let notes: [String]
  /// The delimiter found, for a rejects file that the same spreadsheet program opens.
  public var delimiter: CSVDelimiter { csv.delimiter }
  /// Bytes read so far, for progress.
  public var bytesRead: Int { csv.bytesRead }

  private let csv: CSVReader
  private let advance: () throws(CSVFileError) -> RowVerdict<ReadCommand>?

  /// Opens a file.
  /// - Throws: `CSVFileError` when it cannot be read, lacks columns, or is of a kind that is not imported yet.
  public convenience init(
    path: String, table: Table, mapping: ColumnMapping, options: CSVOptions, defaults: ImportDefaults
  ) throws(CSVFileError) {
    try self.init(Source(path: path, bytes: nil, mapping: mapping, options: options), table, defaults)
  }

  /// Reads text that is already in memory; `name` stands in messages.
  /// - Throws: as for a file.
  public convenience init(bytes: [UInt8], name: String, table: Table, defaults: ImportDefaults) throws(CSVFileError) {
    try self.init(Source(path: name, bytes: bytes, mapping: ColumnMapping(), options: CSVOptions()), table, defaults)
  }

  private struct Source {
    let path: String
    let bytes: [UInt8]?
    let mapping: ColumnMapping
    let options: CSVOptions
  }

  private init(_ source: Source, _ table: Table, _ defaults: ImportDefaults) throws(CSVFileError) {
    self.table = table
    func open<Columns: TableColumn>(_: Columns.Type) throws(CSVFileError) -> TableReader<Columns> {
      if let bytes = source.bytes {
        return try TableReader<Columns>(bytes: bytes, name: source.path, mapping: source.mapping, options: source.options)
      }
      return try TableReader<Columns>(path: source.path, mapping: source.mapping, options: source.options)
    }
    let today = defaults.today
    switch table.name {
    case CommunityColumn.table.name:
      (csv, notes, advance) = Self.rows(try open(CommunityColumn.self)) { row throws(RowProblem) in try row.command(on: today) }
    case ProducerColumn.table.name:
      (csv, notes, advance) = Self.rows(try open(ProducerColumn.self)) { row throws(RowProblem) in try row.command(on: today) }
    case ProductColumn.table.name:
      (csv, notes, advance) = Self.rows(try open(ProductColumn.self)) { row throws(RowProblem) in try row.command(on: today) }
    case ChannelColumn.table.name:
      (csv, notes, advance) = Self.rows(try open(ChannelColumn.self)) { row throws(RowProblem) in try row.command() }
    case RateColumn.table.name:
      (csv, notes, advance) = Self.rows(try open(RateColumn.self)) { row throws(RowProblem) in try row.command() }
    case SaleColumn.table.name:
      let allows = defaults.allowsUnallocated
      (csv, notes, advance) = Self.rows(try open(SaleColumn.self)) { row throws(RowProblem) in try row.command(allowsUnallocated: allows) }
    case ReturnColumn.table.name:
      (csv, notes, advance) = Self.rows(try open(ReturnColumn.self)) { row throws(RowProblem) in try row.command() }
    case BatchColumn.table.name:
      let lastRows = try BatchAssembler.lastRows(open(BatchColumn.self))
      let reader = try open(BatchColumn.self)
      let assembler = BatchAssembler(reader, lastRows: lastRows)
      (csv, notes, advance) = (reader.csv, reader.binding.notes, { () throws(CSVFileError) in try assembler.next() })
    default:
      throw CSVFileError(.columns, path: source.path, message: "files of this kind (\(table.name)) are not imported yet")
    }
  }

  /// The next command or rejected row; nil at the end of the file.
  public func next() throws(CSVFileError) -> RowVerdict<ReadCommand>? { try advance() }

  private static func rows<Columns: TableColumn>(
    _ reader: TableReader<Columns>, _ command: @escaping (borrowing TableRow<Columns>) throws(RowProblem) -> Command
  ) -> (CSVReader, [String], () throws(CSVFileError) -> RowVerdict<ReadCommand>?) {
    (
      reader.csv, reader.binding.notes,
      { () throws(CSVFileError) in
        try reader.next { row throws(RowProblem) in
          ReadCommand(command: try command(row), places: [RowPlace(row: row.number, line: row.line)])
        }
      }
    )
  }
}
