/// Writes canonical JSON (RFC 8785) of our restricted kind: objects with ASCII keys in order, integers below 2⁵³, strings, booleans, arrays.
///
/// The bytes written here are the bytes stored, hashed and proved (DESIGN section 7), so the writer does not sort or
/// repair: it insists that keys come in order.
///
/// Whoever writes many objects keeps one writer and calls `text` or `withObject` again and again: it writes into memory of its own that grows to
/// the largest object and stays.
public struct CanonicalWriter: ~Copyable {
  private var base: UnsafeMutablePointer<UInt8>
  private var count = 0
  private var capacity = 1 << 10
  private var previousKey: StaticString?

  /// A writer with nothing written.
  public init() { base = .allocate(capacity: capacity) }

  deinit { base.deallocate() }

  /// The canonical text of one object.
  public static func object(_ members: (inout CanonicalWriter) -> Void) -> [UInt8] {
    var writer = CanonicalWriter()
    return writer.withObject(members) { Array($0) }
  }

  /// The canonical text of one object as a string.
  public mutating func text(_ members: (inout CanonicalWriter) -> Void) -> String {
    withObject(members) { String(decoding: $0, as: UTF8.self) }
  }

  /// Lends the canonical UTF-8 of one object; the bytes are overwritten by the next.
  public mutating func withObject<Result>(_ members: (inout CanonicalWriter) -> Void, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    count = 0
    object(members)
    return body(UnsafeBufferPointer(start: base, count: count))
  }

  private mutating func object(_ members: (inout CanonicalWriter) -> Void) {
    let outerKey = previousKey
    previousKey = nil
    put(UInt8(ascii: "{"))
    members(&self)
    put(UInt8(ascii: "}"))
    previousKey = outerKey
  }

  private mutating func key(_ key: StaticString) {
    key.withUTF8Buffer { name in
      reserve(name.count + 4)
      if let previousKey {
        precondition(Self.isOrdered(previousKey, name), "canonical JSON wants its keys in order: \(previousKey), \(key)")
        base[count] = UInt8(ascii: ",")
        count += 1
      }
      base[count] = UInt8(ascii: "\"")
      for index in 0..<name.count { base[count + 1 + index] = name[index] }
      base[count + 1 + name.count] = UInt8(ascii: "\"")
      base[count + 2 + name.count] = UInt8(ascii: ":")
      count += name.count + 3
    }
    previousKey = key
  }

  private static func isOrdered(_ first: StaticString, _ second: UnsafeBufferPointer<UInt8>) -> Bool {
    first.withUTF8Buffer { first in
      for index in 0..<min(first.count, second.count) where first[index] != second[index] { return first[index] < second[index] }
      return first.count < second.count
    }
  }

  // MARK: Members

  /// A text member.
  public mutating func member(_ name: StaticString, _ value: String) {
    key(name)
    string(value)
  }

  /// A text member that is left out when there is none.
  public mutating func member(_ name: StaticString, _ value: String?) {
    if let value { member(name, value) }
  }

  /// A day, as `YYYY-MM-DD`.
  public mutating func member(_ name: StaticString, _ date: CalendarDate) {
    key(name)
    reserve(CalendarDate.textLength + 2)
    guard date.write(to: base + count + 1) else { return string(date.description) }
    base[count] = UInt8(ascii: "\"")
    base[count + 1 + CalendarDate.textLength] = UInt8(ascii: "\"")
    count += CalendarDate.textLength + 2
  }

  /// A decimal number, as a text: JSON's own numbers are floats to most readers.
  public mutating func member(_ name: StaticString, _ number: DecimalNumber) {
    key(name)
    reserve(DecimalNumber.largestTextLength + 2)
    base[count] = UInt8(ascii: "\"")
    count += 1 + number.write(to: base + count + 1)
    put(UInt8(ascii: "\""))
  }

