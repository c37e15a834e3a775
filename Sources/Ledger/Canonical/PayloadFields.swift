/// The members of one payload object by name, for events small enough that order does not matter.
///
/// Sales, the bulk of every book, are read member by member instead (`SaleRecorded`).
struct PayloadFields {
  private var texts: [String: String] = [:]
  private var numbers: [String: Int64] = [:]
  private var flags: [String: Bool] = [:]

  /// Reads the whole object; members named in `special` are handed to the closure.
  init(
    _ payload: [UInt8], special: (String, inout CanonicalReader) throws(PayloadProblem) -> Bool = { _, _ throws(PayloadProblem) in false }
  ) throws(PayloadProblem) {
    var reader = CanonicalReader(payload)
    try self.init(&reader, special: special)
    try reader.end()
  }

  /// Reads the object at the reader's place.
  init(
    _ reader: inout CanonicalReader,
    special: (String, inout CanonicalReader) throws(PayloadProblem) -> Bool = { _, _ throws(PayloadProblem) in false }
  ) throws(PayloadProblem) {
    var texts: [String: String] = [:]
    var numbers: [String: Int64] = [:]
    var flags: [String: Bool] = [:]
    try reader.object { name, reader throws(PayloadProblem) in
      if try special(name, &reader) { return }
      switch try reader.nextKind() {
      case .text: texts[name] = try reader.string()
      case .number: numbers[name] = try reader.integer()
      case .flag: flags[name] = try reader.boolean()
      }
    }
    (self.texts, self.numbers, self.flags) = (texts, numbers, flags)
  }

  func text(_ name: String) throws(PayloadProblem) -> String {
    guard let text = texts[name] else { throw PayloadProblem(description: "\(name) is missing") }
    return text
  }

  /// A text that may be left out; a number in its place is not a text left out.
  func optionalText(_ name: String) throws(PayloadProblem) -> String? {
    if let text = texts[name] { return text }
    guard numbers[name] == nil, flags[name] == nil else { throw PayloadProblem(description: "\(name) is no text") }
    return nil
  }

  func number(_ name: String) throws(PayloadProblem) -> Int64 {
    guard let number = numbers[name] else { throw PayloadProblem(description: "\(name) is missing") }
    return number
  }

  /// A number that may be left out; a text in its place is not a number left out.
  func optionalNumber(_ name: String) throws(PayloadProblem) -> Int64? {
    if let number = numbers[name] { return number }
    guard texts[name] == nil, flags[name] == nil else { throw PayloadProblem(description: "\(name) is no number") }
    return nil
  }

  func numberOrZero(_ name: String) -> Int64 { numbers[name] ?? 0 }
  func flag(_ name: String) -> Bool { flags[name] ?? false }

  func code<Named>(_ name: String, of: Named.Type = Named.self) throws(PayloadProblem) -> Code<Named> { try readCode(text(name), name) }

  func optionalCode<Named>(_ name: String, of: Named.Type = Named.self) throws(PayloadProblem) -> Code<Named>? {
    guard let text = try optionalText(name) else { return nil }
    return try readCode(text, name)
  }

  func quantity(_ name: String) throws(PayloadProblem) -> Quantity { Quantity(thousandths: try number(name)) }

  func date(_ name: String) throws(PayloadProblem) -> CalendarDate {
    guard let date = CalendarDate(try text(name)) else { throw PayloadProblem(description: "\(name) is no date") }
    return date
  }

  /// A day that may be left out; anything else in its place is not a day left out.
  func optionalDate(_ name: String) throws(PayloadProblem) -> CalendarDate? { try optionalText(name) == nil ? nil : date(name) }

  func decimal(_ name: String) throws(PayloadProblem) -> DecimalNumber {
    guard let number = DecimalNumber(try text(name)) else { throw PayloadProblem(description: "\(name) is no decimal number") }
    return number
  }

  func currency(_ name: String) throws(PayloadProblem) -> Currency {
    guard let currency = Currency(try text(name)) else { throw PayloadProblem(description: "\(name) is no currency") }
    return currency
  }

  /// A word of a closed list that may be left out.
  func optionalWord<Word: RawRepresentable>(_ name: String, _: Word.Type = Word.self) throws(PayloadProblem) -> Word?
  where Word.RawValue == String { try optionalText(name) == nil ? nil : word(name) }

  /// A word of a closed list.
  func word<Word: RawRepresentable>(_ name: String, _: Word.Type = Word.self) throws(PayloadProblem) -> Word where Word.RawValue == String {
    guard let word = Word(rawValue: try text(name)) else { throw PayloadProblem(description: "\(name) is not a word of its list") }
    return word
  }
}

/// A code read from the log; the log may have been tampered with, so it is checked again.
func readCode<Named>(_ text: String, _ name: String) throws(PayloadProblem) -> Code<Named> {
  guard let code = Code<Named>(checking: text) else { throw PayloadProblem(description: "\(name) is no code") }
  return code
}

extension CanonicalReader {
  enum Kind { case text, number, flag }

  /// What kind of simple value stands next.
  func nextKind() throws(PayloadProblem) -> Kind {
    switch peek() {
    case UInt8(ascii: "\""): return .text
    case UInt8(ascii: "t"), UInt8(ascii: "f"): return .flag
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number
    default: throw PayloadProblem(description: "a value of a kind that is not expected here")
    }
  }
}
