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
  /// One row, or all rows of a batch, a statement or a payout.
  public let places: [RowPlace]
  /// What each of several rows is: a producer's part, a line, the statement that is paid; to find the row a refusal is about.
  let parts: [String]
  /// What several rows make; empty for one.
  let thing: String

  /// What several rows ask for, and what each of them is.
  struct Content {
    let command: Command
    let parts: [String]
  }

  init(command: Command, places: [RowPlace], parts: [String] = [], thing: String = "") {
    (self.command, self.places, self.parts, self.thing) = (command, places, parts, thing)
  }
}

/// What rows leave open and the importer says.
public struct ImportDefaults: Sendable {
  /// The date of registry entries that bring none.
  public let today: CalendarDate
  /// Whether goods that are not in stock may be sold, their money waiting in suspense.
  public let allowsUnallocated: Bool
  /// The book's currency, of amounts that bring none.
  public let book: Currency
  /// The one payout run that a settlement file is about; nil when it may be about any.
  public let run: RunCode?

  /// Defaults of one import.
  public init(today: CalendarDate, allowsUnallocated: Bool = false, book: Currency = .kgs, run: RunCode? = nil) {
    (self.today, self.allowsUnallocated, self.book, self.run) = (today, allowsUnallocated, book, run)
  }
}

/// Reads a file of any importable table as commands, row by row (batches, statements and payouts: as wholes), in bounded memory.
public final class CommandReader {
  /// What kind of file it is.
  public let table: Table
  /// What a person should know but need not act on.
  public var notes: [String] { remarks.map(\.text) }
  /// The same, as rules and their values.
  public let remarks: [RowReason]
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
    let digest = table.name == StatementColumn.table.name ? try FileDigest.sha256(ofFile: path) : nil
    try self.init(Source(path: path, bytes: nil, fileSHA256: digest, mapping: mapping, options: options), table, defaults)
  }

  /// Reads text that is already in memory; `name` stands in messages.
  /// - Parameter fileSHA256: of the file the text was made from, which a statement remembers.
  /// - Throws: as for a file.
  public convenience init(
    bytes: [UInt8], name: String, table: Table, defaults: ImportDefaults, fileSHA256: String? = nil
  ) throws(CSVFileError) {
    let source = Source(path: name, bytes: bytes, fileSHA256: fileSHA256, mapping: ColumnMapping(), options: CSVOptions())
    try self.init(source, table, defaults)
  }

  private struct Source {
    let path: String
    let bytes: [UInt8]?
    let fileSHA256: String?
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
      (csv, remarks, advance) = Self.rows(try open(CommunityColumn.self)) { row throws(RowProblem) in try row.command(on: today) }
    case ProducerColumn.table.name:
      (csv, remarks, advance) = Self.rows(try open(ProducerColumn.self)) { row throws(RowProblem) in try row.command(on: today) }
    case ProductColumn.table.name:
      (csv, remarks, advance) = Self.rows(try open(ProductColumn.self)) { row throws(RowProblem) in try row.command(on: today) }
    case ChannelColumn.table.name:
      (csv, remarks, advance) = Self.rows(try open(ChannelColumn.self)) { row throws(RowProblem) in try row.command() }
    case RateColumn.table.name:
      (csv, remarks, advance) = Self.rows(try open(RateColumn.self)) { row throws(RowProblem) in try row.command() }
    case SaleColumn.table.name:
      let allows = defaults.allowsUnallocated
      (csv, remarks, advance) = Self.rows(try open(SaleColumn.self)) { row throws(RowProblem) in try row.command(allowsUnallocated: allows) }
    case ReturnColumn.table.name:
      (csv, remarks, advance) = Self.rows(try open(ReturnColumn.self)) { row throws(RowProblem) in try row.command() }
    case BatchColumn.table.name:
      (csv, remarks, advance) = try Self.groups(open(BatchColumn.self), open(BatchColumn.self), BatchGroup())
    case StatementColumn.table.name:
      (csv, remarks, advance) = try Self.groups(
        open(StatementColumn.self), open(StatementColumn.self), StatementGroup(fileSHA256: source.fileSHA256))
    case PayoutColumn.table.name:
      (csv, remarks, advance) = try Self.groups(open(PayoutColumn.self), open(PayoutColumn.self), ReceiptGroup())
    case AdvanceColumn.table.name:
      (csv, remarks, advance) = Self.rows(try open(AdvanceColumn.self)) { row throws(RowProblem) in try row.command(book: defaults.book) }
    case DeductionColumn.table.name:
      (csv, remarks, advance) = Self.rows(try open(DeductionColumn.self)) { row throws(RowProblem) in try row.command() }
    case SettlementColumn.table.name:
      (csv, remarks, advance) = Self.rows(try open(SettlementColumn.self)) { row throws(RowProblem) in
        try row.command(of: defaults.run, book: defaults.book)
      }
    default:
      throw CSVFileError(.columns, path: source.path, message: "files of this kind (\(table.name)) are not imported yet")
    }
  }

  /// The next command or rejected row; nil at the end of the file.
  public func next() throws(CSVFileError) -> RowVerdict<ReadCommand>? { try advance() }

  private static func rows<Columns: TableColumn>(
    _ reader: TableReader<Columns>, _ command: @escaping (borrowing TableRow<Columns>) throws(RowProblem) -> Command
  ) -> (CSVReader, [RowReason], () throws(CSVFileError) -> RowVerdict<ReadCommand>?) {
    (
      reader.csv, reader.remarks,
      { () throws(CSVFileError) in
        try reader.next { row throws(RowProblem) in
          ReadCommand(command: try command(row), places: [RowPlace(row: row.number, line: row.line)])
        }
      }
    )
  }

  /// - Parameter first: a reader of the same file for the first pass over it.
  private static func groups<Group: RowGroup>(
    _ first: TableReader<Group.Columns>, _ reader: TableReader<Group.Columns>, _ empty: Group
  ) throws(CSVFileError) -> (CSVReader, [RowReason], () throws(CSVFileError) -> RowVerdict<ReadCommand>?) {
    let assembler = GroupAssembler(reader, lastRows: try GroupAssembler<Group>.lastRows(first), empty: empty)
    return (reader.csv, reader.remarks, { () throws(CSVFileError) in try assembler.next() })
  }
}
