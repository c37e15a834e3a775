/// Where a CSV text's bytes come from: a file, or memory (an upload, a test).
final class ByteSource {
  /// The name that errors give.
  let path: String
  private var memory: [UInt8] = []
  private var position = 0
  private let descriptor: Int32?

  /// - Throws: `CSVFileError` when the file is missing, a folder or not readable.
  init(path: String) throws(CSVFileError) {
    self.path = path
    switch SystemFile.openForReading(path) {
    case .success(let descriptor): self.descriptor = descriptor
    case .failure(let error): throw CSVFileError.opening(path, error: error.number)
    }
  }

  init(bytes: [UInt8], name: String) {
    path = name
    memory = bytes
    descriptor = nil
  }

  deinit {
    if let descriptor { _ = SystemFile.closeFile(descriptor) }
  }

  /// Up to `buffer.count` bytes; 0 only at the end.
  /// - Throws: `CSVFileError.readFailed` when the disk or network drive fails.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(CSVFileError) -> Int {
    guard let descriptor else {
      let count = min(buffer.count, memory.count - position)
      memory.withUnsafeBytes { buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[position..<position + count])) }
      position += count
      return count
    }
    switch SystemFile.read(descriptor, into: buffer) {
    case .success(let count): return count
    case .failure(let error):
      throw CSVFileError(.readFailed, path: path, message: "reading stopped: \(SystemFile.text(of: error.number)); nothing after this point was read")
    }
  }
}
