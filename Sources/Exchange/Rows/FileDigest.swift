import Crypto

/// What proves later which file a document came in.
public enum FileDigest {
  /// SHA-256 of a file's bytes in hexadecimal digits, in constant memory.
  /// - Throws: `CSVFileError` when the file cannot be read.
  static func sha256(ofFile path: String) throws(CSVFileError) -> String {
    let source = try ByteSource(path: path)
    var hash = SHA256()
    let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)
    defer { block.deallocate() }
    while true {
      let count = try source.read(into: block)
      if count == 0 { break }
      hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: block[..<count]))
    }
    return Hexadecimal.text(of: hash.finalize())
  }

  /// SHA-256 of a file's bytes in hexadecimal digits.
  public static func sha256(of bytes: [UInt8]) -> String { Hexadecimal.text(of: SHA256.hash(data: bytes)) }
}
