/// Base64 of RFC 4648 §4, read strictly: with padding, without line ends, and with the unused bits zero.
///
/// Foundation's decoder takes several spellings of the same bytes. Here a text has one spelling, so that a signed or checked file with one
/// changed character is another file and never the same one.
public enum Base64 {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  private static let padding = UInt8(ascii: "=")
  /// The six bits of every character, 255 for the others.
  private static let values: [UInt8] = {
    var values = [UInt8](repeating: 255, count: 256)
    for (value, character) in alphabet.enumerated() { values[Int(character)] = UInt8(value) }
    return values
  }()

  /// The text of bytes. O(count).
  public static func encode(_ bytes: some Collection<UInt8>) -> String {
    var text = [UInt8]()
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    var (group, filled) = (0, 0)
    for byte in bytes {
      group = group << 8 | Int(byte)
      filled += 1
      guard filled == 3 else { continue }
      append(group, characters: 4, to: &text)
      (group, filled) = (0, 0)
    }
    if filled > 0 {
      append(group << (8 * (3 - filled)), characters: filled + 1, to: &text)
      text.append(contentsOf: repeatElement(padding, count: 3 - filled))
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static func append(_ group: Int, characters: Int, to text: inout [UInt8]) {
    for place in 0..<characters { text.append(alphabet[group >> (18 - 6 * place) & 63]) }
  }

  /// The bytes of a text in UTF-8; nil when the encoder would not have written it. O(count).
  public static func decode(_ text: some Collection<UInt8>) -> [UInt8]? {
    let text = Array(text)
    guard text.count.isMultiple(of: 4) else { return nil }
    let padded = text.suffix(2).count { $0 == padding }
    guard padded < 2 || text[text.count - 2] == padding else { return nil }
    let characters = text.count - padded
    var bytes = [UInt8]()
    bytes.reserveCapacity(characters * 3 / 4)
    var (group, bits) = (0, 0)
    for character in text.prefix(characters) {
      let value = values[Int(character)]
      guard value < 64 else { return nil }
      group = (group << 6 | Int(value)) & 0xFFFF
      bits += 6
      guard bits >= 8 else { continue }
      bits -= 8
      bytes.append(UInt8(truncatingIfNeeded: group >> bits))
    }
    return group & (1 << bits - 1) == 0 ? bytes : nil
  }
}
