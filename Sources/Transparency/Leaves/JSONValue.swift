/// A JSON value of the part that `CanonicalJSON` admits.
indirect enum JSONValue {
  case literal(StaticString)
  case integer(Int64)
  /// The text's UTF-8, without escapes.
  case text([UInt8])
  case array([JSONValue])
  /// Sorted by key.
  case object([(key: [UInt8], value: JSONValue)])

  /// Appends the canonical form (RFC 8785 §3.2).
  func write(to text: inout [UInt8]) {
    switch self {
    case .literal(let word): text.append(contentsOf: UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
    case .integer(let value): text.append(contentsOf: String(value).utf8)
    case .text(let bytes): Self.write(bytes, to: &text)
    case .array(let values):
      text.append(UInt8(ascii: "["))
      for (number, value) in values.enumerated() {
        if number > 0 { text.append(UInt8(ascii: ",")) }
        value.write(to: &text)
      }
      text.append(UInt8(ascii: "]"))
    case .object(let members):
      text.append(UInt8(ascii: "{"))
      for (number, member) in members.enumerated() {
        if number > 0 { text.append(UInt8(ascii: ",")) }
        Self.write(member.key, to: &text)
        text.append(UInt8(ascii: ":"))
        member.value.write(to: &text)
      }
      text.append(UInt8(ascii: "}"))
    }
  }

  private static func write(_ bytes: [UInt8], to text: inout [UInt8]) {
    text.append(UInt8(ascii: "\""))
    for byte in bytes {
      if byte >= 0x80 || PlainText.isPlain(byte) {
        text.append(byte)
      } else {
        let (escape, length) = JSONEscape.of(byte)
        text.append(contentsOf: (0..<length).map { UInt8(truncatingIfNeeded: escape >> (8 * $0)) })
      }
    }
    text.append(UInt8(ascii: "\""))
  }
}

/// The escapes of RFC 8785 §3.2.2.2.
enum JSONEscape {
  /// The escape of a quote, a backslash or a control character: its bytes, the first one lowest, and how many they are (2 or 6).
  static func of(_ byte: UInt8) -> (bytes: UInt64, length: Int) {
    if let letter = letter(for: byte) { return (UInt64(UInt8(ascii: "\\")) | UInt64(letter) << 8, 2) }
    let low = byte & 15
    let digit = low < 10 ? UInt8(ascii: "0") &+ low : UInt8(ascii: "a") &+ low &- 10
    // \u00 in the lowest four bytes.
    return (0x3030_755C | UInt64(UInt8(ascii: "0") &+ byte >> 4) << 32 | UInt64(digit) << 40, 6)
  }

  private static func letter(for byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): byte
    case 0x08: UInt8(ascii: "b")
    case 0x09: UInt8(ascii: "t")
    case 0x0A: UInt8(ascii: "n")
    case 0x0C: UInt8(ascii: "f")
    case 0x0D: UInt8(ascii: "r")
    default: nil
    }
  }
}
