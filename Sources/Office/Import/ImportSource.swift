public import Exchange
import Foundation

/// A file to import and what kind it is.
public struct ImportSource: Sendable {
  /// Where it lies.
  public let path: String
  /// What kind it is.
  public let table: Table
  /// What it is called where its path says nothing to people, as with an uploaded file.
  private let shownName: String?

  /// A file of a known kind.
  /// - Parameter name: the name people know it by; the file's own when nil.
  public init(path: String, table: Table, name: String? = nil) { (self.path, self.table, shownName) = (path, table, name) }

  /// The name people know it by.
  public var name: String { shownName ?? (path as NSString).lastPathComponent }

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
      } else if let table = Table.named(path) {
        sources.append(ImportSource(path: path, table: table))
      } else {
        throw OfficeProblem.refused("\(path): the name does not tell what is in it; call it one of \(names)")
      }
    }
    let order = Table.all.map(\.name)
    return sources.sorted { (order.firstIndex(of: $0.table.name) ?? 0) < (order.firstIndex(of: $1.table.name) ?? 0) }
  }

  private static func inFolder(_ folder: String) throws -> [ImportSource] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    let sources = names.compactMap { name in
      name.lowercased().hasSuffix(".csv") ? Table.named(name).map { ImportSource(path: folder + "/" + name, table: $0) } : nil
    }
    guard !sources.isEmpty else {
      throw OfficeProblem.refused("\(folder): holds no file that can be imported; a book folder has one or more of \(Self.names)")
    }
    return sources
  }

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
