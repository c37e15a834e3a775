import Web

/// Addresses within this server, put together from names and values of any kind.
enum PathText {
  /// One part of a path.
  static func segment(_ text: String) -> String { QueryText.encoded(text) }

  /// A path with further values behind its question mark; it may have some already.
  static func with(_ path: String, _ values: [(String, String)]) -> String {
    guard !values.isEmpty else { return path }
    let query = values.map { "\(QueryText.encoded($0))=\(QueryText.encoded($1))" }.joined(separator: "&")
    let parts = path.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    return parts[0] + (parts[0].contains("?") ? "&" : "?") + query + (parts.count == 2 ? "#" + parts[1] : "")
  }
}
