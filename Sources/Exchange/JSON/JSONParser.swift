/// What keeps a text from being JSON.
public struct JSONProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong, and at which byte, counted from 0.
  public let description: String
}

/// Reads JSON (RFC 8259) strictly, value by value, so that a long array need not be held as a tree.
public struct JSONParser: Sendable {
  /// So deep objects and arrays may stand within one another: a file cannot exhaust the stack.
  public static let depthMax = 64

  private let bytes: [UInt8]
  private var offset = 0
  private var depth = 0

  /// A parser over UTF-8.
  public init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The value of a whole text.
  /// - Throws: `JSONProblem` when it is not one value and nothing else.
  public static func parse(_ bytes: [UInt8]) throws(JSONProblem) -> JSONValue {
    var parser = JSONParser(bytes)
    let value = try parser.value()
    try parser.end()
    return value
  }

  /// The value at the parser's place.
  public mutating func value() throws(JSONProblem) -> JSONValue {
    skipBlanks()
    switch peek() {
    case UInt8(ascii: "{"):
      var object = JSONObject()
      try self.object { name, parser throws(JSONProblem) in
        guard object[name] == nil else { throw parser.problem("the member “\(name)” stands there twice") }
        object[name] = try parser.value()
      }
      return .object(object)
    case UInt8(ascii: "["):
      var elements: [JSONValue] = []
      try array { parser throws(JSONProblem) in elements.append(try parser.value()) }
      return .array(elements)
    case UInt8(ascii: "\""): return .text(try string())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try number())
    default:
      for (word, value) in [("null", JSONValue.null), ("true", .bool(true)), ("false", .bool(false))]
      where bytes[offset...].starts(with: word.utf8) {
        offset += word.utf8.count
        return value
      }
      throw problem("no value")
    }
  }

  /// Calls `member` for each member of the object at the parser's place; it must read exactly the member's value.
  public mutating func object(_ member: (String, inout JSONParser) throws(JSONProblem) -> Void) throws(JSONProblem) {
    try list(from: UInt8(ascii: "{"), to: UInt8(ascii: "}")) { parser throws(JSONProblem) in
      parser.skipBlanks()
      let name = try parser.string()
      parser.skipBlanks()
      guard parser.take(UInt8(ascii: ":")) else { throw parser.problem("no colon") }
      try member(name, &parser)
    }
  }

  /// Calls `element` at each element of the array at the parser's place.
  public mutating func array(_ element: (inout JSONParser) throws(JSONProblem) -> Void) throws(JSONProblem) {
    try list(from: UInt8(ascii: "["), to: UInt8(ascii: "]"), element)
  }

  /// Insists that nothing but blanks follows.
  public mutating func end() throws(JSONProblem) {
    skipBlanks()
    if offset != bytes.count { throw problem("something follows the value") }
  }

  /// A problem at the parser's place.
  func problem(_ what: String) -> JSONProblem { JSONProblem(description: "\(what) at byte \(offset)") }
}

// The parts of values.
extension JSONParser {
  private mutating func list(from first: UInt8, to last: UInt8, _ item: (inout JSONParser) throws(JSONProblem) -> Void) throws(JSONProblem) {
    skipBlanks()
    guard take(first) else { throw problem("no “\(Unicode.Scalar(first))”") }
    depth += 1
    guard depth <= Self.depthMax else { throw problem("more than \(Self.depthMax) levels") }
    skipBlanks()
    if !take(last) {
      repeat {
        try item(&self)
        skipBlanks()
      } while take(UInt8(ascii: ","))
      guard take(last) else { throw problem("no “\(Unicode.Scalar(last))”") }
    }
    depth -= 1
  }

  private mutating func number() throws(JSONProblem) -> String {
    let start = offset
    _ = take(UInt8(ascii: "-"))
    let whole = digits()
    guard whole == 1 || whole > 1 && bytes[offset - whole] != UInt8(ascii: "0") else { throw problem("no number") }
    if take(UInt8(ascii: ".")), digits() == 0 { throw problem("no decimals") }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      _ = take(UInt8(ascii: "+")) || take(UInt8(ascii: "-"))
      if digits() == 0 { throw problem("no exponent") }
    }
    return String(decoding: bytes[start..<offset], as: UTF8.self)
  }

  private mutating func digits() -> Int {
    let start = offset
    while (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(peek()) { offset += 1 }
    return offset - start
  }

  private mutating func string() throws(JSONProblem) -> String {
    guard take(UInt8(ascii: "\"")) else { throw problem("no text") }
    var text: [UInt8] = []
    while offset < bytes.count {
      let byte = bytes[offset]
      offset += 1
      switch byte {
      case UInt8(ascii: "\""):
        guard let string = String(validating: text, as: UTF8.self) else { throw problem("a text that is not UTF-8 ends") }
        return string
      case UInt8(ascii: "\\"): text += try escape()
      case 0x00..<0x20: throw problem("a control character in a text")
      default: text.append(byte)
      }
    }
    throw problem("a text without its closing quote")
  }

  private mutating func escape() throws(JSONProblem) -> [UInt8] {
    let sign = peek()
    offset += 1
    switch sign {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [sign]
    case UInt8(ascii: "b"): return [0x08]
    case UInt8(ascii: "f"): return [0x0C]
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "r"): return [0x0D]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "u"):
      var code = try hexadecimal()
      // A character beyond the first plane is written as two halves.
      if (0xD800..<0xDC00).contains(code), take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) {
        let low = try hexadecimal()
        guard (0xDC00..<0xE000).contains(low) else { throw problem("half a character") }
        code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
      }
      guard let scalar = Unicode.Scalar(code) else { throw problem("half a character") }
      return Array(String(Character(scalar)).utf8)
    default: throw problem("an escape that JSON has not")
    }
  }

  private mutating func hexadecimal() throws(JSONProblem) -> UInt32 {
    guard offset + 4 <= bytes.count, bytes[offset] != UInt8(ascii: "+"), bytes[offset] != UInt8(ascii: "-"),
      let code = UInt32(String(decoding: bytes[offset..<offset + 4], as: UTF8.self), radix: 16)
    else { throw problem("no four hexadecimal digits") }
    offset += 4
    return code
  }

  private mutating func skipBlanks() {
    while offset < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[offset]) { offset += 1 }
  }

  private func peek() -> UInt8 { offset < bytes.count ? bytes[offset] : 0 }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard offset < bytes.count, bytes[offset] == byte else { return false }
    offset += 1
    return true
  }
}
