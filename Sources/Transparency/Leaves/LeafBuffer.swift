/// Puts the pieces of a leaf one behind another. The caller has made sure that they fit.
struct LeafBuffer {
  /// More than the braces, member names, numbers, dates and the prefix of any leaf.
  static let fixedBytes = 320

  private let buffer: UnsafeMutableRawBufferPointer
  /// How many bytes are in use.
  private(set) var count: Int

  init(_ buffer: UnsafeMutableRawBufferPointer, from count: Int) {
    self.buffer = buffer
    self.count = count
  }

  @inline(__always)
  mutating func append(_ text: StaticString) {
    append(bytes: UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  @inline(__always)
  mutating func append(bytes: UnsafeRawBufferPointer) {
    UnsafeMutableRawBufferPointer(rebasing: buffer[count...]).copyMemory(from: bytes)
    count &+= bytes.count
  }

  /// A text with its escapes; false when it is not UTF-8.
  mutating func append(text: UnsafeRawBufferPointer) -> Bool {
    var offset = 0
    while true {
      var end = PlainText.end(in: text, from: offset)
      end = UTF8Text.end(in: text, from: end)
      append(bytes: UnsafeRawBufferPointer(rebasing: text[offset..<end]))
      guard end < text.count else { return true }
      // A byte beyond ASCII that ended the run is not well formed.
      guard text[end] < 0x80 else { return false }
      offset = end
      guard !PlainText.isPlain(text[end]) else { continue }
      let (escape, length) = JSONEscape.of(text[end])
      for place in 0..<length { put(UInt8(truncatingIfNeeded: escape >> (8 * UInt64(place)))) }
      offset &+= 1
    }
  }

  /// An integer in decimal.
  mutating func append(_ value: Int64) {
    if value < 0 { put(UInt8(ascii: "-")) }
    var (rest, digits) = (value.magnitude, 1)
    var bound: UInt64 = 10
    while digits < 19, rest >= bound {
      digits &+= 1
      bound &*= 10
    }
    for place in (0..<digits).reversed() {
      buffer[count &+ place] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
    count &+= digits
  }

  /// A date as YYYY-MM-DD.
  mutating func append(_ date: CivilDate) {
    two(date.year / 100)
    two(date.year % 100)
    put(UInt8(ascii: "-"))
    two(date.month)
    put(UInt8(ascii: "-"))
    two(date.day)
  }

  /// A time of day as Thh:mm:ss.ffffffZ, from microseconds since midnight.
  mutating func append(timeOfDay microseconds: Int64) {
    let (seconds, fraction) = microseconds.quotientAndRemainder(dividingBy: 1_000_000)
    put(UInt8(ascii: "T"))
    two(seconds / 3600)
    put(UInt8(ascii: ":"))
    two(seconds / 60 % 60)
    put(UInt8(ascii: ":"))
    two(seconds % 60)
    put(UInt8(ascii: "."))
    two(fraction / 10_000)
    two(fraction / 100 % 100)
    two(fraction % 100)
    put(UInt8(ascii: "Z"))
  }

  @inline(__always)
  private mutating func two(_ value: Int64) {
    put(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: value / 10))
    put(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: value % 10))
  }

  @inline(__always)
  private mutating func put(_ byte: UInt8) {
    buffer[count] = byte
    count &+= 1
  }
}
