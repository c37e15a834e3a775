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
    return hexadecimal(hash.finalize())
  }

  /// SHA-256 of a file's bytes in hexadecimal digits.
  public static func sha256(of bytes: [UInt8]) -> String { hexadecimal(SHA256.hash(data: bytes)) }

  private static func hexadecimal(_ digest: SHA256.Digest) -> String {
    let digits = Array("0123456789abcdef")
    return String(digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
  }
}
