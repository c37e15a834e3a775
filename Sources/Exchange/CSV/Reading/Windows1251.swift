/// The Windows-1251 code page, as UTF-8. Source: unicode.org, MAPPINGS/VENDORS/MICSFT/WINDOWS/CP1251.TXT.
enum Windows1251 {
  /// The most bytes of UTF-8 that one byte becomes.
  static let expansionMax = 3

  /// What stands for the one byte without a letter (0x98): a byte that UTF-8 never has, so that the row's check finds it.
  static let undefinedMark: UInt8 = 0xFF

  /// Code points of 0x80…0xBF; 0xC0…0xFF are А…я in order.
  private static let upper: [UInt16] = [
    0x0402, 0x0403, 0x201A, 0x0453, 0x201E, 0x2026, 0x2020, 0x2021, 0x20AC, 0x2030, 0x0409, 0x2039, 0x040A, 0x040C, 0x040B, 0x040F,
    0x0452, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x0000, 0x2122, 0x0459, 0x203A, 0x045A, 0x045C, 0x045B, 0x045F,
    0x00A0, 0x040E, 0x045E, 0x0408, 0x00A4, 0x0490, 0x00A6, 0x00A7, 0x0401, 0x00A9, 0x0404, 0x00AB, 0x00AC, 0x00AD, 0x00AE, 0x0407,
    0x00B0, 0x00B1, 0x0406, 0x0456, 0x0491, 0x00B5, 0x00B6, 0x00B7, 0x0451, 0x2116, 0x0454, 0x00BB, 0x0458, 0x0405, 0x0455, 0x0457,
  ]

  /// Writes the UTF-8 of `source` to `target`, which must have room for three times as much.
  /// - Returns: the bytes written.
  static func decode(_ source: UnsafeBufferPointer<UInt8>, to target: UnsafeMutablePointer<UInt8>) -> Int {
    var at = 0
    upper.withUnsafeBufferPointer { upper in
      for byte in source {
        guard byte >= 0x80 else {
          target[at] = byte
          at += 1
          continue
        }
        let code = byte >= 0xC0 ? UInt16(byte) - 0xC0 + 0x0410 : upper[Int(byte) - 0x80]
        switch code {
        case 0:
          target[at] = undefinedMark
          at += 1
        case ..<0x800:
          target[at] = 0xC0 | UInt8(code >> 6)
          target[at + 1] = 0x80 | UInt8(code & 0x3F)
          at += 2
        default:
          target[at] = 0xE0 | UInt8(code >> 12)
          target[at + 1] = 0x80 | UInt8(code >> 6 & 0x3F)
          target[at + 2] = 0x80 | UInt8(code & 0x3F)
          at += 3
        }
      }
    }
    return at
  }
}
