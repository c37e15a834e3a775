import Glibc

/// The few things done to files here, with errors that name the path.
enum Files {
  static func entries(_ directory: String) -> [String] {
    guard let stream = opendir(directory) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names
  }

  /// Makes the directory and those above it that are missing.
  static func makeDirectories(_ path: String, mode: mode_t) throws {
    guard info(path) == nil else { return }
    let parent = parent(path)
    if parent != path { try makeDirectories(parent, mode: 0o755) }
    guard mkdir(path, mode) == 0 || errno == EEXIST else { throw failure("the directory \(path) cannot be made") }
  }

  static func parent(_ path: String) -> String {
    guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return "/" }
    return String(path[..<slash])
  }

  /// The path without links, dots and doubled slashes. The file must exist.
  static func real(_ path: String) throws -> String {
    guard let resolved = realpath(path, nil) else { throw failure("\(path) cannot be found") }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// What the file is, links followed; nil when there is none.
  static func info(_ path: String) -> stat? {
    var info = stat()
    return stat(path, &info) == 0 ? info : nil
  }

  /// What the file is, a link itself; nil when there is none.
  static func linkInfo(_ path: String) -> stat? {
    var info = stat()
    return lstat(path, &info) == 0 ? info : nil
  }

  static func linkTarget(_ path: String) -> String? {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = buffer.withUnsafeMutableBytes { bytes in
      bytes.withMemoryRebound(to: CChar.self) { $0.baseAddress.map { readlink(path, $0, 4096) } ?? -1 }
    }
    return count < 0 ? nil : String(decoding: buffer[..<count], as: UTF8.self)
  }

  /// The content, or nil when it cannot be read. For small files.
  static func text(_ path: String) -> String? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var content: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 16_384)
    while true {
      let count = read(file, &chunk, chunk.count)
      guard count > 0 else { break }
      content += chunk[..<count]
    }
    return String(decoding: content, as: UTF8.self)
  }

  /// Replaces the file's content, on disk before this returns. The file keeps its owner when it exists.
  static func write(_ text: String, to path: String, mode: mode_t = 0o600) throws {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, mode)
    guard file >= 0 else { throw failure("\(path) cannot be written") }
    defer { close(file) }
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      guard count > 0 else { throw failure("\(path) cannot be written") }
      rest = rest.dropFirst(count)
    }
    guard fsync(file) == 0 else { throw failure("\(path) cannot be written") }
  }

  /// Removes a file or a whole directory, links not followed. Nothing happens when there is none.
  static func remove(_ path: String) throws {
    guard linkInfo(path) != nil else { return }
    let outcome = try Command.run(["rm", "-rf", "--", path])
    guard outcome.status == 0 else { throw PostgresError(.cannotConnect, "\(path) cannot be removed: \(outcome.output)") }
  }

  /// The error of the system call just made.
  static func failure(_ what: String) -> PostgresError {
    PostgresError(.cannotConnect, "\(what): \(String(cString: strerror(errno)))")
  }

  /// A short name for a path: FNV-1a, 64 bits, in hexadecimal. Tells homes apart; not a protection.
  static func hash(_ path: String) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in path.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
