/// A table of figures.
public struct DataTable: Sendable {
  /// A column.
  public struct Column: Sendable, Hashable {
    /// Its heading.
    public let title: String
    /// Whether it holds numbers, which stand flush right.
    public let isNumber: Bool
    /// A column.
    public init(_ title: String, isNumber: Bool = false) { (self.title, self.isNumber) = (title, isNumber) }
  }

  /// One cell.
  public struct Cell: Sendable, Hashable {
    /// What stands in it, and what explains it.
    public let text: String, href: String?
    /// How it is meant.
    public let tone: Tone
    /// A cell. One without text leads nowhere: there would be nothing to press.
    public init(_ text: String, href: String? = nil, tone: Tone = .plain) {
      (self.text, self.href, self.tone) = (text, text.isEmpty ? nil : href, tone)
    }
  }

  /// What it shows; read out by screen readers, and seen unless a heading says it already.
  public var caption: String
  /// Its columns, from the left.
  public var columns: [Column]
  /// Rows of as many cells as there are columns; the first cell names its row.
  public var rows: [[Cell]]
  /// The last line, such as the sums.
  public var footer: [Cell]?
  /// Where the same table is to be had as files; every table of figures has it.
  public var files: TableFiles?
  /// Further pages of it.
  public var previous: Link?, next: Link?
  /// What is said instead of an empty table.
  public var empty: String?
  /// Whether the caption is only for screen readers.
  public var hidesCaption = false

  /// A table.
  public init(
    _ caption: String, columns: [Column], rows: [[Cell]], footer: [Cell]? = nil, files: TableFiles? = nil, previous: Link? = nil, next: Link? = nil,
    empty: String? = nil, hidesCaption: Bool = false
  ) {
    (self.caption, self.columns, self.rows, self.footer, self.files) = (caption, columns, rows, footer, files)
    (self.previous, self.next, self.empty, self.hidesCaption) = (previous, next, empty, hidesCaption)
  }
}

/// Where a table is to be had as files.
public struct TableFiles: Sendable, Equatable {
  /// As CSV.
  public let csv: String
  /// As an Excel workbook; nil where it is not to be had as one.
  public let workbook: String?

  /// The addresses of a table's files.
  public init(csv: String, workbook: String? = nil) { (self.csv, self.workbook) = (csv, workbook) }
}
