import Foundation
import TestSupport

/// A folder that goes when the last reference to it does.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws { path = try TemporaryHome.make() }

  /// A folder with these files, by name.
  convenience init(_ files: [String: String]) throws {
    try self.init()
    for (name, text) in files { try write(name, text) }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ name: String, _ text: String) throws { try write(name, Data(text.utf8)) }

  func write(_ name: String, _ bytes: Data) throws { try bytes.write(to: URL(fileURLWithPath: "\(path)/\(name)")) }

  func read(_ name: String) throws -> String { String(decoding: try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name)")), as: UTF8.self) }

  /// Moves a file here from another folder.
  func take(_ name: String, from other: String) throws { try FileManager.default.moveItem(atPath: "\(other)/\(name)", toPath: "\(path)/\(name)") }

  func lines(_ name: String) throws -> [String] { try read(name).lines }
}

extension String {
  /// The lines that are not empty, however they end.
  var lines: [String] { split(whereSeparator: \.isNewline).map(String.init) }
}
