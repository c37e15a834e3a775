/// Runs of ASCII that stand in JSON as they are: neither control characters nor quotes nor backslashes.
enum PlainText {
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let tops: UInt64 = 0x8080_8080_8080_8080

  /// Where the run that begins at an offset ends: at the first other byte, or at the count.
  ///
  /// Looks at eight bytes at once. Subtracting borrows from the byte above a hit only, so the lowest hit is always a true one.
  @inline(__always)
  static func end(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
    var offset = start
    while offset &+ 8 <= bytes.count {
      let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      let quote = word ^ (ones &* 0x22)
      let backslash = word ^ (ones &* 0x5C)
      let below = (word &- ones &* 0x20) & ~word
      let equal = ((quote &- ones) & ~quote) | ((backslash &- ones) & ~backslash)
      let hits = (below | equal | word) & tops
      guard hits == 0 else { return offset &+ hits.trailingZeroBitCount >> 3 }
      offset &+= 8
    }
    while offset < bytes.count, isPlain(bytes[offset]) { offset &+= 1 }
    return offset
  }

  /// Whether a byte stands in JSON as it is.
  @inline(__always)
  static func isPlain(_ byte: UInt8) -> Bool { byte >= 0x20 && byte < 0x80 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\") }

  /// The value of a hexadecimal digit in lower case.
  @inline(__always)
  static func lowercaseHex(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte &- UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte &- UInt8(ascii: "a") &+ 10
    default: nil
    }
  }
}

/// UTF-8 beyond ASCII (Unicode 17, table 3-7: well-formed byte sequences).
enum UTF8Text {
  /// Where a run of characters beyond ASCII ends; the start itself when the first is not well formed.
  @inline(__always)
  static func end(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
    var offset = start
    while offset < bytes.count {
      let length = length(in: bytes, at: offset)
      guard length > 0 else { return offset }
      offset &+= length
    }
    return offset
  }

  /// How many bytes the character at an offset has: 2 to 4, or 0 when it is ASCII or not well formed.
  @inline(__always)
  static func length(in bytes: UnsafeRawBufferPointer, at offset: Int) -> Int {
    let left = bytes.count &- offset
    let lead = bytes[offset]
    // Cyrillic comes first: most of what is beyond ASCII here has two bytes.
    if lead >= 0xC2, lead < 0xE0 { return left >= 2 && isContinuation(bytes[offset &+ 1]) ? 2 : 0 }
    if lead >= 0xE0, lead < 0xF0 {
      guard left >= 3, isContinuation(bytes[offset &+ 1]), isContinuation(bytes[offset &+ 2]) else { return 0 }
      let second = bytes[offset &+ 1]
      // Not in two bytes' reach (overlong), and no half of a surrogate pair.
      return (lead == 0xE0 && second < 0xA0) || (lead == 0xED && second > 0x9F) ? 0 : 3
    }
    if lead >= 0xF0, lead < 0xF5 {
      guard left >= 4, isContinuation(bytes[offset &+ 1]), isContinuation(bytes[offset &+ 2]), isContinuation(bytes[offset &+ 3]) else { return 0 }
      let second = bytes[offset &+ 1]
      return (lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second > 0x8F) ? 0 : 4
    }
    return 0
  }

  @inline(__always)
  private static func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }
}
