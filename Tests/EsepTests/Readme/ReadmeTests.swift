import Foundation
import Testing

/// What the README shows is what the program prints.
@Suite("The README")
struct ReadmeTests {
  @Test("Its session is word for word what the program prints")
  func session() async throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let readme = try String(contentsOf: root.appendingPathComponent("README.md"), encoding: .utf8)
    let start = try #require(readme.range(of: "```console\n"))
    let end = try #require(readme.range(of: "\n```", range: start.upperBound..<readme.endIndex))
    let shown = String(readme[start.upperBound..<end.lowerBound])
    // The example folder is copied, so that the rejects file beside it does not end up in the checkout; its path is the README's.
    let folder = try TemporaryFolder()
    try FileManager.default.copyItem(atPath: root.path + "/Tests/Example/book", toPath: folder.path + "/book")
    let desk = try await Desk.fresh()
    var printed: [String] = []
    for line in shown.split(separator: "\n") where line.hasPrefix("$ esep ") {
      let words = line.dropFirst("$ esep ".count).split(separator: " ").map { word in
        word == "Tests/Example/book" ? folder.path + "/book" : String(word)
      }
      let result = try await Program.run(Desk.esep, words, environment: desk.environment)
      let said = (result.errors + result.output).replacingOccurrences(of: folder.path, with: "Tests/Example")
      printed.append("\(line)\n\(said.trimmingCharacters(in: .newlines))")
    }
    #expect(printed.count >= 3)
    #expect(printed.joined(separator: "\n") == shown)
  }
}
