import Foundation

/// A look into the files of a key's folder.
enum KeyFolderFiles {
  static func text(_ path: String) throws -> String { String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self) }
}
