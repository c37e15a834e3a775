/// What a client would take (RFC 9110, section 12.5.1).
struct AcceptHeader {
  private let ranges: [(type: String, quality: Double)]

  /// By the header's values; none means everything.
  init(_ values: [String]) {
    ranges = values.joined(separator: ",").split(separator: ",").map { part in
      let pieces = part.split(separator: ";").map { String($0).filter { $0 != " " && $0 != "\t" }.lowercased() }
      let quality = pieces.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
      return (pieces.first ?? "", quality)
    }
  }

  /// The one it wants most; the first of several it wants as much. Nil when it wants none of them.
  func best(of types: [String]) -> String? {
    guard !ranges.isEmpty else { return types.first }
    var best: (type: String, quality: Double)?
    for type in types {
      let quality = quality(of: type)
      if quality > best?.quality ?? 0 { best = (type, quality) }
    }
    return best?.type
  }

  /// The most specific range that names it counts.
  private func quality(of type: String) -> Double {
    let group = type.prefix { $0 != "/" } + "/*"
    for name in [type, String(group), "*/*"] {
      if let range = ranges.first(where: { $0.type == name }) { return range.quality }
    }
    return 0
  }
}
