import Exchange
import Ledger
import Web

/// A sheet that a clerk fills in: what stands in its fields, what of it is wrong, and how it is shown.
///
/// What is typed comes from the form that was sent, else from the address ("another one like it"), else from a default.
struct Sheet {
  let request: PageRequest
  /// Where it is sent to, and what it is called.
  let action: String, title: String
  /// What is wrong with a field, in the reader's language.
  var mistakes: [String: String] = [:]
  /// What is wrong with no field in particular.
  var problem: String?
  /// What the sheet is about, over its fields.
  var before: [Block] = []
  /// The names of its fields, to find where a reason belongs.
  var fieldNames: Set<String> = []
  /// Why the book said no; nil as long as it did not.
  var lastRefusal: Refusal?
  /// Whether the device keeps what was typed for the next one.
  var remembers = true

  init(_ request: PageRequest, _ action: String, title: String) { (self.request, self.action, self.title) = (request, action, title) }

  /// What stands in a field.
  func value(_ name: String, _ fallback: String = "") -> String {
    if request.form.values[name] != nil || request.form.idempotencyKey != nil { return request.form[name] }
    return request.query(name) ?? fallback
  }

  /// A field with its label and hint from the texts, and its mistake.
  func field(
    _ name: String, _ kind: Field.Kind = .text, row: Int? = nil, value fallback: String = "", isRequired: Bool = false,
    suggestions: [(value: String, text: String)] = []
  ) -> Field {
    let words = request.words
    let own = row.map { "\(name)-\($0)" } ?? name
    let label = words(family: "clerk.field", name) + (row.map { $0 > 1 ? " \(words.numbers.whole(Int64($0)))" : "" } ?? "")
    var field = Field(
      own, label, kind, value: value(own, fallback), hint: (row ?? 1) == 1 ? words.member(of: "clerk.hint", name) : nil, error: mistakes[own],
      isRequired: isRequired)
    field.suggestions = suggestions
    field.isOnce = Self.once.contains(name)
    return field
  }

  /// What differs from one sheet to the next, and would only be in the way if it were there again.
  private static let once: Set<String> = [
    "batch", "quantity", "accepted", "rejected", "reasons", "discount", "receipt", "sale", "return", "dispatch", "reference",
  ]

  // MARK: Checking

  /// Says what has to be filled in.
  mutating func require(_ names: String...) {
    for name in names where value(name).isEmpty { mistakes[name] = request.words("clerk.wrong.empty") }
  }

  /// Says which numbers cannot be read.
  mutating func checkNumbers(_ names: String...) {
    for name in names where !value(name).isEmpty && mistakes[name] == nil {
      if (try? ParsedDecimal(value(name))) == nil { mistakes[name] = request.words("clerk.wrong.number") }
    }
  }

  /// Says which days are in no calendar.
  mutating func checkDays(_ names: String...) {
    for name in names where mistakes[name] == nil && !value(name).isEmpty {
      if CalendarDate(value(name)) == nil { mistakes[name] = request.words("clerk.wrong.day") }
    }
  }

  /// Says which codes can be none.
  mutating func checkCodes(_ names: String...) {
    for name in names where mistakes[name] == nil && !value(name).isEmpty {
      if BatchCode(checking: value(name)) == nil { mistakes[name] = request.words("clerk.wrong.code") }
    }
  }

  var isSound: Bool { mistakes.isEmpty && problem == nil }

  /// The number on paper, or where there is none one made of the form's own key: the form sent twice has it twice.
  func number(_ name: String, _ letter: String, _ day: String) -> String {
    let typed = value(name)
    guard typed.isEmpty else { return typed }
    let key = (request.form.idempotencyKey ?? "").uppercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
    return "\(letter)-\(day)-\(key.suffix(8))"
  }

  // MARK: Showing

  /// The page with the sheet on it.
  func page(_ fields: [Field], submit: String? = nil, others: [(text: String, value: String)] = []) -> Page {
    let words = request.words
    var form = Form(.post, action, fields: fields, submit: submit ?? words("clerk.record"))
    form.otherSubmits = others
    form.idempotencyKey = request.form.idempotencyKey
    form.remembers = remembers
    var blocks = before
    if let problem { blocks.append(.notice(Notice(.bad, problem))) }
    blocks.append(.form(form))
    return Page(title, area: .clerk, trail: [Link(words("clerk.title"), "/clerk")], blocks)
  }

  /// The page, as what it is: with mistakes or without.
  func answer(_ page: Page) -> PageAnswer { isSound ? .page(page) : .mistaken(page) }
}
