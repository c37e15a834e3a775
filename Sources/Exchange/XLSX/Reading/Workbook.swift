/// An Excel workbook (Office Open XML, ECMA-376 part 1), read: its sheets by name, each as rows of text. What is no text, number or day is passed over.
///
/// Memory: the texts that cells share (`SharedStrings.bytesMax`), and a bounded piece of the sheet that is read. Not thread-safe: use it from one task.
public final class Workbook {
  /// How a workbook's file name ends.
  public static let suffix = ".xlsx"
  /// Its media type. Source: IANA's registry.
  public static let mediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

  /// The sheets people see, in their order.
  public let sheets: [String]

  let path: String
  private let archive: ZipArchive
  private let parts: [String: String]
  private let stringsPart: String?, stylesPart: String?
  private let cells: CellText

  /// Opens a file.
  /// - Throws: `CSVFileError` when it cannot be read or is no workbook.
  public convenience init(path: String) throws(CSVFileError) {
    try self.init(path) { () throws(ZipProblem) in try ZipArchive(path: path) }
  }

  /// Opens a workbook that is in memory; `name` stands in messages.
  convenience init(bytes: [UInt8], name: String) throws(CSVFileError) {
    try self.init(name) { () throws(ZipProblem) in try ZipArchive(bytes: bytes) }
  }

  private init(_ path: String, _ open: () throws(ZipProblem) -> ZipArchive) throws(CSVFileError) {
    self.path = path
    do throws(ZipProblem) { archive = try open() } catch { throw .damaged(path, error.what) }
    let archive = archive
    func read<Handler: XMLHandler>(_ handler: Handler, _ part: String) throws(CSVFileError) -> Handler {
      try PartSource(archive, part, path).readAll(handler)
    }
    guard let main = try read(Relationships(of: ""), "_rels/.rels").part("officeDocument") else { throw .damaged(path, "it names no main part") }
    let folder = main.split(separator: "/").dropLast().joined(separator: "/")
    let name = main.split(separator: "/").last.map(String.init) ?? main
    let related = try read(Relationships(of: main), (folder.isEmpty ? "" : folder + "/") + "_rels/" + name + ".rels")
    let list = try read(SheetList(), main)
    var (shown, parts): ([String], [String: String]) = ([], [:])
    for entry in list.entries {
      // Sheets of other kinds hold charts and macros.
      guard let target = related.byID[entry.relationship], target.kind == "worksheet" else { continue }
      parts[entry.name] = target.part
      if !entry.isHidden { shown.append(entry.name) }
    }
    (sheets, self.parts) = (shown, parts)
    (stringsPart, stylesPart) = (related.part("sharedStrings"), related.part("styles"))
    cells = CellText(countsFrom1904: list.countsFrom1904)
  }

  /// A sheet's rows, to be read once. They are read to their end beforehand, so that nothing is made of a sheet that is damaged further below.
  /// - Throws: `CSVFileError` when there is no such sheet, or the workbook is damaged or too large.
  func rows(of sheet: String) throws(CSVFileError) -> SheetSource {
    guard let part = parts[sheet] else { throw .noSheet(path, sheet, among: sheets) }
    let (strings, styles) = (SharedStrings(), CellStyles())
    if let stringsPart {
      _ = try PartSource(archive, stringsPart, path).readAll(strings)
      guard !strings.isOverfull else { throw .tooManyTexts(path) }
    }
    if let stylesPart { _ = try PartSource(archive, stylesPart, path).readAll(styles) }
    let trial = SheetSource(try PartSource(archive, part, path), SheetText(strings, styles, cells))
    while try trial.skip() {}
    return SheetSource(try PartSource(archive, part, path), SheetText(strings, styles, cells))
  }
}
