/// Reads a text file line by line with bounded memory. Every line has to end with a line feed: a file that was cut off is noticed.
public final class LineReader {
  /// The longest line that is read.
  private let bytesMax: Int
  private let source: ByteSource
  private var buffer: [UInt8] = []
  private var start = 0
  private var isOver = false
  /// Lines that were handed out.
  public private(set) var count: Int64 = 0

  /// Opens a file.
  /// - Parameter bytesMax: the longest line; an event's is far shorter.
  /// - Throws: `BundleProblem` when it cannot be read.
  public init(_ path: String, bytesMax: Int = 64 << 20) throws(BundleProblem) {
    self.bytesMax = bytesMax
    do throws(CSVFileError) { source = try ByteSource(path: path) } catch { throw BundleProblem("\(error)") }
  }

  /// The next line without its line feed; nil after the last.
  /// - Throws: `BundleProblem` for a line that is too long or has no end, or when the disk fails.
  public func next() throws(BundleProblem) -> ArraySlice<UInt8>? {
    var searched = start
    while true {
      if let end = buffer[searched...].firstIndex(of: 0x0A) {
        defer { (start, count) = (end + 1, count + 1) }
        return buffer[start..<end]
      }
      if isOver {
        guard start == buffer.count else { throw BundleProblem("\(source.path) ends in the middle of line \(count + 1); it was cut off") }
        return nil
      }
      guard buffer.count - start <= bytesMax else { throw BundleProblem("\(source.path), line \(count + 1), is longer than \(bytesMax) bytes") }
      buffer.removeSubrange(..<start)
      (searched, start) = (buffer.count, 0)
      try fill()
    }
  }

  private func fill() throws(BundleProblem) {
    let filled = buffer.count
    buffer.append(contentsOf: repeatElement(0, count: 1 << 18))
    let outcome: Result<Int, CSVFileError> = buffer.withUnsafeMutableBytes { bytes in
      do throws(CSVFileError) { return .success(try source.read(into: UnsafeMutableRawBufferPointer(rebasing: bytes[filled...]))) } catch {
        return .failure(error)
      }
    }
    switch outcome {
    case .success(let read):
      buffer.removeLast(buffer.count - filled - read)
      isOver = read == 0
    case .failure(let error): throw BundleProblem("\(error)")
    }
  }
}
