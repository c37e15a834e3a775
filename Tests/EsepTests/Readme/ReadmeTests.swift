import Foundation
import Testing

/// What the README shows is what the program prints.
@Suite("The README")
struct ReadmeTests {
  @Test("Its sessions are, one after the other, word for word what the program prints")
  func session() async throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let readme = try String(contentsOf: root.appendingPathComponent("README.md"), encoding: .utf8)
    let shown = try Self.sessions(of: readme)
    // The example folders are copied, so that rejects files and payment lists beside them do not end up in the checkout; their paths are the README's.
    let folder = try TemporaryFolder()
    try FileManager.default.copyItem(atPath: root.path + "/Tests/Example", toPath: folder.path + "/Example")
    // What Scripts/run has done by then.
    let desk = try await DemoDesk.shared.value
    for session in shown {
      var printed: [String] = []
      for line in session.split(separator: "\n") where line.hasPrefix("$ esep ") {
        let words = Self.words(line.dropFirst("$ esep ".count)).map { $0.replacingOccurrences(of: "Tests/Example", with: folder.path + "/Example") }
        let result = try await Program.run(Desk.esep, words, environment: desk.environment)
        let said = (result.errors + result.output).replacingOccurrences(of: folder.path + "/Example", with: "Tests/Example")
        printed.append("\(line)\n\(said.trimmingCharacters(in: .newlines))")
      }
      #expect(printed.count >= 3)
      #expect(Self.settled(printed.joined(separator: "\n")) == Self.settled(session))
    }
  }

  /// The blocks that show a console.
  private static func sessions(of readme: String) throws -> [String] {
    var sessions: [String] = []
    var rest = readme[...]
    while let start = rest.range(of: "```console\n") {
      let end = try #require(rest.range(of: "\n```", range: start.upperBound..<rest.endIndex))
      sessions.append(String(rest[start.upperBound..<end.lowerBound]))
      rest = rest[end.upperBound...]
    }
    return sessions
  }

  /// Without what is of the day or drawn by chance: a log's name and key, hashes, and when something was recorded.
  private static func settled(_ session: String) -> String {
    session.replacing(/(esep\/[a-z]+-)[0-9a-f]{8}/) { "\($0.output.1)ID" }
      .replacing(/\+[0-9a-f]{8}\+[A-Za-z0-9+\/]{43}[A-Za-z0-9+\/=]/, with: "+KEY")
      .replacing(/[A-Za-z0-9+\/]{43}=/, with: "HASH")
      .replacing(/seed [0-9a-f]{16}/, with: "seed SEED")
      .replacing(/recorded at  [0-9-]{10} [0-9:.]{15}/, with: "recorded at  TIME")
  }

  /// Words of a command line; double quotes keep blanks together.
  private static func words(_ line: Substring) -> [String] {
    line.split(separator: "\"", omittingEmptySubsequences: false).enumerated().flatMap { index, part in
      index % 2 == 1 ? [String(part)] : part.split(separator: " ").map(String.init)
    }
  }
}
