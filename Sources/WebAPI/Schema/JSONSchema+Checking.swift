import Exchange
import Foundation

/// Where a value is not what its schema says.
struct SchemaProblem: Error, Hashable, Sendable {
  /// The way to the value, such as `lines[0].batch`; empty for the value as a whole.
  let field: String
  /// What is wrong, as a sentence without its subject.
  let message: String
}

extension JSONSchema {
  /// Checks a value.
  func check(_ value: JSONValue, at field: String = "") throws(SchemaProblem) {
    func wrong(_ message: String) -> SchemaProblem { SchemaProblem(field: field, message: message) }
    switch self {
    case .text(let range, let format):
      guard let text = value.text else { throw wrong("has to be a text") }
      if text.unicodeScalars.contains("\0") { throw wrong("holds a NUL character") }
      try checkLength(text, range, at: field)
      if format == "date-time", Self.moment(text) == nil { throw wrong("has to be a moment such as 2024-03-31T23:59:59Z") }
    case .pattern(let pattern, let range):
      guard let text = value.text else { throw wrong("has to be a text") }
      try checkLength(text, range, at: field)
      guard Self.matches(text, pattern) else { throw wrong("does not have the form \(pattern)") }
    case .words(let words):
      guard let text = value.text, words.contains(where: { $0.utf8.elementsEqual(text.utf8) }) else {
        throw wrong(
          words.count <= 20 ? "has to be one of: \(words.joined(separator: ", "))" : "is none of the \(words.count) words that may stand there")
      }
    case .integer(let range):
      guard let number = value.wholeNumber else { throw wrong("has to be a whole number of 64 bits, without quotation marks") }
      guard range.contains(number) else { throw wrong("has to be from \(range.lowerBound) to \(range.upperBound)") }
    case .boolean: guard case .bool = value else { throw wrong("has to be true or false") }
    case .null: guard value == .null else { throw wrong("has to be null") }
    case .array(let element, let range):
      guard let elements = value.elements else { throw wrong("has to be an array") }
      guard range.contains(elements.count) else { throw wrong("has \(elements.count) elements; \(range.lowerBound) to \(range.upperBound) may be") }
      for (index, value) in elements.enumerated() { try element.check(value, at: "\(field)[\(index)]") }
    case .object(let properties): try checkMembers(value, properties, at: field)
    case .map(let schema):
      guard let object = value.object else { throw wrong("has to be an object") }
      for member in object.members { try schema.check(member.value, at: Self.path(field, member.name)) }
    case .either(let schemas): try checkEither(value, schemas, at: field)
    case .tagged(let tag, let schemas):
      guard let object = value.object else { throw wrong("has to be an object") }
      guard let word = object[tag]?.text, let schema = schemas.first(where: { $0.word == word })?.schema else {
        throw SchemaProblem(field: Self.path(field, tag), message: "has to be one of: \(schemas.map(\.word).joined(separator: ", "))")
      }
      try schema.check(value, at: field)
    case .anything: break
    case .named(_, let schema): try schema.check(value, at: field)
    }
  }

  private func checkMembers(_ value: JSONValue, _ properties: [Property], at field: String) throws(SchemaProblem) {
    guard let object = value.object else { throw SchemaProblem(field: field, message: "has to be an object") }
    for member in object.members {
      let path = Self.path(field, member.name)
      guard let property = properties.first(where: { $0.name.utf8.elementsEqual(member.name.utf8) }) else {
        throw SchemaProblem(field: path, message: "is no member here; there are: \(properties.map(\.name).joined(separator: ", "))")
      }
      try property.schema.check(member.value, at: path)
    }
    for property in properties where property.isRequired && object[property.name] == nil {
      throw SchemaProblem(field: Self.path(field, property.name), message: "is missing")
    }
  }

  /// The problem that is told is that of the first alternative of the right kind: it knows most.
  private func checkEither(_ value: JSONValue, _ schemas: [JSONSchema], at field: String) throws(SchemaProblem) {
    var problems: [(schema: JSONSchema, problem: SchemaProblem)] = []
    for schema in schemas {
      do throws(SchemaProblem) {
        try schema.check(value, at: field)
        return
      } catch { problems.append((schema, error)) }
    }
    let fitting = problems.first { $0.schema.isOfKind(of: value) } ?? problems.first
    throw fitting?.problem ?? SchemaProblem(field: field, message: "cannot be so")
  }

  private func isOfKind(of value: JSONValue) -> Bool {
    switch (self, value) {
    case (.text, .text), (.pattern, .text), (.words, .text), (.integer, .number), (.boolean, .bool), (.null, .null), (.array, .array),
      (.object, .object), (.map, .object), (.tagged, .object):
      true
    case (.named(_, let schema), _): schema.isOfKind(of: value)
    default: false
    }
  }

  private func checkLength(_ text: String, _ range: ClosedRange<Int>, at field: String) throws(SchemaProblem) {
    let count = text.unicodeScalars.count
    guard range.contains(count) else {
      throw SchemaProblem(field: field, message: "has \(count) characters; \(range.lowerBound) to \(range.upperBound) may be")
    }
  }

  private static func path(_ field: String, _ name: String) -> String { field.isEmpty ? name : "\(field).\(name)" }

  /// The patterns are our own and short.
  private static func matches(_ text: String, _ pattern: String) -> Bool {
    guard let regex = try? Regex(pattern) else { preconditionFailure("no pattern: \(pattern)") }
    // By code points, as ECMA-262 counts, and not by what Swift holds for a letter.
    return (try? regex.matchingSemantics(.unicodeScalar).wholeMatch(in: text)) != nil
  }

  /// RFC 3339.
  private static func moment(_ text: String) -> Date? {
    let formatter = ISO8601DateFormatter()
    if let date = formatter.date(from: text) { return date }
    formatter.formatOptions = [.withInternetDateTime, .withFractionalSeconds]
    return formatter.date(from: text)
  }
}

extension JSONValue {
  /// The whole number it stands for: 1.0 and 1e2 are whole numbers to JSON Schema too.
  var wholeNumber: Int64? {
    guard case .number(let digits) = self else { return nil }
    if let number = Int64(digits) { return number }
    guard digits.utf8.count <= 40, let number = Double(digits), number.magnitude <= 9_007_199_254_740_992, number.rounded() == number else {
      return nil
    }
    return Int64(number)
  }
}
