/// The JSON of this ledger in the one spelling RFC 8785 (JCS) gives it.
///
/// Only what the ledger needs is admitted: keys of ASCII that need no escape, integers between −(2⁵³ − 1) and 2⁵³ − 1, texts of any Unicode
/// scalars (U+0000 too, written \u0000), true, false, null, arrays and objects nested at most 64 deep. On that part RFC 8785 is simple: keys
/// are ordered by their bytes, and no number needs the rules of ECMAScript. The rest is refused instead of being rounded.
public enum CanonicalJSON {
  /// How deep arrays and objects may be nested.
  public static let maxDepth = 64
  /// The largest integer, 2⁵³ − 1; the smallest is its negative.
  public static let maxInteger: Int64 = 9_007_199_254_740_991

  /// Whether these bytes are exactly the canonical form. O(count), allocates nothing.
  /// - Throws: `CanonicalJSONProblem` with the first byte that is not as it has to be, and why.
  public static func check(_ bytes: UnsafeRawBufferPointer) throws(CanonicalJSONProblem) {
    var scanner = CanonicalScanner(bytes)
    try scanner.value(depth: 0)
    guard scanner.offset == bytes.count else { throw CanonicalJSONProblem(offset: scanner.offset, reason: .trailingBytes) }
  }

  /// The canonical form of any JSON text (RFC 8259) whose content is admitted: white space goes, keys are sorted, escapes become the shortest.
  /// O(n log n).
  /// - Throws: `CanonicalJSONProblem` with the first byte that is no JSON or that is not admitted.
  public static func canonicalized(_ bytes: [UInt8]) throws(CanonicalJSONProblem) -> [UInt8] {
    var reader = JSONReader(bytes)
    let value = try reader.document()
    var text = [UInt8]()
    text.reserveCapacity(bytes.count)
    value.write(to: &text)
    return text
  }
}

/// Why a text is not in the canonical form, or cannot be brought into it.
public struct CanonicalJSONProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong.
  public enum Reason: String, Hashable, Sendable {
    case endOfText = "the text ends in the middle of a value"
    case valueExpected = "a value is due here, without white space before it"
    case keyExpected = "a key in double quotes is due here"
    case colonExpected = "a colon is due here"
    case commaExpected = "a comma or the closing bracket is due here"
    case trailingBytes = "nothing may follow the value"
    case tooDeep = "arrays and objects are nested deeper than 64"
    case keyNotPlain = "a key may only hold ASCII characters that need no escape"
    case keyOrder = "keys have to stand in ascending order"
    case duplicateKey = "the key is there twice"
    case control = "control characters have to be escaped"
    case escape = "this is not the shortest escape, or none is needed"
    case notUTF8 = "this is not UTF-8"
    case loneSurrogate = "half of a surrogate pair is no character"
    case leadingZero = "a number may not begin with a zero, and zero has no sign"
    case notAnInteger = "only integers are admitted: no fraction and no exponent"
    case integerRange = "an integer has to lie between -9007199254740991 and 9007199254740991"
  }

  /// Where, in bytes from the beginning.
  public var offset: Int
  /// What is wrong there.
  public var reason: Reason

  /// A problem from its parts.
  public init(offset: Int, reason: Reason) {
    self.offset = offset
    self.reason = reason
  }

  /// Place and reason in plain words, without the text's content.
  public var message: String { "byte \(offset) of the JSON: \(reason.rawValue)" }
  /// The same as `message`.
  public var description: String { message }
}
