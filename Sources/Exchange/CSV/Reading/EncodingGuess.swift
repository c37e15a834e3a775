/// What a file's first bytes say about how it is written.
enum EncodingGuess: Equatable {
  case text(CSVEncoding, markBytes: Int)
  case utf16
  case workbook

  /// How much of a file is looked at.
  static let sampleBytes = 256 << 10

  /// Letters of Windows-1251 that must stand in words before a file that is not UTF-8 is believed to be it. A wrong guess turns names into
  /// other names without anybody noticing; a UTF-8 row with a broken byte is at least rejected by name. So the doubt goes to UTF-8.
  private static let lettersMin = 8

  /// - Parameter isWhole: the sample is the whole file, so a letter cut off at its end is an error and not an effect of sampling.
  init(sample: UnsafeBufferPointer<UInt8>, isWhole: Bool) {
    func begins(with prefix: [UInt8]) -> Bool { sample.starts(with: prefix) }
    if begins(with: [0xEF, 0xBB, 0xBF]) {
      self = .text(.utf8, markBytes: 3)
    } else if begins(with: [0xFF, 0xFE]) || begins(with: [0xFE, 0xFF]) || Self.hasUTF16Zeros(sample) {
      self = .utf16
    } else if begins(with: [0x50, 0x4B, 0x03, 0x04]) || begins(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
      self = .workbook
    } else {
      let evidence = Evidence(sample, isWhole: isWhole)
      let is1251 = !evidence.isUTF8 && evidence.wordLetters1251 >= Self.lettersMin && evidence.wordLetters1251 > evidence.sequencesUTF8
      self = .text(is1251 ? .windows1251 : .utf8, markBytes: 0)
    }
  }

  /// UTF-16 without a mark: of the first bytes, nearly every second one is zero (Latin letters, digits, delimiters).
  private static func hasUTF16Zeros(_ sample: UnsafeBufferPointer<UInt8>) -> Bool {
    let pairs = min(sample.count / 2, 32)
    guard pairs >= 4 else { return false }
    let even = (0..<pairs).count { sample[2 * $0] == 0 }
    let odd = (0..<pairs).count { sample[2 * $0 + 1] == 0 }
    return max(even, odd) * 4 >= pairs * 3 && min(even, odd) == 0
  }
}

/// Counts for and against each encoding.
private struct Evidence {
  var isUTF8 = true
  /// Letters in runs of three or more bytes that are А…я in Windows-1251. Such a run cannot occur in valid UTF-8. Ё and ё do not count: their bytes
  /// also end UTF-8's letters («и» is D0 B8).
  var wordLetters1251 = 0
  /// Letters of several bytes that are valid UTF-8: many of them mean a UTF-8 file into which a few rows of another were pasted.
  var sequencesUTF8 = 0

  init(_ sample: UnsafeBufferPointer<UInt8>, isWhole: Bool) {
    var run = 0
    var at = 0
    while at < sample.count {
      let byte = sample[at]
      if byte >= 0xC0 {
        run += 1
        if run == 3 { wordLetters1251 += 3 } else if run > 3 { wordLetters1251 += 1 }
      } else {
        run = 0
      }
      at += 1
    }
    at = 0
    while at < sample.count {
      guard sample[at] >= 0x80 else {
        at += 1
        continue
      }
      switch UTF8Sequence(sample, at: at) {
      case .valid(let count):
        sequencesUTF8 += 1
        at += count
      case .cut where !isWhole: at = sample.count
      case .cut, .invalid:
        isUTF8 = false
        at += 1
      }
    }
  }
}

/// One UTF-8 letter of several bytes. Source: Unicode 16, table 3-7 (well-formed byte sequences).
private enum UTF8Sequence {
  case valid(Int)
  case cut
  case invalid

  init(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) {
    let (count, second): (Int, ClosedRange<UInt8>) =
      switch bytes[start] {
      case 0xC2...0xDF: (2, 0x80...0xBF)
      case 0xE0: (3, 0xA0...0xBF)
      case 0xED: (3, 0x80...0x9F)
      case 0xE1...0xEF: (3, 0x80...0xBF)
      case 0xF0: (4, 0x90...0xBF)
      case 0xF1...0xF3: (4, 0x80...0xBF)
      case 0xF4: (4, 0x80...0x8F)
      default: (0, 0x80...0xBF)
      }
    guard count > 0 else {
      self = .invalid
      return
    }
    for offset in 1..<count {
      guard start + offset < bytes.count else {
        self = .cut
        return
      }
      guard (offset == 1 ? second : 0x80...0xBF).contains(bytes[start + offset]) else {
        self = .invalid
        return
      }
    }
    self = .valid(count)
  }
}
