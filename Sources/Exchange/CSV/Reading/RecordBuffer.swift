/// The part of a file that is being looked at, as UTF-8, in one allocation of constant size.
///
/// `start..<end` is what has been read and not yet consumed. It holds at most one unfinished row (bounded by the row limit) and one chunk, so
/// a file of any length, and a line of any length, takes the same memory.
final class RecordBuffer {
  let base: UnsafeMutablePointer<UInt8>
  private(set) var start = 0
  private(set) var end = 0
  /// Nothing follows `end`.
  private(set) var isLast = false
  /// Bytes of the file read so far.
  var bytesRead: Int { source.bytesRead(handedOut: bytesTaken) }
  private(set) var encoding = CSVEncoding.utf8

  private let source: ByteSource
  private var bytesTaken = 0
  private let chunkBytes: Int
  private let sampleBytes: Int
  private let capacity: Int
  /// One chunk as the file has it; touched only when it must be converted.
  private let raw: UnsafeMutablePointer<UInt8>
  /// Where in the file (UTF-8 only) `base` stands.
  private var baseOffset = 0

  init(source: ByteSource, options: CSVOptions) {
    self.source = source
    chunkBytes = options.chunkBytes
    sampleBytes = options.sampleBytes
    capacity = options.rowBytesMax + 2 + Windows1251.expansionMax * (sampleBytes + chunkBytes)
    base = .allocate(capacity: capacity)
    raw = .allocate(capacity: chunkBytes)
  }

  deinit {
    base.deallocate()
    raw.deallocate()
  }

  /// Reads a sample, finds the encoding unless one is given, and makes what was read UTF-8.
  /// - Throws: `CSVFileError` for UTF-16, a workbook, or a file that cannot be read.
  func begin(encoding given: CSVEncoding?) throws(CSVFileError) {
    while !isLast && end < sampleBytes { try readUTF8() }
    switch EncodingGuess(sample: UnsafeBufferPointer(start: base, count: min(end, sampleBytes)), isWhole: isLast && end <= sampleBytes) {
    case .utf16: throw CSVFileError.utf16(source.path)
    case .workbook: throw CSVFileError.workbook(source.path)
    case .text(let guess, let markBytes):
      encoding = given ?? guess
      start = markBytes
    }
    if encoding == .windows1251 {
      let sample = Array(UnsafeBufferPointer(start: base + start, count: end - start))
      start = 0
      end = sample.withUnsafeBufferPointer { Windows1251.decode($0, to: base) }
    }
  }

  /// Reads one more chunk behind what is there. Cost: moves the unfinished row to the front, at most once a chunk.
  func fill() throws(CSVFileError) {
    if start > 0 {
      base.update(from: base + start, count: end - start)
      baseOffset += start
      end -= start
      start = 0
    }
    switch encoding {
    case .utf8: try readUTF8()
    case .windows1251:
      let count = try source.read(into: UnsafeMutableRawBufferPointer(start: raw, count: chunkBytes))
      bytesTaken += count
      isLast = count == 0
      end += Windows1251.decode(UnsafeBufferPointer(start: raw, count: count), to: base + end)
    }
  }

  private func readUTF8() throws(CSVFileError) {
    let count = try source.read(into: UnsafeMutableRawBufferPointer(start: base + end, count: chunkBytes))
    bytesTaken += count
    isLast = count == 0
    end += count
  }

  func consume(to position: Int) { start = position }

  /// Consumes up to and including the next line break, whatever quotes say, in constant memory.
  func skipLine() throws(CSVFileError) {
    while true {
      var at = start
      while at < end, base[at] != 0x0A, base[at] != 0x0D { at += 1 }
      start = at
      if at < end, base[at] == 0x0A { return start += 1 }
      if at + 1 < end || at < end && isLast { return start += at + 1 < end && base[at + 1] == 0x0A ? 2 : 1 }
      if isLast { return }
      try fill()
    }
  }

  /// The byte of the file at `position`, counted from 0; nil where the text was converted and bytes no longer correspond.
  func fileOffset(of position: Int) -> Int? { encoding == .utf8 ? baseOffset + position : nil }
}
