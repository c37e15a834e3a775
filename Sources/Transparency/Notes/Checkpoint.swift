/// How large a log is and what its root is: the text of a note that a log signs (C2SP tlog-checkpoint).
public struct Checkpoint: Hashable, Sendable {
  /// Which log: the name of its key.
  public let origin: String
  /// The number of events.
  public let size: Int64
  /// The root of the tree over them.
  public let root: TreeHash
  /// Further lines, whose meaning is between a log and its readers. Esep writes none.
  public let extensions: [String]

  /// A checkpoint from its parts.
  public init(origin: String, size: Int64, root: TreeHash, extensions: [String] = []) {
    (self.origin, self.size, self.root, self.extensions) = (origin, size, root, extensions)
  }

  /// Reads a note's text.
  /// - Throws: `NoteProblem`.
  public init(parsing text: String) throws(NoteProblem) {
    let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { String(Substring($0)) }
    guard lines.count >= 4, lines.last == "", lines.dropLast().allSatisfy({ !$0.isEmpty }) else {
      throw NoteProblem("it is no checkpoint: that is a line each for the log's name, its size and its root")
    }
    guard let size = Int64(lines[1]), size >= 0, String(size) == lines[1] else { throw NoteProblem("“\(lines[1].prefix(40))” is no size of a log") }
    guard let root = TreeHash(base64: lines[2]) else { throw NoteProblem("the third line is no root: that is a SHA-256 hash in base64") }
    self.init(origin: lines[0], size: size, root: root, extensions: Array(lines[3...].dropLast()))
  }

  /// The text that is signed.
  public var text: String { ([origin, String(size), root.base64] + extensions).map { $0 + "\n" }.joined() }
}
