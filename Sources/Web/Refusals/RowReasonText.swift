public import Exchange
public import Languages

/// Why a row of a file, or the file, cannot be taken, in the reader's language: what is wrong, and what to write instead.
public struct RowReasonText: Sendable {
  private let words: Words

  /// Texts in a language.
  public init(_ words: Words) { self.words = words }

  /// The reason. One that is in words of its own stays as it is.
  public func callAsFunction(_ reason: RowReason) -> String {
    guard reason.rule != .ownWords else { return reason.text }
    return words("row_reason.\(reason.rule.rawValue)", shown(reason))
  }

  /// Why a whole file cannot be taken. What the machine itself says of it, as of a full disk, stays in English.
  public func callAsFunction(_ error: CSVFileError) -> String {
    error.because.isEmpty ? error.message : error.because.map { self($0) }.joined(separator: " ")
  }

  /// The values as the language writes them. What stands in the file is shown as it stands there.
  private func shown(_ reason: RowReason) -> [String: String] {
    var values = reason.values
    if let thing = values["thing"] { values["thing"] = words(family: "row_thing", thing) }
    if let place = values["place"], !place.isEmpty { values["place"] = " (" + words("row_reason.place", ["place": place]) + ")" }
    switch reason.rule {
    case .disagrees, .columnDoubled: values["column"] = values["column"].map { RefusalText(words).column($0) }
    case .columnsMissing:
      let names = values["columns"]?.split(separator: ", ").map { "\(words.quoted(RefusalText(words).column(String($0)))) (\($0))" }
      values["columns"] = names?.joined(separator: ", ")
    case .noSuchDay: values["month"] = values["month"].map { words.dates.period($0) }
    case .unknownWord where values["known"]?.isEmpty == true: values["known"] = "–"
    default: break
    }
    return values
  }
}

extension Words {
  /// A word in the language's quotation marks.
  func quoted(_ text: String) -> String { language == .en ? "“\(text)”" : "«\(text)»" }
}
