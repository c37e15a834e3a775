import Glibc

/// The few things done to the small files of a key's folder. What is written is on disk whole when a call returns, or the old file still is.
enum KeyFile {
  /// More than any note or key comes to.
  static let bytesMax = 1 << 20

  /// The content as text; nil when there is no such file.
  static func text(_ path: String) throws(NotaryError) -> String? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw failure("\(path) cannot be read")
    }
    defer { close(file) }
    var content: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 16_384)
    while true {
      let count = read(file, &chunk, chunk.count)
      guard count >= 0 else { throw failure("\(path) cannot be read") }
      if count == 0 { break }
      content += chunk[..<count]
      guard content.count <= bytesMax else { throw NotaryError(.folderUnusable, "\(path) is over a megabyte: it is no file of Esep's.") }
    }
    guard let text = String(validating: content, as: UTF8.self) else { throw NotaryError(.folderUnusable, "\(path) is not text.") }
    return text
  }

  /// Puts a file in place of the one of this name, if any: written beside it, flushed, renamed, and the directory flushed.
  static func replace(_ path: String, with text: String, mode: mode_t) throws(NotaryError) {
    let beside = path + ".new"
    let file = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, mode)
    guard file >= 0 else { throw failure("\(beside) cannot be written") }
    do {
      defer { close(file) }
      guard fchmod(file, mode) == 0 else { throw failure("\(beside) cannot be protected") }
      try write(Array(text.utf8), to: file, beside)
      guard fsync(file) == 0 else { throw failure("\(beside) cannot be written") }
    }
    guard rename(beside, path) == 0 else { throw failure("\(path) cannot be replaced") }
    try flushDirectory(of: path)
  }

  /// Makes a directory that only we can enter, and those above it that are missing.
  static func makeDirectory(_ path: String, mode: mode_t = 0o700) throws(NotaryError) {
    var info = stat()
    guard stat(path, &info) != 0 else { return }
    let above = parent(path)
    if above != path { try makeDirectory(above, mode: 0o755) }
    guard mkdir(path, mode) == 0 || errno == EEXIST else { throw failure("The directory \(path) cannot be made") }
    try flushDirectory(of: path)
  }

  /// Gives a directory another name.
  static func move(_ path: String, to new: String) throws(NotaryError) {
    guard rename(path, new) == 0 else { throw failure("\(path) cannot be moved to \(new)") }
    try flushDirectory(of: path)
  }

  static func exists(_ path: String) -> Bool {
    var info = stat()
    return stat(path, &info) == 0
  }

  static func failure(_ what: String) -> NotaryError {
    NotaryError(.folderUnusable, "\(what): \(String(cString: strerror(errno))). Nothing was signed.")
  }

  private static func write(_ bytes: [UInt8], to file: Int32, _ path: String) throws(NotaryError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      guard count > 0 else { throw failure("\(path) cannot be written") }
      rest = rest.dropFirst(count)
    }
  }

  /// A new name is on disk only when its directory is.
  private static func flushDirectory(of path: String) throws(NotaryError) {
    let directory = open(parent(path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard directory >= 0 else { throw failure("\(parent(path)) cannot be opened") }
    defer { close(directory) }
    guard fsync(directory) == 0 else { throw failure("\(parent(path)) cannot be flushed") }
  }

  private static func parent(_ path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
