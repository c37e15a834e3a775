import Foundation

/// Small files of text: proofs, notes, keys.
enum TextFile {
  /// No proof is longer: an event and its path.
  private static let bytesMax = 16 << 20

  /// Reads a file; `-` is standard input.
  /// - Throws: `Failure` when it cannot be read, is too long, or is not UTF-8.
  static func read(_ path: String) throws -> String {
    let handle = path == "-" ? FileHandle.standardInput : FileHandle(forReadingAtPath: path)
    guard let handle, let data = try? handle.read(upToCount: bytesMax + 1) else { throw Failure.refused("\(path) cannot be read") }
    guard data.count <= bytesMax else { throw Failure.refused("\(path) is longer than \(bytesMax >> 20) MiB: no proof, note or key is") }
    guard let text = String(data: data, encoding: .utf8) else { throw Failure.refused("\(path) is not UTF-8 text") }
    return text
  }

  /// Writes a file; `-` is standard output.
  /// - Throws: `Failure` when it cannot be written.
  static func write(_ text: String, to path: String) throws {
    if path == "-" { return print(text, terminator: "") }
    do { try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic) } catch {
      throw Failure.refused("\(path) cannot be written: \(error.localizedDescription)")
    }
  }
}
