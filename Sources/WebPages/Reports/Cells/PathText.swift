/// Addresses within this server, put together from names and values of any kind.
enum PathText {
  /// One part of a path.
  static func segment(_ text: String) -> String { encoded(text) }

  /// A path with further values behind its question mark; it may have some already.
  static func with(_ path: String, _ values: [(String, String)]) -> String {
    guard !values.isEmpty else { return path }
    let query = values.map { "\(encoded($0))=\(encoded($1))" }.joined(separator: "&")
    let parts = path.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    return parts[0] + (parts[0].contains("?") ? "&" : "?") + query + (parts.count == 2 ? "#" + parts[1] : "")
  }

  /// All but the unreserved characters of RFC 3986 as `%` and two digits.
  private static func encoded(_ text: String) -> String {
    var result = ""
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"),
        UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default: result += byte < 16 ? "%0" + String(byte, radix: 16, uppercase: true) : "%" + String(byte, radix: 16, uppercase: true)
      }
    }
    return result
  }
}
