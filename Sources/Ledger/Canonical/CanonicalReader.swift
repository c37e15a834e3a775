/// Why a payload could not be read back: a bug or a tampered log, never a user's mistake.
public struct PayloadProblem: Error, Equatable, CustomStringConvertible {
  /// What is wrong, without quoting values.
  public let description: String
}

/// Reads canonical JSON of our restricted kind, member by member, without building a tree.
public struct CanonicalReader {
  private let bytes: [UInt8]
  private var offset = 0

  /// A reader over one payload.
  public init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Calls `member` for each member of the object at the reader's place; `member` must read exactly its value.
  public mutating func object(_ member: (String, inout CanonicalReader) throws(PayloadProblem) -> Void) throws(PayloadProblem) {
    try expect(UInt8(ascii: "{"))
    if take(UInt8(ascii: "}")) { return }
    repeat {
      let name = try string()
      try expect(UInt8(ascii: ":"))
      try member(name, &self)
    } while take(UInt8(ascii: ","))
    try expect(UInt8(ascii: "}"))
  }

  /// Calls `element` at each element of the array at the reader's place.
  public mutating func array(_ element: (inout CanonicalReader) throws(PayloadProblem) -> Void) throws(PayloadProblem) {
    try expect(UInt8(ascii: "["))
    if take(UInt8(ascii: "]")) { return }
    repeat { try element(&self) } while take(UInt8(ascii: ","))
    try expect(UInt8(ascii: "]"))
  }

  /// Insists that nothing follows.
  public func end() throws(PayloadProblem) {
    if offset != bytes.count { throw PayloadProblem(description: "something follows the payload at byte \(offset)") }
  }

  /// A whole number.
  public mutating func integer() throws(PayloadProblem) -> Int64 {
    let isNegative = take(UInt8(ascii: "-"))
    var value: Int64 = 0
    let start = offset
    while offset < bytes.count, case let digit = bytes[offset] &- UInt8(ascii: "0"), digit < 10 {
      value = value * 10 + Int64(digit)
      guard value <= largestInteger else { throw problem("a number too large") }
      offset += 1
    }
    guard offset > start else { throw problem("no number") }
    return isNegative ? -value : value
  }

  /// A yes or no.
  public mutating func boolean() throws(PayloadProblem) -> Bool {
    for (word, value) in [("true", true), ("false", false)] where bytes[offset...].starts(with: word.utf8) {
      offset += word.utf8.count
      return value
    }
    throw problem("neither true nor false")
  }

  /// A text.
  public mutating func string() throws(PayloadProblem) -> String {
    try expect(UInt8(ascii: "\""))
    let start = offset
    while offset < bytes.count {
      switch bytes[offset] {
      case UInt8(ascii: "\""):
        defer { offset += 1 }
        return String(decoding: bytes[start..<offset], as: UTF8.self)
      case UInt8(ascii: "\\"): return try escapedString(from: start)
      default: offset += 1
      }
    }
    throw problem("a text without its closing quote")
  }

  /// The slow way, taken only when a text holds an escape.
  private mutating func escapedString(from start: Int) throws(PayloadProblem) -> String {
    var text = Array(bytes[start..<offset])
    while offset < bytes.count {
      let byte = bytes[offset]
      offset += 1
      if byte == UInt8(ascii: "\"") { return String(decoding: text, as: UTF8.self) }
      guard byte == UInt8(ascii: "\\") else {
        text.append(byte)
        continue
      }
      guard offset < bytes.count else { break }
      let escape = bytes[offset]
      offset += 1
      switch escape {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): text.append(escape)
      case UInt8(ascii: "b"): text.append(0x08)
      case UInt8(ascii: "t"): text.append(0x09)
      case UInt8(ascii: "n"): text.append(0x0A)
      case UInt8(ascii: "f"): text.append(0x0C)
      case UInt8(ascii: "r"): text.append(0x0D)
      case UInt8(ascii: "u"):
        // Canonical text escapes control characters only, so the code point is one byte.
        guard offset + 4 <= bytes.count, let code = UInt8(String(decoding: bytes[offset..<offset + 4], as: UTF8.self), radix: 16), code < 0x20
        else { throw problem("an escape that canonical text has not") }
        text.append(code)
        offset += 4
      default: throw problem("an escape that canonical text has not")
      }
    }
    throw problem("a text without its closing quote")
  }

  /// The byte at the reader's place; zero at the end.
  func peek() -> UInt8 { offset < bytes.count ? bytes[offset] : 0 }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard offset < bytes.count, bytes[offset] == byte else { return false }
    offset += 1
    return true
  }

  private mutating func expect(_ byte: UInt8) throws(PayloadProblem) {
    guard take(byte) else { throw problem("no '\(Unicode.Scalar(byte))'") }
  }

  private func problem(_ what: String) -> PayloadProblem { PayloadProblem(description: "\(what) at byte \(offset)") }
}
