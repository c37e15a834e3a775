/// Which sheet of a workbook to read. Where none is named: the only one people see, else the one that is called as what is wanted, else the first.
public struct SheetChoice: Sendable, Equatable {
  /// The sheet's name; nil leaves it to the rule.
  public var name: String?
  /// What the rows are to be of; nil for anything.
  var table: String?

  /// A choice; nil leaves it to the rule.
  public init(_ name: String? = nil) { self.name = name }

  /// Opens the sheet.
  func open(_ workbook: Workbook) throws(CSVFileError) -> ChosenSheet {
    let sheets = workbook.sheets
    if let name {
      return ChosenSheet(rows: try workbook.rows(of: name), remarks: [])
    }
    let ofTable = sheets.first { Table.named(sheet: $0).map { $0.name == table } ?? false }
    guard let chosen = ofTable ?? sheets.first else { throw .empty(workbook.path) }
    let others = sheets.filter { $0 != chosen }
    return ChosenSheet(rows: try workbook.rows(of: chosen), remarks: others.isEmpty ? [] : [.sheetRead(chosen, besides: others)])
  }
}

/// A sheet that is read.
struct ChosenSheet {
  let rows: SheetSource
  /// Which it is, where it could have been another.
  let remarks: [RowReason]
}

extension CSVOptions {
  /// The same, with the sheet of that table preferred where nobody has chosen one.
  func preferring(_ table: Table) -> CSVOptions {
    var options = self
    options.sheet.table = table.name
    return options
  }
}

extension Table {
  /// The kind of a sheet by its name: the table's, or what accountants call it in Russian and Kyrgyz; in any case, with any blanks.
  public static func named(sheet: String) -> Table? {
    let folded = HeaderName.fold(sheet)
    return named(sheet) ?? all.first { table in (otherNames[table.name] ?? []).contains { HeaderName.fold($0) == folded } }
  }

  /// In the words of the pages.
  private static let otherNames: [String: [String]] = [
    "communities": ["сообщества", "коомдоштуктар"], "producers": ["производители", "өндүрүүчүлөр"], "products": ["товары", "товарлар"],
    "channels": ["каналы", "каналдар"], "rates": ["курсы", "курсы валют", "валюта курстары"], "batches": ["партии", "партиялар"],
    "sales": ["продажи", "сатуулар"], "returns": ["возвраты", "кайтаруулар"], "statements": ["отчёты каналов", "каналдардын отчеттору"],
    "payouts": ["поступления", "поступления денег", "түшкөн акча"], "advances": ["авансы", "аванстар"],
    "deductions": ["удержания", "кармап калуулар"], "settlements": ["исполненные выплаты", "аткарылган төлөмдөр"],
  ]
}
