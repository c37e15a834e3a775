/// Bytes as small hexadecimal digits, two a byte.
public enum Hexadecimal {
  private static let digits = Array("0123456789abcdef".utf8)

  /// The digits of bytes.
  public static func text(of bytes: some Sequence<UInt8>) -> String {
    var text: [UInt8] = []
    for byte in bytes { text += [digits[Int(byte >> 4)], digits[Int(byte & 15)]] }
    return String(decoding: text, as: UTF8.self)
  }

  /// The bytes that digits stand for; nil for anything but pairs of small digits.
  public static func bytes(of text: String) -> [UInt8]? {
    let halves = text.utf8.map { digits.firstIndex(of: $0) }
    guard halves.count.isMultiple(of: 2) else { return nil }
    var bytes: [UInt8] = []
    for index in stride(from: 0, to: halves.count, by: 2) {
      guard let high = halves[index], let low = halves[index + 1] else { return nil }
      bytes.append(UInt8(high << 4 | low))
    }
    return bytes
  }
}
