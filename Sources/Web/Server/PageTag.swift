import Crypto

/// An entity tag of a page (RFC 9110, section 8.8.3): a page that has not changed is not sent twice over a thin line.
///
/// It is made of what the page says, after it is made: the position alone would not do, for a reader who has just recorded something must see it.
enum PageTag {
  /// - Parameter token: that of the session. In the page it stands under another mask each time, which is no change; the token of another session is one.
  static func of(_ text: String, token: String?) -> String {
    var hash = SHA256()
    hash.update(data: Array((token ?? "").utf8) + [0])
    let parts = text.split(separator: mark, omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() { hash.update(data: Array((index == 0 ? part : part.drop { $0 != "\"" }).utf8) + [0]) }
    return "\"" + hash.finalize().prefix(12).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined() + "\""
  }

  /// What a masked token stands behind.
  private static let mark = "name=\"csrf\" value=\""

  /// Whether one of the tags that a browser has is this one.
  static func matches(_ tag: String, _ headers: [String]) -> Bool {
    headers.contains { header in
      header.split(separator: ",").contains { part in
        let part = part.filter { $0 != " " }
        return part == "*" || part == tag || part == "W/" + tag
      }
    }
  }
}
