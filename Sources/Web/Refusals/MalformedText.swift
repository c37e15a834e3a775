import Languages
import Ledger

/// Why a field's value cannot be taken, where the ledger says it in a sentence of its own.
///
/// The ledger has many such sentences, for the command line. Those that people meet on pages are known here by their wording; a test finds one that the
/// ledger no longer says. The others are shown as the ledger has them, with the field's name in the reader's language.
struct MalformedText {
  /// A sentence of the ledger, `{name}` standing for what was found, `*` at its end for anything.
  struct Template: Sendable {
    let text: String
    /// The phrase `malformed.<key>`.
    let key: String

    init(_ text: String, _ key: String) { (self.text, self.key) = (text, key) }

    /// What stands in the places; nil when the sentence is another.
    func values(in sentence: String) -> [String: String]? {
      var (values, rest, pattern) = ([String: String](), sentence[...], text[...])
      while let open = pattern.firstIndex(of: "{") {
        guard rest.hasPrefix(pattern[..<open]), let close = pattern.firstIndex(of: "}") else { return nil }
        rest = rest.dropFirst(pattern.distance(from: pattern.startIndex, to: open))
        let name = String(pattern[pattern.index(after: open)..<close])
        pattern = pattern[pattern.index(after: close)...]
        let literal = pattern.prefix { $0 != "{" && $0 != "*" }
        guard let end = literal.isEmpty ? rest.endIndex : rest.firstRange(of: literal)?.lowerBound else { return nil }
        values[name] = String(rest[..<end])
        rest = rest[end...]
      }
      return (pattern.last == "*" ? rest.hasPrefix(pattern.dropLast()) : rest == pattern) ? values : nil
    }
  }

  static let templates: [Template] = [
    .init("the quantity is zero; *", "zero"), .init("the change is zero; *", "zero"), .init("the amount is zero; *", "zero"),
    .init("the quantity is negative; goods that come back are a return", "negative_quantity"),
    .init("the quantity is larger than {most}", "larger"), .init("the change is larger than {most}", "larger"),
    .init("line {line}: the quantity is larger than {most}", "larger_line"), .init("{column} is larger than {most}", "larger"),
    .init("the price is negative", "negative"), .init("the discount is negative", "negative"), .init("the cost is negative", "negative"),
    .init("less than nothing cannot *", "negative"), .init("{column} is less than nothing", "negative"),
    .init("the amount is negative; *", "not_positive"), .init("the price is not more than nothing", "not_positive"),
    .init("a rate is greater than zero", "not_positive"), .init("a receipt is a positive amount; *", "not_positive"),
    .init("what is disputed is a positive amount; *", "not_positive"), .init("what the bank credited is a positive amount; *", "not_positive"),
    .init("a bank fee is not negative; *", "negative"), .init("a tolerance is not negative: *", "negative"),
    .init("the price has more than 6 decimals", "price_decimals"),
    .init("the discount is larger than quantity × unit price", "discount_larger"),
    .init("{accepted} accepted, but only {produced} produced", "accepted_more"),
    .init("a batch that waits for its inspection has nothing accepted yet; *", "waits"),
    .init("goods that wait for inspection lie at no place yet; *", "waits_nowhere"),
    .init("goods that are looked at again were accepted before; *", "looked_at_again"),
    .init("nothing was accepted and nothing rejected; *", "nothing_inspected"), .init("goods of sale {sale} came back already; *", "came_back"),
    .init("only test batches lie with the samples; {batch} is none", "samples"), .init("'{value}' is no country code: *", "country"),
    .init("'{value}' is no year of birth: *", "birth_year"), .init("'{value}' is no HS code: *", "hs_code"),
    .init("a percentage lies between 0 and 100*", "percent"), .init("commission and fee together take more than 100 percent; *", "commission"),
    .init("days to settle lie between 0 and 3650", "settle_days"), .init("a nominal lies between 1 and 1000000", "nominal"),
    .init("the terms would end on {to}, before they begin on {from}; *", "ends_before"),
    .init("the last day, {to}, lies before the first, {from}", "ends_before"),
    .init("the period begins on {from}, after its last day {to}; *", "ends_before"),
    .init("the certificate would end on {to}, before the decision of {from}; *", "ends_before"),
    .init("{currency} is the book's own currency; its rate is always 1", "own_currency"),
    .init("the text is longer than {most} characters; *", "text_too_long"), .init("line {line} is there twice; *", "line_twice"),
    .init("line {line}: a sale is not negative; *", "sale_negative"), .init("line {line}: a return is not positive; *", "return_positive"),
    .init("statement {what} is named twice; *", "named_twice"), .init("{what} is named twice; *", "named_twice"),
  ]

  let text: RefusalText

  func callAsFunction(_ column: String, _ message: String) -> String {
    for template in Self.templates {
      guard var values = template.values(in: message) else { continue }
      values["column"] = text.column(column)
      for name in ["from", "to", "accepted", "produced", "most"] { values[name] = values[name].map(text.written) }
      return text.words("malformed.\(template.key)", values)
    }
    return text.words("refusal.malformed", ["column": text.column(column), "message": message])
  }
}
