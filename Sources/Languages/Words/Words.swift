/// All texts of the pages in one language: `words("overview.title")`.
///
/// Keys are written as literals where they are used, so that a test finds those that are missing and those that nobody uses. A key that is put together
/// at run time is marked: `words(family: "column", name)`.
public struct Words: Sendable {
  /// In which language.
  public let language: Language
  private let phrases: [String: Phrase]

  /// The texts of a language. Cheap: they are read once.
  public init(_ language: Language) { (self.language, phrases) = (language, PhraseBook.shared.phrases[language] ?? [:]) }

  /// A text. A key that is missing is shown as itself, in brackets, so that a mistake is seen and nothing breaks.
  public func callAsFunction(_ key: String, _ values: [String: String] = [:]) -> String {
    phrases[key]?.text(values, in: language) ?? "[\(key)]"
  }

  /// A text with a number, in the form that the number asks for; `{count}` is the number.
  public func count(_ key: String, _ number: Int64, _ values: [String: String] = [:]) -> String {
    phrases[key]?.text(values, number: number, in: language) ?? "[\(key)]"
  }

  /// A text of a family of keys, such as those of all columns: `column.net_sales`.
  /// - Returns: nil when the family has none of that name.
  public func member(of family: String, _ name: String) -> String? { phrases["\(family).\(name)"]?.text(in: language) }

  /// The same; the name itself where there is no text.
  public func callAsFunction(family: String, _ name: String) -> String { member(of: family, name) ?? name }

  /// Numbers as this language writes them.
  public var numbers: NumberFormat { NumberFormat(language) }
  /// Dates as this language writes them.
  public var dates: DateFormat { DateFormat(language) }
}
