import Exchange

/// What stands behind a question mark.
enum APIQuery {
  /// Names and values, decoded.
  /// - Throws: 400 for what is not percent-encoded UTF-8.
  static func read(_ text: String?) throws -> [String: [String]] {
    var query: [String: [String]] = [:]
    for part in (text ?? "").split(separator: "&", omittingEmptySubsequences: true) {
      let pieces = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let value = pieces.count == 2 ? pieces[1] : ""
      guard let name = decoded(pieces[0], plusIsBlank: true), let value = decoded(value, plusIsBlank: true) else {
        throw Problem(.badRequest, "bad-query", "The query cannot be read", "Write it as UTF-8, percent-encoded.")
      }
      query[name, default: []].append(value)
    }
    return query
  }

  /// Checks a query against what a route takes; what it does not know it refuses, so that a mistyped filter does not answer another question.
  static func check(_ query: [String: [String]], by parameters: [APIParameter]) throws {
    for (name, values) in query {
      guard let parameter = parameters.first(where: { $0.name.utf8.elementsEqual(name.utf8) }) else {
        let known = parameters.isEmpty ? "It takes none." : "It takes: \(parameters.map(\.name).joined(separator: ", "))."
        throw Problem(.badRequest, "unknown-parameter", "There is no such parameter", known, field: String(name.prefix(100)))
      }
      guard parameter.isRepeated || values.count == 1 else { throw Problem.badParameter(name, "“\(name)” may stand there once.") }
      if case .array(let element, let range) = parameter.schema {
        guard range.contains(values.count) else { throw Problem.badParameter(name, "“\(name)” may stand there \(range.upperBound) times at most.") }
        for value in values { try check(value, by: element, name) }
      } else if let value = values.first {
        try check(value, by: parameter.schema, name)
      }
    }
    for parameter in parameters where parameter.isRequired && query[parameter.name] == nil {
      throw Problem.badParameter(parameter.name, "“\(parameter.name)” is missing: \(parameter.about)")
    }
  }

  private static func check(_ text: String, by schema: JSONSchema, _ name: String) throws {
    let value: JSONValue =
      switch schema {
      case .integer: .number(isPlainNumber(text) ? text : "x")
      case .boolean: text == "true" ? .bool(true) : text == "false" ? .bool(false) : .null
      default: .text(text)
      }
    do throws(SchemaProblem) { try schema.check(value) } catch { throw Problem.badParameter(name, "“\(name)” \(error.message).") }
  }

  private static func isPlainNumber(_ text: String) -> Bool {
    let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
    return !digits.isEmpty && digits.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }

  /// Percent-decoded; nil for what is no UTF-8, or half an escape.
  static func decoded(_ text: Substring, plusIsBlank: Bool) -> String? {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "%"):
        guard let high = rest.popFirst().flatMap(hexadecimal), let low = rest.popFirst().flatMap(hexadecimal) else { return nil }
        bytes.append(high << 4 | low)
      case UInt8(ascii: "+") where plusIsBlank: bytes.append(UInt8(ascii: " "))
      default: bytes.append(byte)
      }
    }
    return String(validating: bytes, as: UTF8.self)
  }

  private static func hexadecimal(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
