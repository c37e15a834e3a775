import Languages
import Ledger

// Of what the book already has with other content.
extension RefusalText {
  /// Amounts are told by the ledger in minor units of a currency that is not said.
  private static let minorColumns: Set<String> = ["amount", "discount", "opening", "closing", "bank_fee", "book_amount", "cost"]
  /// What the ledger writes where a value is not one but many.
  private static let wholes: Set<String> = ["this", "these", "this one", "something else"]

  func differs(_ thing: String, _ column: String, _ there: String, _ here: String) -> String {
    var values = ["thing": self.thing(thing), "column": self.column(column == "basis_points" ? "percent" : column)]
    guard !Self.wholes.contains(here), let known = value(there, column, thing), let asked = value(here, column, thing) else {
      return words("refusal.differs_whole", values)
    }
    (values["there"], values["here"]) = (known, asked)
    return words("refusal.differs", values)
  }

  /// A value as the language writes it; nil when it cannot be told rightly.
  private func value(_ text: String, _ column: String, _ thing: String) -> String? {
    if text == "nothing" { return words("refusal.nothing") }
    if Self.minorColumns.contains(column) {
      // An advance is paid in the book's currency; of the others only their document says in which.
      guard thing.hasPrefix("advance "), let minor = Int64(text) else { return nil }
      return som(minor)
    }
    if column == "rate" { return nil }
    if column == "basis_points", let points = Int64(text) { return words.numbers.percent(millionths: points * 100, places: 2) }
    if ["from", "to", "place"].contains(column) { return words(family: "clerk.place", text) }
    return words.member(of: "clerk.\(column)", text) ?? words.member(of: "value", text) ?? written(text)
  }

  /// A day, a month or a decimal number as the language writes it; what is none of them stays as it is.
  func written(_ text: String) -> String {
    if let date = CalendarDate(text) { return day(date) }
    if let month = Month(text) { return self.month(month) }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let digits = parts.joined()
    guard (1...2).contains(parts.count), parts.allSatisfy({ !$0.isEmpty }), let units = Int64(digits), String(units) == digits || parts.count == 2
    else {
      return text
    }
    return words.numbers.decimal(units, places: parts.count == 2 ? parts[1].count : 0)
  }

  /// A thing that the ledger names by a word and a code, such as `sale S-1`, or by two, such as `line L-1 of statement ST-1`.
  func thing(_ text: String) -> String {
    var text = text[...]
    for beginning in ["the receipt of ", "rejection of ", "purchase of ", "the "] where text.hasPrefix(beginning) {
      text = text.dropFirst(beginning.count)
    }
    if let end = text.firstRange(of: ", by its number") { text = text[..<end.lowerBound] }
    for mark in [" of the criteria of ", " of ", " about ", " in ", " on ", " from "] {
      guard let place = text.firstRange(of: mark) else { continue }
      return named(text[..<place.lowerBound]) + " (" + thing(String(text[place.upperBound...])) + ")"
    }
    return named(text)
  }

  private func named(_ text: Substring) -> String {
    let parts = text.split(separator: " ", maxSplits: 1)
    guard let first = parts.first, let kind = words.member(of: "refusal.thing", String(first)) else {
      return words.member(of: "value", String(text)) ?? written(String(text))
    }
    return parts.count == 2 ? kind + " " + parts[1] : kind
  }
}
