/// A number taken apart into digits and the marks between them, for the cases that `ParsedDecimal`'s quick pass leaves.
struct GroupedNumber {
  private enum Mark { case blank, apostrophe, comma, point }

  private let bytes: UnsafeBufferPointer<UInt8>
  private var isNegative = false
  /// All digits so far as one number; nil when they are too many for 64 bits.
  private var value: Int64? = 0
  /// How many digits stand before, between and behind the marks.
  private var groups = [0]
  private var marks: [Mark] = []

  private var malformed: FieldProblem { FieldProblem(.notNumber(quoted(bytes))) }

  init(_ bytes: UnsafeBufferPointer<UInt8>) throws(FieldProblem) {
    self.bytes = bytes
    var at = try readSign()
    while at < bytes.count {
      let byte = bytes[at]
      var length = 1
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): append(Int64(byte - UInt8(ascii: "0")))
      case UInt8(ascii: ","): begin(.comma)
      case UInt8(ascii: "."): begin(.point)
      case UInt8(ascii: "'"): begin(.apostrophe)
      case 0xE2 where bytes[at...].starts(with: "’".utf8):
        begin(.apostrophe)
        length = 3
      case UInt8(ascii: "e"), UInt8(ascii: "E"):
        throw at > 0 && Self.hasExponent(bytes, at)
          ? FieldProblem(.shortened(quoted(bytes))) : malformed
      default:
        length = Blanks.length(bytes, at: at)
        guard length > 0 else { throw malformed }
        begin(.blank)
      }
      at += length
    }
  }

  /// Puts the digits together.
  /// - Throws: `FieldProblem` when groups are not of three, marks are mixed up, or the number does not fit into 64 bits.
  func decimal() throws(FieldProblem) -> ParsedDecimal {
    var whole = groups[...]
    var between = marks[...]
    var scale = 0
    if let last = marks.last, last == .comma || last == .point, marks.count == 1 || marks.contains(where: { $0 != last }) {
      scale = whole.removeLast()
      between.removeLast()
      guard scale > 0, !between.contains(last) else { throw malformed }
    }
    if let separator = between.first {
      guard between.allSatisfy({ $0 == separator }), (1...3).contains(whole[0]), whole.dropFirst().allSatisfy({ $0 == 3 }) else { throw malformed }
    } else {
      // ",5" is written by 1C for 0,5.
      guard whole[0] + scale > 0 else { throw malformed }
    }
    guard let value, scale <= 18 else { throw FieldProblem(.tooManyDigits(quoted(bytes))) }
    return ParsedDecimal(mantissa: isNegative ? -value : value, scale: scale)
  }

  private mutating func append(_ digit: Int64) {
    groups[groups.count - 1] += 1
    guard let (tenfold, overflow) = value?.multipliedReportingOverflow(by: 10) else { return }
    let (sum, carry) = tenfold.addingReportingOverflow(digit)
    value = overflow || carry ? nil : sum
  }

  private mutating func begin(_ mark: Mark) {
    marks.append(mark)
    groups.append(0)
  }

  /// A sign: plus, hyphen or the true minus that word processors put.
  private mutating func readSign() throws(FieldProblem) -> Int {
    var at = 0
    if bytes.first == UInt8(ascii: "+") {
      at = 1
    } else if bytes.first == UInt8(ascii: "-") {
      at = 1
      isNegative = true
    } else if bytes.starts(with: "\u{2212}".utf8) {
      at = 3
      isNegative = true
    }
    guard at < bytes.count else { throw malformed }
    return at
  }

  /// "E+07" after digits, as Excel shows numbers that its column is too narrow for.
  private static func hasExponent(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool {
    let rest = bytes[(at + 1)...].drop { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }
    return !rest.isEmpty && rest.allSatisfy { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
  }
}
