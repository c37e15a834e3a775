/// A text of the pages in one language, with places for values: `{count} of {all}`.
public enum Phrase: Equatable, Sendable {
  /// Always the same.
  case plain(String)
  /// One for each form that a number asks for.
  case plural([PluralForm: String])

  /// Names of the places in it, each once; of all forms together.
  public var places: Set<String> {
    switch self {
    case .plain(let text): Self.places(in: text)
    case .plural(let forms): forms.values.reduce(into: []) { $0.formUnion(Self.places(in: $1)) }
    }
  }

  /// The text with its places filled; a place without a value stays as it is, so that a mistake is seen.
  /// - Parameter number: decides the form of a plural phrase, and fills `{count}` as it is written in the language.
  public func text(_ values: [String: String] = [:], number: Int64? = nil, in language: Language) -> String {
    var values = values
    if let number, values["count"] == nil { values["count"] = NumberFormat(language).whole(number) }
    let pattern: String =
      switch self {
      case .plain(let text): text
      case .plural(let forms): forms[language.pluralForm(number ?? 0)] ?? forms[.other] ?? forms[.many] ?? ""
      }
    return Self.fill(pattern, values)
  }

  static func places(in text: String) -> Set<String> {
    var names: Set<String> = []
    var rest = text[...]
    while let start = rest.firstIndex(of: "{"), let end = rest[start...].firstIndex(of: "}") {
      names.insert(String(rest[rest.index(after: start)..<end]))
      rest = rest[rest.index(after: end)...]
    }
    return names
  }

  private static func fill(_ text: String, _ values: [String: String]) -> String {
    guard text.contains("{") else { return text }
    var result = ""
    var rest = text[...]
    while let start = rest.firstIndex(of: "{"), let end = rest[start...].firstIndex(of: "}") {
      result += rest[..<start]
      let name = String(rest[rest.index(after: start)..<end])
      result += values[name] ?? "{\(name)}"
      rest = rest[rest.index(after: end)...]
    }
    return result + rest
  }
}
