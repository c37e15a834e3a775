/// Where one field of a row stands in the buffer, without its quotes.
struct FieldSlot {
  var start: Int32
  var end: Int32
  /// The field was quoted and holds doubled quotes, each of which stands for one.
  var hasDoubledQuotes: Bool
}

/// Finds the end of one row (RFC 4180 record) and its fields. Pure over the bytes it is shown; knows nothing of files.
///
/// More lenient than the RFC where people's files are: blanks may stand around a quoted field, a quote inside an unquoted field is a letter
/// (`felt 12" wide`), and a line may end in LF, CRLF or CR.
final class RecordScanner {
  enum Outcome: Equatable {
    /// The row's text ends before `end`; the next row begins at `next`.
    case record(end: Int, next: Int)
    /// The bytes shown end before the row does.
    case incomplete
    /// The quote at this position is not closed in the whole rest of the file.
    case unterminatedQuote(at: Int)
    case textAfterQuote(at: Int, opened: Int)
    case tooManyColumns
  }

  private(set) var count = 0
  /// Some byte is above 0x7F, so the row's UTF-8 must be checked.
  private(set) var hasHighBytes = false
  private(set) var firstZero: Int?
  /// Line breaks inside quotes.
  private(set) var innerBreaks = 0
  /// Where the quote stands that was open when the bytes ended.
  private(set) var openQuote: Int?

  let slots: UnsafeMutablePointer<FieldSlot>
  private let slotsMax: Int
  let delimiter: UInt8
  /// A byte's meaning: 0 for the many without one.
  private let meanings: UnsafeMutablePointer<UInt8>
  private var origin = 0

  private static let quote = UInt8(ascii: "\"")
  private static let lineFeed: UInt8 = 0x0A
  private static let carriageReturn: UInt8 = 0x0D

  init(delimiter: CSVDelimiter, columnsMax: Int) {
    self.delimiter = delimiter.rawValue
    slotsMax = columnsMax
    slots = .allocate(capacity: columnsMax)
    meanings = .allocate(capacity: 256)
    meanings.initialize(repeating: 0, count: 256)
    for byte in [0, Self.lineFeed, Self.carriageReturn, Self.quote, delimiter.rawValue] { meanings[Int(byte)] = 1 }
  }

  deinit {
    slots.deallocate()
    meanings.deallocate()
  }

  /// Looks at `base[start..<end]`. Slots count from `start`. Cost: one pass, each byte once.
  func scan(_ base: UnsafePointer<UInt8>, from start: Int, to end: Int, isLast: Bool) -> Outcome {
    count = 0
    firstZero = nil
    innerBreaks = 0
    openQuote = nil
    origin = start
    var high: UInt8 = 0
    defer { hasHighBytes = high >= 0x80 }
    let (meanings, delimiter) = (meanings, delimiter)
    var fieldStart = start
    var at = start
    while true {
      while at < end {
        let byte = base[at]
        high |= byte
        if meanings[Int(byte)] != 0 { break }
        at += 1
      }
      if at == end {
        guard isLast else { return .incomplete }
        return add(fieldStart, at) ? .record(end: at, next: at) : .tooManyColumns
      }
      switch base[at] {
      case delimiter:
        guard add(fieldStart, at) else { return .tooManyColumns }
        at += 1
        fieldStart = at
      case Self.lineFeed, Self.carriageReturn:
        guard let next = afterBreak(base, at, end, isLast) else { return .incomplete }
        return add(fieldStart, at) ? .record(end: at, next: next) : .tooManyColumns
      case Self.quote where isBlank(base, fieldStart, at):
        let opened = at
        var hasDoubled = false
        guard let closed = closingQuote(base, after: opened, end, &high, &hasDoubled) else {
          return isLast ? .unterminatedQuote(at: opened) : .incomplete
        }
        at = closed + 1
        while at < end, base[at] == 0x20 || base[at] == 0x09, base[at] != delimiter { at += 1 }
        if at < end, base[at] != delimiter, base[at] != Self.lineFeed, base[at] != Self.carriageReturn {
          return .textAfterQuote(at: at, opened: opened)
        }
        if at == end && !isLast { return .incomplete }
        guard add(opened + 1, closed, hasDoubledQuotes: hasDoubled) else { return .tooManyColumns }
        if at == end { return .record(end: at, next: at) }
        guard base[at] == delimiter else {
          guard let next = afterBreak(base, at, end, isLast) else { return .incomplete }
          return .record(end: at, next: next)
        }
        at += 1
        fieldStart = at
      default:
        if base[at] == 0 && firstZero == nil { firstZero = at }
        at += 1
      }
    }
  }

  /// The quote that closes the one at `opened`, or nil when the bytes end first. Counts line breaks on the way.
  private func closingQuote(
    _ base: UnsafePointer<UInt8>, after opened: Int, _ end: Int, _ high: inout UInt8, _ hasDoubled: inout Bool
  ) -> Int? {
    openQuote = opened
    var at = opened + 1
    while at < end {
      let byte = base[at]
      high |= byte
      if byte == Self.quote {
        guard at + 1 < end, base[at + 1] == Self.quote else {
          openQuote = nil
          return at
        }
        hasDoubled = true
        at += 1
      } else if byte == Self.carriageReturn || byte == Self.lineFeed && base[at - 1] != Self.carriageReturn {
        innerBreaks += 1
      } else if byte == 0 && firstZero == nil {
        firstZero = at
      }
      at += 1
    }
    return nil
  }

  /// Where the next row begins after the line break at `at`; nil when the LF of a CRLF may still come.
  @inline(__always) private func afterBreak(_ base: UnsafePointer<UInt8>, _ at: Int, _ end: Int, _ isLast: Bool) -> Int? {
    guard base[at] == Self.carriageReturn else { return at + 1 }
    guard at + 1 < end else { return isLast ? at + 1 : nil }
    return base[at + 1] == Self.lineFeed ? at + 2 : at + 1
  }

  /// Notes a field. Columns beyond the limit are let pass while they are empty, as Excel writes thousands of them after a stray format.
  @inline(__always) private func add(_ start: Int, _ end: Int, hasDoubledQuotes: Bool = false) -> Bool {
    if count < slotsMax {
      slots[count] = FieldSlot(
        start: Int32(truncatingIfNeeded: start - origin), end: Int32(truncatingIfNeeded: end - origin), hasDoubledQuotes: hasDoubledQuotes)
    } else if end > start {
      return false
    }
    count += 1
    return true
  }

  @inline(__always) private func isBlank(_ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
    var at = start
    while at < end, base[at] == 0x20 || base[at] == 0x09 { at += 1 }
    return at == end
  }
}
