import Web

/// Files that are written while they are sent.
enum DownloadFile {
  /// Runs `make` with a function that takes the file's text in order, and sends it on as it comes.
  static func write(to writer: any PieceWriter, _ make: @escaping @Sendable (@escaping @Sendable (String) throws -> Void) async throws -> Void)
    async throws
  {
    let pipe = PiecePipe()
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        defer { pipe.finish() }
        try await make { try pipe.push($0) }
      }
      do {
        try await pipe.drain { try await writer.write($0) }
        try Task.checkCancellation()
      } catch {
        pipe.abandon()
        throw error
      }
      try await group.waitForAll()
    }
  }

  /// A name that is safe on every disk and in every header: letters, digits, hyphens and points, and no point at its beginning.
  static func name(_ parts: [String], _ ending: String) -> String {
    let text = parts.filter { !$0.isEmpty }.joined(separator: "-")
    let safe = text.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == ".") ? $0 : "_" }
    return String(String(safe).drop { $0 == "." }.prefix(100)) + "." + ending
  }
}
