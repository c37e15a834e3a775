/// How headers and words are compared: people write «Кол-во», «кол.во» and «КОЛ ВО» for the same column.
enum HeaderName {
  /// Only letters, digits and №, in lower case, ё as е. Blanks of any kind, underscores, hyphens, dots and other marks are dropped. Works on
  /// Characters, so that a letter with a separate accent (й typed on a Mac) equals the same letter in one piece.
  static func fold(_ name: String) -> String {
    var folded = ""
    for character in name.lowercased() where character.isLetter || character.isNumber || character == "№" {
      folded.append(character == "ё" ? "е" : character)
    }
    return folded
  }

  /// The candidate nearest to `name`, if it is near enough for a typing error: at most two letters away and at most a third of its length.
  static func nearest<S: Sequence<String>>(to name: String, among candidates: S) -> String? {
    let folded = Array(fold(name))
    var best: (text: String, distance: Int)?
    for candidate in candidates {
      let other = Array(fold(candidate))
      let allowed = min(2, max(folded.count, other.count) / 3)
      let distance = distance(folded, other, atMost: min(allowed, (best?.distance ?? 3) - 1))
      if let distance { best = (candidate, distance) }
    }
    return best?.text
  }

  /// Letters to insert, drop, change or swap with their neighbour (optimal string alignment), or nil when more than `limit`. Cost: product of the
  /// lengths, which the caller's header bounds.
  private static func distance(_ one: [Character], _ two: [Character], atMost limit: Int) -> Int? {
    guard limit >= 0, abs(one.count - two.count) <= limit else { return nil }
    var beforeLast: [Int] = []
    var last = Array(0...two.count)
    for (i, a) in one.enumerated() {
      var row = [i + 1]
      for (j, b) in two.enumerated() {
        var cost = min(last[j] + (a == b ? 0 : 1), last[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, a == two[j - 1], one[i - 1] == b { cost = min(cost, beforeLast[j - 1] + 1) }
        row.append(cost)
      }
      (beforeLast, last) = (last, row)
    }
    return last[two.count] <= limit ? last[two.count] : nil
  }
}
