#if canImport(Glibc)
  import Glibc
#endif

/// A text within the bytes of a payload.
public struct TextSpan: Hashable, Sendable {
  /// Where it starts, and how many bytes it has; −1 when there is no text.
  public let start: Int32, count: Int32

  init(start: Int, count: Int) { (self.start, self.count) = (Int32(truncatingIfNeeded: start), Int32(truncatingIfNeeded: count)) }
  private init() { (start, count) = (0, -1) }

  /// No text.
  public static let none = TextSpan()
}

/// Thrown where a payload is not of the one form that the quick reader knows: the careful reader then decides what it is.
struct Unusual: Error {}

/// Walks over canonical JSON without copying any of it, and insists on one form: members in their order, texts in ASCII without escapes.
///
/// It accepts less than `CanonicalReader`, never anything else: what it refuses goes to that one.
struct ByteScanner {
  private let base: UnsafePointer<UInt8>
  private let count: Int
  private var offset = 0

  /// - Parameter bytes: must outlive the scanner; below 2 GiB, as every value in PostgreSQL is.
  init?(_ bytes: UnsafeRawBufferPointer) {
    guard let start = bytes.baseAddress, bytes.count < Int32.max else { return nil }
    base = start.assumingMemoryBound(to: UInt8.self)
    count = bytes.count
  }

  /// Takes exactly these bytes, if they stand here.
  @inline(__always)
  mutating func take(_ literal: StaticString) -> Bool {
    let length = literal.utf8CodeUnitCount
    guard count - offset >= length, memcmp(base + offset, literal.utf8Start, length) == 0 else { return false }
    offset += length
    return true
  }

  /// Takes exactly these bytes.
  @inline(__always)
  mutating func expect(_ literal: StaticString) throws(Unusual) {
    guard take(literal) else { throw Unusual() }
  }

  /// Insists that nothing follows.
  func end() throws(Unusual) {
    guard offset == count else { throw Unusual() }
  }

  /// A whole number, as `CanonicalReader` reads it.
  @inline(__always)
  mutating func integer() throws(Unusual) -> Int64 {
    let isNegative = offset < count && base[offset] == UInt8(ascii: "-")
    if isNegative { offset += 1 }
    let start = offset
    var value: Int64 = 0
    while offset < count, case let digit = base[offset] &- UInt8(ascii: "0"), digit < 10 {
      value = value &* 10 &+ Int64(digit)
      offset += 1
    }
    // Sixteen digits cannot overflow, and no more can be within the bound.
    guard offset > start, offset - start <= 16, value <= largestInteger else { throw Unusual() }
    return isNegative ? -value : value
  }

  /// The rest of a text whose opening quote was taken, in printable ASCII, with its closing quote.
  @inline(__always)
  mutating func text() throws(Unusual) -> TextSpan {
    let start = offset
    while offset < count, case let byte = base[offset], byte != UInt8(ascii: "\"") {
      guard byte >= 0x20, byte < 0x7F, byte != UInt8(ascii: "\\") else { throw Unusual() }
      offset += 1
    }
    guard offset < count else { throw Unusual() }
    defer { offset += 1 }
    return TextSpan(start: start, count: offset - start)
  }

  /// The rest of a text that is a code beyond doubt: 1…64 printable characters of ASCII, no blank at either end.
  @inline(__always)
  mutating func code() throws(Unusual) -> TextSpan {
    let span = try text()
    let (first, last) = (Int(span.start), Int(span.start + span.count - 1))
    guard span.count > 0, span.count <= 64, base[first] != 0x20, base[last] != 0x20 else { throw Unusual() }
    return span
  }

  /// The rest of a text that is a place beyond doubt: a code, or two of them with a slash between.
  mutating func place() throws(Unusual) -> TextSpan {
    let span = try code()
    let end = Int(span.start + span.count)
    guard let slash = (Int(span.start)..<end).first(where: { base[$0] == UInt8(ascii: "/") }) else { return span }
    guard slash > Int(span.start), slash + 1 < end, base[slash - 1] != 0x20, base[slash + 1] != 0x20 else { throw Unusual() }
    return span
  }

  /// The rest of a short text that stands in a list of words.
  @inline(__always)
  mutating func word(of list: WordList) throws(Unusual) -> TextSpan {
    let span = try text()
    guard let word = packed(span), list.contains(word) else { throw Unusual() }
    return span
  }

  /// The rest of a text that is a decimal number beyond doubt: at most fifteen digits, at most twelve of them behind the point.
  mutating func decimal() throws(Unusual) {
    let span = try text()
    var (digits, places, hasPoint) = (0, 0, false)
    for index in Int(span.start)..<Int(span.start + span.count) {
      let byte = base[index]
      if byte == UInt8(ascii: "."), !hasPoint, digits > 0 {
        hasPoint = true
      } else if byte &- UInt8(ascii: "0") < 10 {
        digits += 1
        if hasPoint { places += 1 }
      } else {
        throw Unusual()
      }
    }
    guard digits > 0, digits <= 15, places <= 12, !hasPoint || places > 0 else { throw Unusual() }
  }

  /// The rest of a text that is a date.
  mutating func date() throws(Unusual) {
    let span = try text()
    let start = Int(span.start)
    guard span.count == 10, base[start + 4] == UInt8(ascii: "-"), base[start + 7] == UInt8(ascii: "-") else { throw Unusual() }
    func number(_ first: Int, _ length: Int) throws(Unusual) -> Int {
      var value = 0
      for index in start + first..<start + first + length {
        let digit = base[index] &- UInt8(ascii: "0")
        guard digit < 10 else { throw Unusual() }
        value = value * 10 + Int(digit)
      }
      return value
    }
    guard CalendarDate(year: try number(0, 4), month: try number(5, 2), day: try number(8, 2)) != nil else { throw Unusual() }
  }

  /// A short text as one number; nil when it is longer than eight bytes, or empty.
  @inline(__always)
  private func packed(_ span: TextSpan) -> UInt64? {
    guard span.count > 0, span.count <= 8 else { return nil }
    var word: UInt64 = 0
    for index in Int(span.start)..<Int(span.start + span.count) { word = word << 8 | UInt64(base[index]) }
    return word
  }
}

/// A closed list of words of at most eight bytes each, for comparing them as numbers.
struct WordList: Sendable {
  private let words: Set<UInt64>

  init(_ texts: some Sequence<String>) {
    words = Set(texts.map { $0.utf8.reduce(0) { $0 << 8 | UInt64($1) } })
  }

  /// O(1).
  func contains(_ word: UInt64) -> Bool { words.contains(word) }
}
