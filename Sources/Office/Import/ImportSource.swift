public import Exchange
import Foundation

/// A file to import, or a sheet of a workbook, and what kind it is.
public struct ImportSource: Sendable {
  /// Where it lies.
  public let path: String
  /// What kind it is.
  public let table: Table
  /// Of a workbook with sheets of several kinds, which sheet.
  let sheet: String?
  /// What it is called where its path says nothing to people, as with an uploaded file.
  private let shownName: String?

  /// A file of a known kind.
  /// - Parameters:
  ///   - name: the name people know it by; the file's own when nil.
  ///   - sheet: of a workbook, which sheet; nil leaves it to `SheetChoice`.
  public init(path: String, table: Table, name: String? = nil, sheet: String? = nil) {
    (self.path, self.table, shownName, self.sheet) = (path, table, name, sheet)
  }

  /// The name people know it by.
  public var name: String { shownName ?? (path as NSString).lastPathComponent + (sheet.map { " «\($0)»" } ?? "") }

  /// The files meant by the paths on the command line, in the order of dependence: communities before producers, batches before sales.
  /// - Throws: `OfficeProblem` that says which path is none, and what to name files.
  public static func find(_ paths: [String]) throws -> [ImportSource] {
    var sources: [ImportSource] = []
    for path in paths {
      var isDirectory: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
        throw OfficeProblem.unknown("\(path): there is no such file or folder; check its name")
      }
      if isDirectory.boolValue {
        sources += try inFolder(path)
      } else {
        let found = try inFile(path)
        guard !found.isEmpty else {
          let what = isWorkbook(path) ? "it or a sheet of it" : "it"
          throw OfficeProblem.refused("\(path): the name does not tell what is in it; call \(what) one of \(names)")
        }
        sources += found
      }
    }
    let order = Table.all.map(\.name)
    return sources.sorted { (order.firstIndex(of: $0.table.name) ?? 0) < (order.firstIndex(of: $1.table.name) ?? 0) }
  }

  private static func inFolder(_ folder: String) throws -> [ImportSource] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    // A program that has a workbook open keeps a file of its own beside it: ~$sales.xlsx.
    let files = names.filter { $0.lowercased().hasSuffix(".csv") || isWorkbook($0) && !$0.hasPrefix("~$") }
    let sources = try files.flatMap { try inFile(folder + "/" + $0) }
    guard !sources.isEmpty else {
      throw OfficeProblem.refused("\(folder): holds no file that can be imported; a book folder has one or more of \(Self.names)")
    }
    return sources
  }

  /// By the file's name; a workbook called otherwise by the names of its sheets. Empty when neither says what is there.
  private static func inFile(_ path: String) throws -> [ImportSource] {
    if let table = Table.named(path) { return [ImportSource(path: path, table: table)] }
    guard isWorkbook(path) else { return [] }
    do throws(CSVFileError) { return ofSheets(try Workbook(path: path), path) } catch { throw OfficeProblem.refused(error.description) }
  }

  private static func ofSheets(_ workbook: Workbook, _ path: String) -> [ImportSource] {
    workbook.sheets.compactMap { sheet in Table.named(sheet: sheet).map { ImportSource(path: path, table: $0, sheet: sheet) } }
  }

  /// The kind of an uploaded file that says it neither by its name nor by a choice: its one sheet that is called as a table; nil when there is none, or
  /// several.
  public static func table(ofWorkbook path: String) -> Table? {
    guard let workbook = try? Workbook(path: path) else { return nil }
    let sources = ofSheets(workbook, path)
    return sources.count == 1 ? sources[0].table : nil
  }

  private static func isWorkbook(_ path: String) -> Bool { path.lowercased().hasSuffix(Workbook.suffix) }

  private static var names: String { Table.all.map(\.fileName).joined(separator: ", ") }

  /// The saved mapping of headers that goes with the paths: the one given, else `columns.csv` in a folder.
  /// - Throws: `OfficeProblem.refused` when it cannot be read or used.
  public static func mapping(_ given: String?, beside paths: [String]) throws -> ColumnMapping {
    let candidates = given.map { [$0] } ?? paths.map { $0 + "/" + ColumnMapping.fileName }.filter { FileManager.default.fileExists(atPath: $0) }
    guard let path = candidates.first else { return ColumnMapping() }
    do throws(CSVFileError) {
      let (mapping, problems) = try ColumnMapping.read(path: path)
      if let first = problems.first { throw CSVFileError(.columns, path: path, message: first.description) }
      return mapping
    } catch { throw OfficeProblem.refused(error.description) }
  }
}
