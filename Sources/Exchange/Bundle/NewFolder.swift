import Synchronization

/// A folder that is being filled with hashed files. Whoever finds its `SHA256SUMS` finds a whole folder: that file comes last.
public final class NewFolder: Sendable {
  private struct State {
    var sums = Checksums()
    var folders: Set<String> = []
  }

  /// Where it lies.
  public let path: String
  private let state = Mutex(State())

  /// Makes the folder, unless it is there and empty.
  /// - Throws: `BundleProblem` when something is in it already, or it cannot be made.
  public init(_ path: String) throws(BundleProblem) {
    self.path = path
    try Self.make(path)
    switch SystemFolder.firstName(in: path) {
    case .success(nil): break
    case .success(let name?):
      throw BundleProblem("\(path) is not empty (“\(name)” is in it), and nothing in it is overwritten. Name a new folder")
    case .failure(let error): throw BundleProblem("\(path) is no folder that can be read: \(SystemFile.text(of: error.number))")
    }
  }

  /// Begins a file in it; folders between are made.
  /// - Parameter name: its path from the folder on, with `/`.
  public func file(_ name: String) throws(BundleProblem) -> HashedFile {
    if let slash = name.lastIndex(of: "/") { try makeFolders(String(name[..<slash])) }
    return try HashedFile("\(path)/\(name)")
  }

  /// Ends a file that was begun under that name.
  /// - Returns: its SHA-256 in hexadecimal digits, which is also kept for `SHA256SUMS`.
  @discardableResult
  public func end(_ file: HashedFile, _ name: String) throws(BundleProblem) -> String {
    let hash = try file.close()
    state.withLock { $0.sums.add(name, hash) }
    return hash
  }

  /// Writes a small file as a whole.
  @discardableResult
  public func write(_ name: String, _ text: String) throws(BundleProblem) -> String { try write(name, Array(text.utf8)) }

  /// Writes a small file as a whole.
  /// - Returns: its SHA-256 in hexadecimal digits.
  @discardableResult
  public func write(_ name: String, _ bytes: [UInt8]) throws(BundleProblem) -> String {
    let file = try file(name)
    let outcome: Result<Void, BundleProblem> = bytes.withUnsafeBytes { bytes in
      do throws(BundleProblem) { return .success(try file.write(bytes)) } catch { return .failure(error) }
    }
    try outcome.get()
    return try end(file, name)
  }

  /// Writes `SHA256SUMS`: from now on the folder is whole.
  public func seal() throws(BundleProblem) {
    let text = state.withLock { $0.sums.text }
    let file = try HashedFile("\(path)/\(BundlePath.sums)")
    try file.write(text)
    _ = try file.close()
  }

  private func makeFolders(_ name: String) throws(BundleProblem) {
    guard state.withLock({ !$0.folders.contains(name) }) else { return }
    var made = ""
    for part in name.split(separator: "/") {
      made += (made.isEmpty ? "" : "/") + part
      try Self.make("\(path)/\(made)")
    }
    state.withLock { _ = $0.folders.insert(name) }
  }

  private static func make(_ path: String) throws(BundleProblem) {
    if let error = SystemFolder.make(path) {
      throw BundleProblem("The folder \(path) cannot be made: \(SystemFile.text(of: error.number)); name another place")
    }
  }
}
