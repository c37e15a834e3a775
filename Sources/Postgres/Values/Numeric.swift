/// The decimal digits of a `numeric` in PostgreSQL's binary form (numeric_send), exactly. Nil when the bytes are not one.
///
/// The form: number of digits, weight of the first digit, sign, digits shown after the point; then the digits, to base 10 000.
func decimalText(ofNumeric bytes: UnsafeRawBufferPointer) -> String? {
  guard bytes.count >= 8 else { return nil }
  let count = Int(bytes.bigEndian(UInt16.self))
  let weight = Int(bytes.bigEndian(Int16.self, at: 2))
  let sign = bytes.bigEndian(UInt16.self, at: 4)
  let scale = Int(bytes.bigEndian(UInt16.self, at: 6))
  switch sign {
  case 0xC000: return "NaN"
  case 0xD000: return "Infinity"
  case 0xF000: return "-Infinity"
  case 0x0000, 0x4000: break
  default: return nil
  }
  guard bytes.count == 8 + 2 * count else { return nil }

  /// The four decimal digits with weight 10 000^power.
  func group(_ power: Int) -> [UInt8] {
    let place = weight - power
    let value = place >= 0 && place < count ? bytes.bigEndian(UInt16.self, at: 8 + 2 * place) : 0
    return [value / 1000 % 10, value / 100 % 10, value / 10 % 10, value % 10].map { UInt8($0) + UInt8(ascii: "0") }
  }

  var text: [UInt8] = []
  for power in stride(from: max(weight, 0), through: 0, by: -1) { text += group(power) }
  let leadingZeros = text.prefix { $0 == UInt8(ascii: "0") }.count
  text.removeFirst(min(leadingZeros, text.count - 1))
  if scale > 0 {
    var fraction: [UInt8] = []
    var power = -1
    while fraction.count < scale {
      fraction += group(power)
      power -= 1
    }
    text.append(UInt8(ascii: "."))
    text += fraction.prefix(scale)
  }
  return (sign == 0x4000 ? "-" : "") + String(decoding: text, as: UTF8.self)
}