  /// A whole number.
  /// - Precondition: its magnitude is below 2⁵³.
  public mutating func member(_ name: StaticString, _ value: Int64) {
    key(name)
    integer(value)
  }

  /// A whole number as a person typed it, before anybody has looked at it: beyond 2⁵³ it is written as a text.
  mutating func member(_ name: StaticString, asTyped value: Int64?) {
    guard let value else { return }
    if value.magnitude <= largestInteger.magnitude { member(name, value) } else { member(name, String(value)) }
  }

  /// A whole number that is left out when it is zero: an absent amount is nothing.
  public mutating func member(_ name: StaticString, unlessZero value: Int64) {
    if value != 0 { member(name, value) }
  }

  /// A yes or no.
  public mutating func member(_ name: StaticString, _ value: Bool) {
    key(name)
    put(contentsOf: value ? "true" : "false")
  }

  /// A nested object.
  public mutating func member(_ name: StaticString, object members: (inout CanonicalWriter) -> Void) {
    key(name)
    object(members)
  }

  /// An array of objects, one for each element.
  public mutating func member<Element>(_ name: StaticString, _ elements: [Element], each: (inout CanonicalWriter, Element) -> Void) {
    key(name)
    put(UInt8(ascii: "["))
    var isFirst = true
    for element in elements {
      if !isFirst { put(UInt8(ascii: ",")) }
      isFirst = false
      object { each(&$0, element) }
    }
    put(UInt8(ascii: "]"))
  }

  // MARK: Values

  private mutating func integer(_ value: Int64) {
    precondition(value.magnitude <= largestInteger.magnitude, "canonical JSON keeps integers below 2^53")
    reserve(20)
    if value < 0 {
      base[count] = UInt8(ascii: "-")
      count += 1
    }
    var rest = value.magnitude
    var digits = 1
    var bound: UInt64 = 10
    while rest >= bound {
      digits += 1
      bound *= 10
    }
    for index in stride(from: count + digits - 1, through: count, by: -1) {
      base[index] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
    count += digits
  }

  /// RFC 8785 §3.2.2.2: only `"`, `\` and control characters are escaped, with the short forms where JSON has them.
  private mutating func string(_ value: String) {
    var value = value
    value.withUTF8 { text in
      // Six bytes for each is what the longest escape takes.
      reserve(text.count * 6 + 2)
      base[count] = UInt8(ascii: "\"")
      let start = count + 1
      var special = false
      for index in 0..<text.count {
        let byte = text[index]
        base[start + index] = byte
        special = special || byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
      }
      count = start + text.count
      if special {
        count = start
        for byte in text { escaped(byte) }
      }
      base[count] = UInt8(ascii: "\"")
      count += 1
    }
  }

  private mutating func escaped(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""): put(contentsOf: "\\\"")
    case UInt8(ascii: "\\"): put(contentsOf: "\\\\")
    case 0x08: put(contentsOf: "\\b")
    case 0x09: put(contentsOf: "\\t")
    case 0x0A: put(contentsOf: "\\n")
    case 0x0C: put(contentsOf: "\\f")
    case 0x0D: put(contentsOf: "\\r")
    case 0x00..<0x20:
      put(contentsOf: "\\u00")
      for digit in [byte >> 4, byte & 0xF] { put(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10) }
    default: put(byte)
    }
  }

  // MARK: Memory

  private mutating func put(_ byte: UInt8) {
    reserve(1)
    base[count] = byte
    count += 1
  }

  private mutating func put(contentsOf text: StaticString) {
    text.withUTF8Buffer { bytes in for byte in bytes { put(byte) } }
  }

  @inline(__always) private mutating func reserve(_ more: Int) {
    if count + more > capacity { grow(count + more) }
  }

  @inline(never) private mutating func grow(_ least: Int) {
    let larger = max(least, capacity * 2)
    let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
    moved.update(from: base, count: count)
    base.deallocate()
    (base, capacity) = (moved, larger)
  }
}
