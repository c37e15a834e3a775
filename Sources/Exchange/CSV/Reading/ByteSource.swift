/// Where a CSV text's bytes come from: a file, or memory (an upload, a test), and of a workbook one of its sheets.
final class ByteSource {
  /// The name that errors give.
  let path: String
  /// Of a workbook, which sheet is read.
  private(set) var sheet: ChosenSheet?
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

  /// Goes on with a sheet, if the file is a workbook.
  /// - Throws: `CSVFileError` when it has no such sheet, or is damaged.
  func openSheet(_ choice: SheetChoice) throws(CSVFileError) {
    guard try beginsAsArchive() else { return }
    sheet = try choice.open(descriptor == nil ? Workbook(bytes: memory, name: path) : Workbook(path: path))
    memory = []
  }

  private func beginsAsArchive() throws(CSVFileError) -> Bool {
    var sign = [UInt8](repeating: 0, count: 4)
    if let descriptor {
      guard SystemFile.peek(descriptor, &sign) else { return false }
    } else {
      sign = Array(memory.prefix(4))
    }
    return sign == [0x50, 0x4B, 0x03, 0x04]
  }

  /// Bytes of the file that have been read, given how many were handed out.
  func bytesRead(handedOut count: Int) -> Int {
    guard let sheet else { return count }
    return Int(sheet.rows.progress * Double(descriptor.map(SystemFile.size) ?? 0))
  }

  deinit {
    if let descriptor { _ = SystemFile.closeFile(descriptor) }
  }

  /// Up to `buffer.count` bytes; 0 only at the end.
  /// - Throws: `CSVFileError.readFailed` when the disk or network drive fails.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(CSVFileError) -> Int {
    if let sheet { return try sheet.rows.read(into: buffer) }
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
