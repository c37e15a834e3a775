/// What a witness signs (C2SP tlog-cosignature, cosignature/v1): the time, and the checkpoint as it stands.
enum Cosignature {
  /// Eight bytes of time, then an Ed25519 signature.
  static let byteCount = 8 + 64

  /// The signed message.
  static func message(_ noteText: String, at seconds: Int64) -> [UInt8] { Array("cosignature/v1\ntime \(seconds)\n\(noteText)".utf8) }

  /// The time in front of a signature; nil when it is beyond 2⁶³ − 1, which the standard excludes.
  static func time(_ bytes: [UInt8]) -> Int64? { Int64(exactly: bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }) }

  /// Time and signature as they stand in a note.
  static func bytes(_ seconds: Int64, _ signature: some Collection<UInt8>) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: seconds >> Int64(56 - 8 * $0)) } + signature
  }
}
