import Foundation

/// The keys that the sources of the pages name.
struct SourceKeys {
  /// Literals that are asked for as texts: `words("area.key")`.
  private(set) var asked: Set<String> = []
  /// All literals that look like keys.
  private(set) var literals: Set<String> = []
  /// Beginnings of keys that are put together at run time: `family: "column"`, `"error.\(name)"`.
  private(set) var families: Set<String> = []

  init() throws {
    let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../../Sources").standardizedFileURL
    for target in ["Web", "WebPages", "WebAPI"] {
      let folder = sources.appendingPathComponent(target).path
      for case let path as String in FileManager.default.enumerator(atPath: folder) ?? .init() where path.hasSuffix(".swift") {
        read(try String(contentsOfFile: folder + "/" + path, encoding: .utf8))
      }
    }
  }

  private mutating func read(_ text: String) {
    for match in text.matches(of: /words(?:\.count)?\(\s*"([^"\\]+)"/) { asked.insert(String(match.1)) }
    for match in text.matches(of: /"([A-Za-z0-9_]+(?:\.[A-Za-z0-9_.\-\/]+)+)"/) { literals.insert(String(match.1)) }
    for match in text.matches(of: /(?:family:|member\(of:)\s*"([^"\\]+)"/) { families.insert(match.1 + ".") }
    for match in text.matches(of: /words(?:\.count)?\(\s*"([a-z_.]+\.)\\\(/) { families.insert(String(match.1)) }
  }

  /// Whether somebody uses a key.
  func uses(_ key: String) -> Bool { literals.contains(key) || families.contains { key.hasPrefix($0) } }
}
