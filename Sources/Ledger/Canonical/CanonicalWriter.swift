/// Writes canonical JSON (RFC 8785) of our restricted kind: objects with ASCII keys in order, integers below 2⁵³, strings, booleans, arrays.
///
/// The bytes written here are the bytes stored, hashed and proved (DESIGN section 7), so the writer does not sort or
/// repair: it insists that keys come in order.
public struct CanonicalWriter {
  /// What has been written so far, UTF-8.
  public private(set) var bytes: [UInt8] = []
  private var previousKey: StaticString?
  private var isFirst = true

  /// A writer with nothing written.
  public init() { bytes.reserveCapacity(512) }

  /// The canonical text of one object.
  public static func object(_ members: (inout CanonicalWriter) -> Void) -> [UInt8] {
    var writer = CanonicalWriter()
    writer.object(members)
    return writer.bytes
  }

  private mutating func object(_ members: (inout CanonicalWriter) -> Void) {
    let (outerKey, outerFirst) = (previousKey, isFirst)
    previousKey = nil
    isFirst = true
    bytes.append(UInt8(ascii: "{"))
    members(&self)
    bytes.append(UInt8(ascii: "}"))
    (previousKey, isFirst) = (outerKey, outerFirst)
  }

  private mutating func key(_ key: StaticString) {
    if let previousKey { precondition(Self.isOrdered(previousKey, key), "canonical JSON wants its keys in order: \(previousKey), \(key)") }
    if !isFirst { bytes.append(UInt8(ascii: ",")) }
    isFirst = false
    previousKey = key
    bytes.append(UInt8(ascii: "\""))
    key.withUTF8Buffer { bytes.append(contentsOf: $0) }
    bytes.append(UInt8(ascii: "\""))
    bytes.append(UInt8(ascii: ":"))
  }

  private static func isOrdered(_ first: StaticString, _ second: StaticString) -> Bool {
    first.withUTF8Buffer { one in second.withUTF8Buffer { two in one.lexicographicallyPrecedes(two) } }
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
    bytes.append(contentsOf: (value ? "true" : "false").utf8)
  }

  /// A nested object.
  public mutating func member(_ name: StaticString, object members: (inout CanonicalWriter) -> Void) {
    key(name)
    object(members)
  }

  /// An array of objects, one for each element.
  public mutating func member<Element>(_ name: StaticString, _ elements: [Element], each: (inout CanonicalWriter, Element) -> Void) {
    key(name)
    bytes.append(UInt8(ascii: "["))
    for (index, element) in elements.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      object { each(&$0, element) }
    }
    bytes.append(UInt8(ascii: "]"))
  }

  // MARK: Values

  private mutating func integer(_ value: Int64) {
    precondition(value.magnitude <= largestInteger.magnitude, "canonical JSON keeps integers below 2^53")
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    var rest = value.magnitude
    let start = bytes.count
    repeat {
      bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
    } while rest > 0
    bytes[start...].reverse()
  }

  /// RFC 8785 §3.2.2.2: only `"`, `\` and control characters are escaped, with the short forms where JSON has them.
  private mutating func string(_ value: String) {
    bytes.append(UInt8(ascii: "\""))
    for byte in value.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(contentsOf: [UInt8(ascii: "\\"), byte])
      case 0x08: bytes.append(contentsOf: "\\b".utf8)
      case 0x09: bytes.append(contentsOf: "\\t".utf8)
      case 0x0A: bytes.append(contentsOf: "\\n".utf8)
      case 0x0C: bytes.append(contentsOf: "\\f".utf8)
      case 0x0D: bytes.append(contentsOf: "\\r".utf8)
      case 0x00..<0x20:
        let digits = Array("0123456789abcdef".utf8)
        bytes.append(contentsOf: "\\u00".utf8)
        bytes.append(digits[Int(byte >> 4)])
        bytes.append(digits[Int(byte & 0xF)])
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
