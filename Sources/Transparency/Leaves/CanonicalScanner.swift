/// Walks over a canonical JSON value without building anything.
///
/// Recursion is bounded by `CanonicalJSON.maxDepth`. Every read is guarded by the count, because the buffers are checked in debug builds only.
struct CanonicalScanner {
  let bytes: UnsafeRawBufferPointer
  /// The next byte to look at.
  var offset = 0

  init(_ bytes: UnsafeRawBufferPointer, at offset: Int = 0) {
    self.bytes = bytes
    self.offset = offset
  }

  /// The next byte; zero at the end, which no rule of the grammar admits.
  @inline(__always)
  private var next: UInt8 { offset < bytes.count ? bytes[offset] : 0 }

  /// One value, from its first byte to behind its last.
  mutating func value(depth: Int) throws(CanonicalJSONProblem) {
    switch next {
    case UInt8(ascii: "\""): try string()
    case UInt8(ascii: "{"): try object(depth: depth + 1)
    case UInt8(ascii: "["): try array(depth: depth + 1)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): _ = try integer()
    case UInt8(ascii: "t"): try word("true")
    case UInt8(ascii: "f"): try word("false")
    case UInt8(ascii: "n"): try word("null")
    default: throw problem(.valueExpected)
    }
  }

  private mutating func object(depth: Int) throws(CanonicalJSONProblem) {
    guard depth <= CanonicalJSON.maxDepth else { throw problem(.tooDeep) }
    offset &+= 1
    guard next != UInt8(ascii: "}") else { return offset &+= 1 }
    var (before, beforeEnd) = (0, -1)
    while true {
      guard next == UInt8(ascii: "\"") else { throw problem(.keyExpected) }
      let start = offset &+ 1
      let end = try key()
      if beforeEnd >= 0 { try order(before, beforeEnd, start, end) }
      (before, beforeEnd) = (start, end)
      guard next == UInt8(ascii: ":") else { throw problem(.colonExpected) }
      offset &+= 1
      try value(depth: depth)
      let after = next
      guard after == UInt8(ascii: ",") || after == UInt8(ascii: "}") else { throw problem(.commaExpected) }
      offset &+= 1
      if after == UInt8(ascii: "}") { return }
    }
  }

  private mutating func array(depth: Int) throws(CanonicalJSONProblem) {
    guard depth <= CanonicalJSON.maxDepth else { throw problem(.tooDeep) }
    offset &+= 1
    guard next != UInt8(ascii: "]") else { return offset &+= 1 }
    while true {
      try value(depth: depth)
      let after = next
      guard after == UInt8(ascii: ",") || after == UInt8(ascii: "]") else { throw problem(.commaExpected) }
      offset &+= 1
      if after == UInt8(ascii: "]") { return }
    }
  }

  /// A key, from its opening quote; gives the offset of the closing one and stands behind it.
  private mutating func key() throws(CanonicalJSONProblem) -> Int {
    offset = PlainText.end(in: bytes, from: offset &+ 1)
    guard offset < bytes.count else { throw problem(.endOfText) }
    guard bytes[offset] == UInt8(ascii: "\"") else { throw problem(.keyNotPlain) }
    offset &+= 1
    return offset &- 1
  }

  /// Whether one key stands before another: ASCII has the same order in bytes as in the UTF-16 units RFC 8785 §3.2.3 names.
  @inline(__always)
  private func order(_ left: Int, _ leftEnd: Int, _ right: Int, _ rightEnd: Int) throws(CanonicalJSONProblem) {
    var (left, right) = (left, right)
    while left < leftEnd, right < rightEnd {
      let (a, b) = (bytes[left], bytes[right])
      if a != b {
        guard a < b else { throw CanonicalJSONProblem(offset: right, reason: .keyOrder) }
        return
      }
      left &+= 1
      right &+= 1
    }
    guard left == leftEnd, right < rightEnd else {
      throw CanonicalJSONProblem(offset: right, reason: left == leftEnd ? .duplicateKey : .keyOrder)
    }
  }

  /// A text, from its opening quote to behind its closing one.
  mutating func string() throws(CanonicalJSONProblem) {
    offset &+= 1
    while true {
      offset = PlainText.end(in: bytes, from: offset)
      guard offset < bytes.count else { throw problem(.endOfText) }
      switch bytes[offset] {
      case UInt8(ascii: "\""): return offset &+= 1
      case UInt8(ascii: "\\"): try escape()
      case 0x80...:
        let end = UTF8Text.end(in: bytes, from: offset)
        guard end > offset else { throw problem(.notUTF8) }
        offset = end
      default: throw problem(.control)
      }
    }
  }

  /// RFC 8785 §3.2.2.2: five short escapes, the quote, the backslash; other control characters in four lowercase hexadecimal digits.
  private mutating func escape() throws(CanonicalJSONProblem) {
    guard offset &+ 1 < bytes.count else { throw problem(.endOfText) }
    switch bytes[offset &+ 1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "b"), UInt8(ascii: "t"), UInt8(ascii: "n"), UInt8(ascii: "f"), UInt8(ascii: "r"):
      offset &+= 2
    case UInt8(ascii: "u"):
      guard offset &+ 5 < bytes.count else { throw problem(.endOfText) }
      let (high, low) = (bytes[offset &+ 4], bytes[offset &+ 5])
      guard bytes[offset &+ 2] == UInt8(ascii: "0"), bytes[offset &+ 3] == UInt8(ascii: "0"), high == UInt8(ascii: "0") || high == UInt8(ascii: "1"),
        let digit = PlainText.lowercaseHex(low)
      else { throw problem(.escape) }
      let value = (high &- UInt8(ascii: "0")) << 4 | digit
      // 8, 9, 10, 12 and 13 have escapes of one letter.
      guard value < 8 || value == 11 || value > 13 else { throw problem(.escape) }
      offset &+= 6
    default: throw problem(.escape)
    }
  }

  /// An integer, from its sign or first digit to behind its last.
  mutating func integer() throws(CanonicalJSONProblem) -> Int64 {
    let start = offset
    let negative = next == UInt8(ascii: "-")
    if negative { offset &+= 1 }
    let first = offset
    var value: Int64 = 0
    while true {
      let digit = next &- UInt8(ascii: "0")
      guard digit < 10 else { break }
      guard offset &- first < 16 else { throw CanonicalJSONProblem(offset: start, reason: .integerRange) }
      value = value &* 10 &+ Int64(digit)
      offset &+= 1
    }
    guard offset > first else { throw problem(.valueExpected) }
    guard bytes[first] != UInt8(ascii: "0") || (offset == first &+ 1 && !negative) else {
      throw CanonicalJSONProblem(offset: start, reason: .leadingZero)
    }
    switch next {
    case UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"): throw problem(.notAnInteger)
    default: break
    }
    guard value <= CanonicalJSON.maxInteger else { throw CanonicalJSONProblem(offset: start, reason: .integerRange) }
    return negative ? -value : value
  }

  private mutating func word(_ word: StaticString) throws(CanonicalJSONProblem) {
    guard bytes.count &- offset >= word.utf8CodeUnitCount else { throw problem(.valueExpected) }
    for place in 0..<word.utf8CodeUnitCount where bytes[offset &+ place] != word.utf8Start[place] { throw problem(.valueExpected) }
    offset &+= word.utf8CodeUnitCount
  }

  private func problem(_ reason: CanonicalJSONProblem.Reason) -> CanonicalJSONProblem { CanonicalJSONProblem(offset: offset, reason: reason) }
}
