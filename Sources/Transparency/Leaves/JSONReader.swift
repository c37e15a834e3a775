/// Reads any JSON text (RFC 8259) whose content `CanonicalJSON` admits. Recursion is bounded by `CanonicalJSON.maxDepth`.
struct JSONReader {
  private let bytes: [UInt8]
  private var offset = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The only value of the text.
  mutating func document() throws(CanonicalJSONProblem) -> JSONValue {
    let value = try value(depth: 0)
    skipSpace()
    guard offset == bytes.count else { throw problem(.trailingBytes) }
    return value
  }

  private var next: UInt8 { offset < bytes.count ? bytes[offset] : 0 }

  private mutating func skipSpace() {
    while offset < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[offset]) { offset += 1 }
  }

  private mutating func value(depth: Int) throws(CanonicalJSONProblem) -> JSONValue {
    skipSpace()
    switch next {
    case UInt8(ascii: "\""): return .text(try text())
    case UInt8(ascii: "{"): return try object(depth: depth + 1)
    case UInt8(ascii: "["): return try array(depth: depth + 1)
    case UInt8(ascii: "t"): return try literal("true")
    case UInt8(ascii: "f"): return try literal("false")
    case UInt8(ascii: "n"): return try literal("null")
    default: return .integer(try integer())
    }
  }

  private mutating func object(depth: Int) throws(CanonicalJSONProblem) -> JSONValue {
    guard depth <= CanonicalJSON.maxDepth else { throw problem(.tooDeep) }
    offset += 1
    var members: [(key: [UInt8], offset: Int, value: JSONValue)] = []
    skipSpace()
    guard next != UInt8(ascii: "}") else { return closing([]) }
    while true {
      skipSpace()
      guard next == UInt8(ascii: "\"") else { throw problem(.keyExpected) }
      let start = offset
      let key = try text()
      guard key.allSatisfy(PlainText.isPlain) else { throw CanonicalJSONProblem(offset: start, reason: .keyNotPlain) }
      skipSpace()
      guard next == UInt8(ascii: ":") else { throw problem(.colonExpected) }
      offset += 1
      members.append((key, start, try value(depth: depth)))
      skipSpace()
      if next == UInt8(ascii: "}") { break }
      guard next == UInt8(ascii: ",") else { throw problem(.commaExpected) }
      offset += 1
    }
    // Equal keys stay in the order of the text, so that the second is the one complained about.
    members.sort { left, right in left.key == right.key ? left.offset < right.offset : left.key.lexicographicallyPrecedes(right.key) }
    for (left, right) in zip(members, members.dropFirst()) where left.key == right.key {
      throw CanonicalJSONProblem(offset: right.offset, reason: .duplicateKey)
    }
    return closing(members.map { ($0.key, $0.value) })
  }

  private mutating func closing(_ members: [(key: [UInt8], value: JSONValue)]) -> JSONValue {
    offset += 1
    return .object(members)
  }

  private mutating func array(depth: Int) throws(CanonicalJSONProblem) -> JSONValue {
    guard depth <= CanonicalJSON.maxDepth else { throw problem(.tooDeep) }
    offset += 1
    var values: [JSONValue] = []
    skipSpace()
    while next != UInt8(ascii: "]") || !values.isEmpty {
      values.append(try value(depth: depth))
      skipSpace()
      if next == UInt8(ascii: "]") { break }
      guard next == UInt8(ascii: ",") else { throw problem(.commaExpected) }
      offset += 1
    }
    offset += 1
    return .array(values)
  }

  private mutating func literal(_ word: StaticString) throws(CanonicalJSONProblem) -> JSONValue {
    for place in 0..<word.utf8CodeUnitCount where offset + place >= bytes.count || bytes[offset + place] != word.utf8Start[place] {
      throw problem(.valueExpected)
    }
    offset += word.utf8CodeUnitCount
    return .literal(word)
  }

  /// The canonical spelling of an integer is the only one without fraction and exponent, so the strict scanner reads it.
  private mutating func integer() throws(CanonicalJSONProblem) -> Int64 {
    guard next == UInt8(ascii: "-") || UInt8(ascii: "0")...UInt8(ascii: "9") ~= next else { throw problem(.valueExpected) }
    let start = offset
    let outcome: (result: Result<Int64, CanonicalJSONProblem>, end: Int) = bytes.withUnsafeBytes { buffer in
      var scanner = CanonicalScanner(buffer, at: start)
      do throws(CanonicalJSONProblem) { return (.success(try scanner.integer()), scanner.offset) } catch { return (.failure(error), start) }
    }
    offset = outcome.end
    return try outcome.result.get()
  }

  /// A text's UTF-8 without escapes, from its opening quote to behind its closing one.
  private mutating func text() throws(CanonicalJSONProblem) -> [UInt8] {
    offset += 1
    var text = [UInt8]()
    while true {
      guard offset < bytes.count else { throw problem(.endOfText) }
      let byte = bytes[offset]
      switch byte {
      case UInt8(ascii: "\""):
        offset += 1
        return text
      case UInt8(ascii: "\\"): text.append(contentsOf: try escaped())
      case 0x80...:
        let length = bytes.withUnsafeBytes { [offset] in UTF8Text.length(in: $0, at: offset) }
        guard length > 0 else { throw problem(.notUTF8) }
        text.append(contentsOf: bytes[offset..<offset + length])
        offset += length
      case 0x20...:
        text.append(byte)
        offset += 1
      default: throw problem(.control)
      }
    }
  }

  private mutating func escaped() throws(CanonicalJSONProblem) -> [UInt8] {
    let start = offset
    guard offset + 1 < bytes.count else { throw problem(.endOfText) }
    offset += 2
    switch bytes[offset - 1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [bytes[offset - 1]]
    case UInt8(ascii: "b"): return [0x08]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "f"): return [0x0C]
    case UInt8(ascii: "r"): return [0x0D]
    case UInt8(ascii: "u"): break
    default: throw CanonicalJSONProblem(offset: start, reason: .escape)
    }
    var value = try fourDigits(of: start)
    if 0xD800..<0xDC00 ~= value {
      guard next == UInt8(ascii: "\\"), offset + 1 < bytes.count, bytes[offset + 1] == UInt8(ascii: "u") else {
        throw CanonicalJSONProblem(offset: start, reason: .loneSurrogate)
      }
      offset += 2
      let low = try fourDigits(of: start)
      guard 0xDC00..<0xE000 ~= low else { throw CanonicalJSONProblem(offset: start, reason: .loneSurrogate) }
      value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(value) else { throw CanonicalJSONProblem(offset: start, reason: .loneSurrogate) }
    return Array(String(Character(scalar)).utf8)
  }

  private mutating func fourDigits(of start: Int) throws(CanonicalJSONProblem) -> UInt32 {
    guard offset + 4 <= bytes.count else { throw problem(.endOfText) }
    var value: UInt32 = 0
    for byte in bytes[offset..<offset + 4] {
      // Upper case letters are those of lower case without one bit; digits have it anyway.
      let lowered = UInt8(ascii: "A")...UInt8(ascii: "F") ~= byte ? byte | 0x20 : byte
      guard let digit = PlainText.lowercaseHex(lowered) else { throw CanonicalJSONProblem(offset: start, reason: .escape) }
      value = value << 4 | UInt32(digit)
    }
    offset += 4
    return value
  }

  private func problem(_ reason: CanonicalJSONProblem.Reason) -> CanonicalJSONProblem { CanonicalJSONProblem(offset: offset, reason: reason) }
}
