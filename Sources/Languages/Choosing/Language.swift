/// A language of the pages.
public enum Language: String, CaseIterable, Sendable {
  /// Kyrgyz, Russian, English; by their codes of ISO 639-1, as they stand in `lang` and `hreflang`.
  case ky, ru, en

  /// What its own speakers call it.
  public var ownName: String {
    switch self {
    case .ky: "Кыргызча"
    case .ru: "Русский"
    case .en: "English"
    }
  }

  /// The language a browser asks for (RFC 9110, section 12.5.4): the one of the highest weight that there is; of several the first.
  ///
  /// A range such as `ru-KG` stands for Russian, `*` for any. Weights that are none count as 0, and of a header only the first 64 ranges are read.
  /// - Parameter fallback: what a browser gets that wants none of them.
  public init(accepting header: String?, fallback: Language = .ru) {
    var best: (language: Language, weight: Double)?
    for range in (header ?? "").split(separator: ",").prefix(64) {
      let parts = range.split(separator: ";").map { $0.filter { !$0.isWhitespace } }
      guard let tag = parts.first?.lowercased() else { continue }
      let weight = parts.dropFirst().first { $0.lowercased().hasPrefix("q=") }.map { Double($0.dropFirst(2)) ?? 0 } ?? 1
      guard let language = tag == "*" ? fallback : Language(rawValue: String(tag.prefix { $0 != "-" })), weight > 0, weight <= 1 else { continue }
      if weight > best?.weight ?? 0 { best = (language, weight) }
    }
    self = best?.language ?? fallback
  }
}
