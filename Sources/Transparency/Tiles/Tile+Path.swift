/// Where C2SP tlog-tiles puts a tile below the log's address.
extension Tile: CustomStringConvertible {
  /// The path of the hashes, for example `tile/0/x001/x234/067` or, with fewer than 256 hashes, `tile/0/x001/x234/067.p/12`.
  public var path: String { "tile/\(level)/\(place)" }

  /// The path of the entries below a tile of level 0, for example `tile/entries/x001/x234/067.p/12`.
  public var entriesPath: String {
    precondition(level == 0, "only tiles of leaves have entries")
    return "tile/entries/\(place)"
  }

  /// The same as `path`.
  public var description: String { path }

  /// The index in groups of three digits, and the width when it is not full.
  private var place: String {
    var (groups, rest) = ([Self.threeDigits(index % 1000)], index / 1000)
    while rest > 0 {
      groups.append("x" + Self.threeDigits(rest % 1000))
      rest /= 1000
    }
    return groups.reversed().joined(separator: "/") + (isFull ? "" : ".p/\(width)")
  }

  private static func threeDigits(_ number: Int64) -> String {
    let digits = String(number)
    return String(repeating: "0", count: 3 - digits.count) + digits
  }

  /// The tile of a path as `path` writes it; nil for every other text.
  public init?(path: String) {
    var parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count >= 3, parts[0] == "tile", let level = Int(parts[1]), 0..<64 ~= level else { return nil }
    parts.removeFirst(2)
    var width = Self.maxWidth
    if parts.count >= 2, let group = parts.dropLast().last, group.hasSuffix(".p") {
      guard let given = Int(parts.removeLast()), 1..<Self.maxWidth ~= given else { return nil }
      width = given
      parts[parts.count - 1] = group.dropLast(2)
    }
    let digits = parts.map { $0.drop { $0 == "x" } }.joined()
    let areDigits = digits.utf8.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
    guard digits.utf8.count <= 18, areDigits, let index = Int64(digits) else { return nil }
    self.init(level: level, index: index, width: width)
    // One spelling only: leading zeroes, signs and misplaced letters do not come back the same.
    guard self.path.utf8.elementsEqual(path.utf8) else { return nil }
  }
}
