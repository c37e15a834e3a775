/// How to read one CSV file. What is left nil is found out from the file itself.
public struct CSVOptions: Sendable, Equatable {
  /// Between two fields; nil looks at the header: whichever of `,`, `;` and TAB stands there most often outside quotes.
  public var delimiter: CSVDelimiter?
  /// How bytes become letters; nil guesses (see `EncodingGuess`).
  public var encoding: CSVEncoding?
  /// Bytes asked of the file at a time.
  public var chunkBytes: Int
  /// The longest row, in bytes of UTF-8 without its line break; a longer one is rejected and skipped.
  public var rowBytesMax: Int
  /// The most columns a row may fill.
  public var columnsMax: Int
  /// Of a workbook, which sheet to read.
  public var sheet = SheetChoice()
  /// The text is made from a sheet: there is no delimiter that a person could have forgotten.
  var isSheet = false
  /// Bytes looked at to find encoding and delimiter. Tests make it small, or a short text would lie in the buffer before the first row is read and chunks
  /// would make no difference.
  var sampleBytes = EncodingGuess.sampleBytes

  /// Options with the defaults that suit a person's files: 256 KiB chunks, rows up to 1 MiB, 256 columns.
  /// - Precondition: `chunkBytes` and `columnsMax` are at least 1, `rowBytesMax` at least 1 and below 1 GiB.
  public init(
    delimiter: CSVDelimiter? = nil, encoding: CSVEncoding? = nil, chunkBytes: Int = 256 << 10, rowBytesMax: Int = 1 << 20, columnsMax: Int = 256
  ) {
    precondition(chunkBytes >= 1 && columnsMax >= 1 && rowBytesMax >= 1 && rowBytesMax < 1 << 30, "CSV bounds must be positive, rows below 1 GiB")
    self.delimiter = delimiter
    self.encoding = encoding
    self.chunkBytes = chunkBytes
    self.rowBytesMax = rowBytesMax
    self.columnsMax = columnsMax
  }
}

/// What stands between two fields. Excel writes `;` where the decimal mark is a comma, as in Kyrgyzstan.
public enum CSVDelimiter: UInt8, Sendable, CaseIterable {
  /// A TAB, as in text copied out of a spreadsheet.
  case tab = 0x09
  /// A semicolon, Excel's choice under Russian and Kyrgyz settings.
  case semicolon = 0x3B
  /// A comma, RFC 4180's choice.
  case comma = 0x2C

  /// The delimiter that stands most often in the first line that is not blank, outside quotes. In a tie the one less likely to be part of a
  /// column's name wins: TAB, then semicolon, then comma («сумма, сом;количество»). Without any, the file has one column and the answer is a comma.
  static func guess(from sample: UnsafeBufferPointer<UInt8>) -> CSVDelimiter {
    var counts: [CSVDelimiter: Int] = [:]
    var blankRow: [CSVDelimiter: Int] = [:]
    var isQuoted = false
    var hasText = false
    for byte in sample {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if !isQuoted {
        if byte == 0x0A || byte == 0x0D {
          if hasText { break }
          if !counts.isEmpty { blankRow = counts }
          counts = [:]
          continue
        }
        if let delimiter = CSVDelimiter(rawValue: byte) {
          counts[delimiter, default: 0] += 1
          continue
        }
      }
      if byte != 0x20 { hasText = true }
    }
    // A file of blank rows only: let them be seen as blank.
    if !hasText && counts.isEmpty { counts = blankRow }
    var best = CSVDelimiter.comma
    for candidate in [CSVDelimiter.semicolon, .tab]
    where counts[candidate, default: 0] > 0 && counts[candidate, default: 0] >= counts[best, default: 0] {
      best = candidate
    }
    return best
  }
}

/// How a file's bytes stand for letters.
public enum CSVEncoding: String, Sendable, CaseIterable {
  /// UTF-8, with or without a byte order mark.
  case utf8 = "utf-8"
  /// Windows-1251, what old Russian Windows programs write. It has no ң, ө and ү.
  case windows1251 = "windows-1251"
}
