/// A sheet as CSV text, made as it is read.
final class SheetSource {
  private let source: PartSource
  private let reader: XMLReader
  private let text: SheetText
  private var ready: [UInt8] = []
  private var position = 0
  private var isAtEnd = false

  init(_ source: PartSource, _ text: SheetText) { (self.source, self.text, reader) = (source, text, XMLReader(text)) }

  /// How much of the sheet has been read, 0…1.
  var progress: Double { source.progress }

  /// Goes on to the next piece; false when there is none.
  /// - Throws: `CSVFileError.workbook` when the sheet is damaged.
  func skip() throws(CSVFileError) -> Bool {
    guard !isAtEnd else { return false }
    isAtEnd = try !source.advance(reader)
    if let trouble = text.trouble { throw .damaged(source.path, trouble) }
    (ready, position) = (text.take(), 0)
    return true
  }

  /// Up to `buffer.count` bytes; 0 only at the end.
  /// - Throws: `CSVFileError.workbook` when the sheet is damaged.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(CSVFileError) -> Int {
    while position == ready.count, try skip() {}
    let count = min(buffer.count, ready.count - position)
    ready.withUnsafeBytes { buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[position..<position + count])) }
    position += count
    return count
  }
}
