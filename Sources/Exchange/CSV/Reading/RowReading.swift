/// Where in the file a row stands, for people.
struct RowPosition {
  var row = 1
  var line = 1
}

/// Finds the next row in the buffer and judges its structure; `CSVReader` lends out what it finds.
struct RowReading {
  struct Found {
    let row: Int
    let line: Int
    let count: Int
    let base: UnsafePointer<UInt8>
  }

  let buffer: RecordBuffer
  let scanner: RecordScanner
  let options: CSVOptions
  /// nil while the header itself is read: any number of columns will do.
  let header: [String]?

  /// The next row that is not blank; its bytes stay until the next call.
  mutating func next(_ position: inout RowPosition) throws(CSVFileError) -> RowVerdict<Found>? {
    while true {
      // The window is the same whatever the chunks are, so that a verdict depends on the file alone. Two bytes more than a row for its CRLF.
      let (start, windowMax) = (buffer.start, buffer.start + options.rowBytesMax + 2)
      let window = min(buffer.end, windowMax)
      let isLast = buffer.isLast && window == buffer.end
      if isLast && start == window { return nil }
      let outcome = scanner.scan(buffer.base, from: start, to: window, isLast: isLast)
      switch outcome {
      case .incomplete where window < windowMax:
        try buffer.fill()
      case .record(let end, let next) where end - start <= options.rowBytesMax:
        let here = position
        if isBlank(start) {
          consume(to: next, &position)
          continue
        }
        if let header, let problem = columnProblem(header, start, end, here) { return try reject(problem, &position) }
        let problem = contentProblem(start, end, here)
        consume(to: next, &position)
        if let problem { return .rejected(problem) }
        return .good(Found(row: here.row, line: here.line, count: min(scanner.count, options.columnsMax), base: UnsafePointer(buffer.base) + start))
      default:
        return try reject(structureProblem(outcome, start, window, position), &position)
      }
    }
  }

  private func consume(to next: Int, _ position: inout RowPosition) {
    position.row += 1
    position.line += 1 + scanner.innerBreaks
    buffer.consume(to: next)
  }

  private func reject(_ problem: RowProblem, _ position: inout RowPosition) throws(CSVFileError) -> RowVerdict<Found> {
    try buffer.skipLine()
    position.row += 1
    position.line += 1
    return .rejected(problem)
  }

  /// All fields are empty: an empty line, or `;;;;` as Excel writes for a formatted but empty row.
  private func isBlank(_ start: Int) -> Bool {
    for index in 0..<min(scanner.count, options.columnsMax) where !field(index, start).isEmpty { return false }
    return true
  }

  private func field(_ index: Int, _ start: Int) -> UnsafeBufferPointer<UInt8> {
    let slot = scanner.slots[index]
    return Blanks.trim(UnsafeBufferPointer(start: UnsafePointer(buffer.base) + start + Int(slot.start), count: Int(slot.end - slot.start)))
  }
}

// MARK: - Problems

extension RowReading {
  private func columnProblem(_ header: [String], _ start: Int, _ end: Int, _ here: RowPosition) -> RowProblem? {
    let expected = header.count
    var count = scanner.count
    guard count != expected else { return nil }
    // Beyond `columnsMax` the scanner has let only empty columns pass.
    count = min(count, options.columnsMax)
    while count > expected, field(count - 1, start).isEmpty { count -= 1 }
    guard count != expected else { return nil }
    if options.isSheet { return problem(nil, start, end, here, .cells(count, expected: expected)) }
    return problem(nil, start, end, here, .columns(count, expected: expected, delimiter: delimiterName))
  }

  private var delimiterName: String {
    let delimiter = scanner.delimiter
    return delimiter == CSVDelimiter.tab.rawValue ? "TAB" : String(UnicodeScalar(delimiter))
  }

  private func contentProblem(_ start: Int, _ end: Int, _ here: RowPosition) -> RowProblem? {
    if let zero = scanner.firstZero {
      return problem(column(of: zero, start), here, .zeroByte(at: place(zero)))
    }
    guard scanner.hasHighBytes else { return nil }
    let bytes = UnsafeBufferPointer(start: UnsafePointer(buffer.base) + start, count: end - start)
    do throws(UTF8.ValidationError) {
      _ = try UTF8Span(validating: bytes.span)
      return nil
    } catch {
      let bad = start + error.byteOffsets.lowerBound
      guard buffer.encoding == .utf8 else {
        return problem(column(of: bad, start), here, .notWindows1251)
      }
      let byte = String(buffer.base[bad], radix: 16, uppercase: true)
      return problem(column(of: bad, start), here, .notUTF8(byte, at: place(bad)))
    }
  }

  private func place(_ position: Int) -> String? { buffer.fileOffset(of: position).map { "\($0)" } }

  private func structureProblem(_ outcome: RecordScanner.Outcome, _ start: Int, _ window: Int, _ here: RowPosition) -> RowProblem {
    let columnNumber = scanner.count + 1
    switch outcome {
    case .unterminatedQuote(let quote):
      return unclosed(quote, window, here, within: nil)
    case .incomplete:
      if let quote = scanner.openQuote { return unclosed(quote, window, here, within: rowMaxName) }
      return problem(nil, start, window, here, .rowTooLong(rowMaxName))
    case .textAfterQuote(let at, let opened):
      return problem(columnName(columnNumber - 1), opened, max(at, lineEnd(opened, window)), here, .textAfterQuote(column: columnNumber))
    case .tooManyColumns:
      return problem(nil, start, window, here, .columnsMax(options.columnsMax))
    case .record:
      return problem(nil, start, window, here, .rowTooLong(rowMaxName))
    }
  }

  private func unclosed(_ quote: Int, _ window: Int, _ here: RowPosition, within most: String?) -> RowProblem {
    let number = scanner.count + 1
    let reason = RowReason.quoteOpen(row: here.row, column: number, within: most)
    return problem(columnName(number - 1), quote, lineEnd(quote, window), here, reason)
  }

  private var rowMaxName: String {
    let bytes = options.rowBytesMax
    return bytes % (1 << 20) == 0 ? "\(bytes >> 20) MiB" : "\(bytes) bytes"
  }

  /// The header's name for a column; its number where the header has none.
  private func columnName(_ index: Int) -> String {
    guard let header, index < header.count, !header[index].isEmpty else { return "\(index + 1)" }
    return header[index]
  }

  private func column(of position: Int, _ start: Int) -> Int {
    let last = min(scanner.count, options.columnsMax) - 1
    return (0..<last).first { position - start <= Int(scanner.slots[$0].end) } ?? last
  }

  private func lineEnd(_ start: Int, _ window: Int) -> Int {
    var at = start
    while at < window, buffer.base[at] != 0x0A, buffer.base[at] != 0x0D { at += 1 }
    return at
  }

  private func problem(_ column: Int, _ here: RowPosition, _ because: RowReason) -> RowProblem {
    RowProblem(row: here.row, line: here.line, column: columnName(column), value: Excerpt.text(field(column, buffer.start)), because: because)
  }

  private func problem(_ column: String?, _ start: Int, _ end: Int, _ here: RowPosition, _ because: RowReason) -> RowProblem {
    let bytes = UnsafeBufferPointer(start: UnsafePointer(buffer.base) + start, count: end - start)
    return RowProblem(row: here.row, line: here.line, column: column, value: Excerpt.text(bytes), because: because)
  }
}
