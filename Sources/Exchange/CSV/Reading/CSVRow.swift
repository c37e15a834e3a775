/// One sound row, lent to a closure: its bytes are overwritten by the next row, so it cannot be copied or kept.
///
/// Fields are counted from 0 and trimmed of blanks (including no-break blanks) at both ends. A row always has as many fields as the header.
public struct CSVRow: ~Copyable {
  /// The row as a spreadsheet numbers it; the header is row 1.
  public let number: Int
  /// The physical line on which it begins.
  public let line: Int
  /// Fields in the row, as many as in the header.
  public let count: Int

  private let base: UnsafePointer<UInt8>
  private let slots: UnsafePointer<FieldSlot>

  init(number: Int, line: Int, count: Int, base: UnsafePointer<UInt8>, slots: UnsafePointer<FieldSlot>) {
    self.number = number
    self.line = line
    self.count = count
    self.base = base
    self.slots = slots
  }

  /// The same row once more, for a reader built on this one; it must not outlive the closure that the first is lent to.
  func lent() -> CSVRow { CSVRow(number: number, line: line, count: count, base: base, slots: slots) }

  /// Lends the trimmed bytes of a field: valid UTF-8 without NUL, doubled quotes already single. No allocation unless there were doubled quotes.
  /// - Precondition: `0 <= index < count`.
  public func withBytes<R, E: Error>(at index: Int, _ body: (UnsafeBufferPointer<UInt8>) throws(E) -> R) throws(E) -> R {
    precondition(index >= 0 && index < count, "a row has no field \(index), only 0..<\(count)")
    let slot = slots[index]
    let bytes = UnsafeBufferPointer(start: base + Int(slot.start), count: Int(slot.end - slot.start))
    guard slot.hasDoubledQuotes else { return try body(Blanks.trim(bytes)) }
    var single: [UInt8] = []
    single.reserveCapacity(bytes.count)
    var isSecond = false
    for byte in bytes {
      isSecond = byte == UInt8(ascii: "\"") && !isSecond
      if byte != UInt8(ascii: "\"") || isSecond { single.append(byte) }
    }
    return try single.withUnsafeBufferPointer { bytes throws(E) in try body(Blanks.trim(bytes)) }
  }

  /// A field as text, trimmed. Allocates when longer than 15 bytes.
  public func text(at index: Int) -> String { withBytes(at: index) { String(decoding: $0, as: UTF8.self) } }

  /// Whether a field holds nothing but blanks.
  public func isEmpty(at index: Int) -> Bool { withBytes(at: index) { $0.isEmpty } }

  /// All fields as text.
  public func texts() -> [String] { (0..<count).map { text(at: $0) } }
}

/// Blanks as spreadsheets and word processors write them.
enum Blanks {
  /// Bytes of the blank that begins at `at`, 0 when none does: blank, TAB, line breaks, no-break blank (U+00A0), thin, figure and narrow no-break
  /// blanks (U+2009, U+2007, U+202F), and the byte order mark (U+FEFF) that pasted text brings along.
  @inline(__always) static func length(_ bytes: UnsafeBufferPointer<UInt8>, at: Int) -> Int {
    switch bytes[at] {
    case 0x20, 0x09, 0x0A, 0x0D: return 1
    case 0xC2: return at + 1 < bytes.count && bytes[at + 1] == 0xA0 ? 2 : 0
    case 0xE2, 0xEF: return at + 2 < bytes.count && isThreeByteBlank(bytes[at], bytes[at + 1], bytes[at + 2]) ? 3 : 0
    default: return 0
    }
  }

  private static func isThreeByteBlank(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Bool {
    switch (first, second, third) {
    case (0xE2, 0x80, 0x87), (0xE2, 0x80, 0x89), (0xE2, 0x80, 0xAF), (0xEF, 0xBB, 0xBF): true
    default: false
    }
  }

  /// `bytes`, which are valid UTF-8, without the blanks at both ends.
  @inline(__always) static func trim(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    var start = 0
    var end = bytes.count
    while start < end {
      let blank = length(bytes, at: start)
      if blank == 0 { break }
      start += blank
    }
    while end > start {
      let last = bytes[end - 1]
      if last > 0x20 && last < 0x80 { break }
      if length(bytes, at: end - 1) == 1 {
        end -= 1
      } else if end - start >= 2, length(bytes, at: end - 2) == 2 {
        end -= 2
      } else if end - start >= 3, length(bytes, at: end - 3) == 3 {
        end -= 3
      } else {
        break
      }
    }
    return UnsafeBufferPointer(rebasing: bytes[start..<end])
  }
}
