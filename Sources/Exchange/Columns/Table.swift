/// One kind of file that Esep imports: its name and its columns.
public struct Table: Sendable {
  /// The word for it, and the file's name without `.csv`: `sales`.
  public let name: String
  /// Its columns in the order the documentation gives them.
  public let columns: [Column]

  /// The usual file name: `sales.csv`.
  public var fileName: String { "\(name).csv" }

  /// A kind of file.
  public init(_ name: String, _ columns: [Column]) {
    self.name = name
    self.columns = columns
  }

  /// All kinds, in the order of dependence: a file refers only to files before it.
  public static let all: [Table] = [
    CommunityColumn.table, ProducerColumn.table, ProductColumn.table, ChannelColumn.table, RateColumn.table, BatchColumn.table, SaleColumn.table,
    ReturnColumn.table, StatementColumn.table, PayoutColumn.table, AdvanceColumn.table, DeductionColumn.table, SettlementColumn.table,
  ]

  /// The kind of a file by its name or path, in any case: `2024/Sales.CSV`, `sales.xlsx`. Other files, such as `sales.rejects.csv`, are none.
  public static func named(_ path: String) -> Table? {
    let file = path.split(separator: "/").last.map { $0.lowercased() } ?? ""
    return all.first { file == $0.fileName || file == $0.name || file == $0.name + Workbook.suffix }
  }
}

/// One column of a table.
public struct Column: Sendable {
  /// The canonical name, `snake_case`.
  public let name: String
  /// Whether every file must have it and every row must fill it.
  public let isRequired: Bool
  /// Other headers that mean it: Russian and Kyrgyz, as accountants write them, in any case, with any blanks, hyphens or dots.
  public let aliases: [String]
  /// The words it may hold; nil for free values.
  public let words: ValueWords?

  /// A column every file must have.
  public static func required(_ name: String, _ aliases: String..., words: ValueWords? = nil) -> Column {
    Column(name: name, isRequired: true, aliases: aliases, words: words)
  }

  /// A column that may be empty or missing.
  public static func optional(_ name: String, _ aliases: String..., words: ValueWords? = nil) -> Column {
    Column(name: name, isRequired: false, aliases: aliases, words: words)
  }

  /// The name and the aliases: what to offer to whom a column is missing.
  var acceptedNames: String { ([name] + aliases).joined(separator: ", ") }
}

/// The columns of one table as an enum, so that asking a sales row for a batch's column does not compile. Raw values are positions in the table.
public protocol TableColumn: RawRepresentable<Int>, CaseIterable, Sendable {
  /// The table they are of.
  static var table: Table { get }
}

extension TableColumn {
  /// What the table says about this column.
  public var column: Column { Self.table.columns[rawValue] }
}
