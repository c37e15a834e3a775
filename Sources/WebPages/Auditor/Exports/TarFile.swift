import Foundation

/// A folder as one file, in the tape archive format of POSIX (ustar), which every system can open.
enum TarFile {
  /// What keeps a folder from being written so.
  struct Problem: Error {
    let path: String
  }

  /// Hands over the archive of all files below a folder, in order of their names, piece by piece.
  /// - Parameter name: the folder's name within the archive.
  static func write(_ folder: String, as name: String, to take: ([UInt8]) async throws -> Void) async throws {
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder).sorted() {
      let file = "\(folder)/\(path)"
      let attributes = try FileManager.default.attributesOfItem(atPath: file)
      guard attributes[.type] as? FileAttributeType == .typeRegular, let size = attributes[.size] as? Int else { continue }
      try await take(header("\(name)/\(path)", size: size))
      try await contents(of: file, size: size, to: take)
    }
    try await take([UInt8](repeating: 0, count: 1024))
  }

  private static func contents(of file: String, size: Int, to take: ([UInt8]) async throws -> Void) async throws {
    guard let handle = FileHandle(forReadingAtPath: file) else { throw Problem(path: file) }
    defer { try? handle.close() }
    var rest = size
    while rest > 0 {
      guard let piece = try handle.read(upToCount: min(rest, 256 * 1024)), !piece.isEmpty else { throw Problem(path: file) }
      rest -= piece.count
      try await take([UInt8](piece))
    }
    if size % 512 > 0 { try await take([UInt8](repeating: 0, count: 512 - size % 512)) }
  }

  /// 512 bytes (POSIX.1-2024, pax, “ustar interchange format”). Times and owners are left out: the same folder gives the same bytes.
  private static func header(_ path: String, size: Int) throws -> [UInt8] {
    var (prefix, name) = ("", path)
    if path.utf8.count > 100 {
      guard let slash = path.indices.first(where: { path[$0] == "/" && path[path.index(after: $0)...].utf8.count <= 100 }),
        path[..<slash].utf8.count <= 155
      else { throw Problem(path: path) }
      (prefix, name) = (String(path[..<slash]), String(path[path.index(after: slash)...]))
    }
    var bytes = [UInt8](repeating: 0, count: 512)
    func put(_ text: String, at place: Int) { bytes.replaceSubrange(place..<place + text.utf8.count, with: text.utf8) }
    put(name, at: 0)
    put("0000644\0", at: 100)
    put("0000000\0", at: 108)
    put("0000000\0", at: 116)
    put(octal(size, digits: 11) + "\0", at: 124)
    put("00000000000\0", at: 136)
    put("        ", at: 148)
    put("0", at: 156)
    put("ustar\u{0}00", at: 257)
    put(prefix, at: 345)
    put(octal(bytes.reduce(0) { $0 + Int($1) }, digits: 6) + "\0 ", at: 148)
    return bytes
  }

  private static func octal(_ number: Int, digits: Int) -> String {
    let text = String(number, radix: 8)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}
