// Of the text that makes a row. Where a byte's place in the file is not known, the value is empty.
extension RowReason {
  static func columns(_ count: Int, expected: Int, delimiter: String) -> RowReason {
    let values = ["count": "\(count)", "expected": "\(expected)"]
    let text = "the row has \(count) columns, expected \(expected) as in the header; "
    return count < expected
      ? RowReason(.tooFewColumns, values, text + "a delimiter may be missing")
      : RowReason(
        .tooManyFields, values.merging(["delimiter": delimiter]) { $1 }, text + "quote a field that holds the delimiter «\(delimiter)»")
  }

  /// Of a sheet, whose rows are never too short.
  static func cells(_ count: Int, expected: Int) -> RowReason {
    RowReason(
      .cellBesideColumns, ["count": "\(count)", "expected": "\(expected)"],
      "there is something in column \(count), and the header names \(expected) columns; clear the cell, or give its column a name")
  }

  static func columnsMax(_ most: Int) -> RowReason {
    RowReason(.columnsMax, ["most": "\(most)"], "the row has more than \(most) columns; at most \(most) are read")
  }

  static func rowTooLong(_ most: String) -> RowReason {
    RowReason(.rowTooLong, ["most": most], "the row is longer than \(most); it was skipped")
  }

  static func zeroByte(at place: String?) -> RowReason {
    RowReason(.zeroByte, ["place": place ?? ""], "holds a NUL byte\(at(place)); the file is damaged or not text")
  }

  static let notWindows1251 = RowReason(
    .notWindows1251, [:], "holds byte 0x98, which is no letter in Windows-1251; type the value again")

  static func notUTF8(_ byte: String, at place: String?) -> RowReason {
    RowReason(
      .notUTF8, ["byte": "0x" + byte, "place": place ?? ""],
      "is not UTF-8 text: byte 0x\(byte)\(at(place)); save the file as «CSV UTF-8», or name its encoding if it is windows-1251")
  }

  static func textAfterQuote(column: Int) -> RowReason {
    RowReason(
      .textAfterQuote, ["column": "\(column)"],
      "text follows the closing quote of column \(column); write \"\" for a quote that belongs to the text")
  }

  /// - Parameter most: how far was looked for its end; nil: to the end of the file.
  static func quoteOpen(row: Int, column: Int, within most: String?) -> RowReason {
    let reach = most.map { "within \($0)" } ?? "in the rest of the file"
    let values = ["row": "\(row)", "column": "\(column)"]
    return RowReason(
      most == nil ? .quoteOpen : .quoteOpenWithin, most.map { values.merging(["most": $0]) { $1 } } ?? values,
      "the quote that opens in row \(row), column \(column) is not closed \(reach); close it, or write \"\" for a quote that belongs to the text")
  }

  private static func at(_ place: String?) -> String { place.map { " at byte \($0) of the file" } ?? "" }
}

// Of the file as a whole, and its columns.
extension RowReason {
  static let fileEmpty = RowReason(.fileEmpty, [:], "the file is empty; its first row must name the columns")
  static let fileUTF16 = RowReason(
    .fileUTF16, [:], "the text is UTF-16, which is not read here; in Excel choose «Save as», «CSV UTF-8», and import that file")
  static let fileWorkbook = RowReason(
    .fileWorkbook, [:],
    "this is an old Excel workbook (.xls), or one with a password; save it without one as «Excel Workbook (.xlsx)» or «CSV UTF-8»")

  /// - Parameter what: in a few words for whoever mends it.
  static func workbookDamaged(_ what: String) -> RowReason {
    RowReason(
      .workbookDamaged, ["what": what],
      "the workbook cannot be read: \(what); open it in Excel or LibreOffice and save it again as «Excel Workbook (.xlsx)» or «CSV UTF-8»")
  }

  static func workbookTooLarge(megabytes: Int) -> RowReason {
    RowReason(
      .workbookTooLarge, ["most": "\(megabytes)"],
      "the workbook has more than \(megabytes) MB of different texts; save the sheet as «CSV UTF-8», which may be of any size")
  }

  static func noSheet(_ sheet: String, among sheets: [String]) -> RowReason {
    RowReason(.noSheet, ["sheet": sheet, "sheets": list(sheets)], "the workbook has no sheet «\(sheet)», only \(list(sheets))")
  }

  static func sheetRead(_ sheet: String, besides others: [String]) -> RowReason {
    let text = "sheet «\(sheet)» is read; \(list(others)) \(others.count == 1 ? "is" : "are") not"
    return RowReason(.sheetRead, ["sheet": sheet, "others": list(others)], text)
  }

  private static func list(_ names: [String]) -> String { names.map { "«\($0)»" }.joined(separator: ", ") }

  /// - Parameter text: with what would be accepted for each.
  static func columnsMissing(_ names: [String], of file: String, _ text: String) -> RowReason {
    RowReason(.columnsMissing, ["columns": names.joined(separator: ", "), "file": file], text)
  }

  /// - Parameter headers: what stands over the columns that mean the same.
  static func columnDoubled(_ headers: [String], means column: String, _ text: String) -> RowReason {
    RowReason(.columnDoubled, ["headers": headers.map { "«\($0)»" }.joined(separator: ", "), "column": column], text)
  }

  static func nameless(column: Int) -> RowReason {
    RowReason(.columnNameless, ["column": "\(column)"], "column \(column) has no name and is not used")
  }

  static func unknown(column: String) -> RowReason {
    RowReason(.columnUnknown, ["column": column], "column «\(column)» is not known and not used")
  }

  static func misspelt(column: String, near: String) -> RowReason {
    RowReason(.columnMisspelt, ["column": column, "near": near], "\(column): did you mean \(near)? The column is not used.")
  }
}
