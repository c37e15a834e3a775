/// The hashes of a folder's files, as GNU `sha256sum` writes and checks them: 64 digits, two blanks, the path.
public struct Checksums: Sendable, Hashable {
  private var hashes: [String: String] = [:]

  /// None yet.
  public init() {}

  /// Adds a file by its path from the folder on and its hash in hexadecimal digits.
  public mutating func add(_ path: String, _ hash: String) { hashes[path] = hash }

  /// The hash of a file; nil when it is not listed.
  public subscript(path: String) -> String? { hashes[path] }

  /// The listed files, in order of their paths' bytes.
  public var paths: [String] { hashes.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } }

  /// The file's content: one line a file, in order of the paths.
  public var text: String { paths.map { "\(hashes[$0] ?? "")  \($0)\n" }.joined() }

  /// Reads such a file.
  /// - Throws: `BundleProblem` for a line of another form, a path that leaves the folder, or one that stands twice.
  public init(parsing text: String) throws(BundleProblem) {
    guard text.hasSuffix("\n") else { throw BundleProblem("\(BundlePath.sums) does not end with a whole line; it was cut off") }
    for (index, line) in text.dropLast().split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let (hash, path) = (String(line.prefix(64)), String(line.dropFirst(66)))
      guard hash.utf8.count == 64, hash.utf8.allSatisfy(Self.isDigit), line.dropFirst(64).hasPrefix("  "), Self.isInside(path),
        hashes.updateValue(hash, forKey: path) == nil
      else { throw BundleProblem("\(BundlePath.sums), line \(index + 1), is not a hash, two blanks and the path of one file of the pack") }
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
  }

  /// Whether a path stays in the folder, whatever it is joined to.
  static func isInside(_ path: String) -> Bool {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    return parts.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." } && path.utf8.allSatisfy { $0 >= 0x20 && $0 != UInt8(ascii: "\\") }
  }
}
