import CLibPQ

/// Writes the data of a COPY: field by field in binary, or `raw` for the text format.
///
/// Binary: `header()`, then for each row `row(columns:)` and as many fields, then `trailer()`. A field's width must be that of the
/// column's type (`int32` for `integer`), else the server refuses the COPY.
///
/// No call throws, so that writing rows reads plainly; a failure to send is kept, later data is dropped, and `copyIn` throws it at
/// the end. A long loop may call `check()` to stop early.
public struct CopyWriter {
  private let wire: Wire
  private let sql: String
  private let buffer = ByteBuffer(capacity: 65_536)
  private var failure: (any Error)?

  /// About as much as a socket takes in one go; smaller costs system calls, larger only memory.
  private static let flushBytes = 32_768

  init(_ wire: Wire, _ sql: String) {
    self.wire = wire
    self.sql = sql
  }

  /// The signature, flags and extension length that start binary COPY data.
  public mutating func header() {
    "PGCOPY\n\u{FF}\r\n\0".unicodeScalars.forEach { buffer.put(UInt8($0.value)) }
    buffer.put(0 as Int64)
  }

  /// Starts a row of that many fields (at most 1600, PostgreSQL's limit).
  public mutating func row(columns: Int) {
    flushIfFull()
    buffer.put(Int16(clamping: columns))
  }

  /// NULL.
  public mutating func null() { buffer.put(-1 as Int32) }

  /// A `boolean`.
  public mutating func bool(_ value: Bool) { buffer.putSized(value ? 1 : 0 as UInt8) }

  /// A `smallint`.
  public mutating func int16(_ value: Int16) { buffer.putSized(value) }

  /// An `integer`.
  public mutating func int32(_ value: Int32) { buffer.putSized(value) }

  /// A `bigint`.
  public mutating func int64(_ value: Int64) { buffer.putSized(value) }

  /// A `text`, `varchar` or `json`.
  public mutating func text(_ value: String) { buffer.putSized(utf8Of: value) }

  /// A `bytea`, or UTF-8 for a textual column.
  public mutating func bytes(_ value: UnsafeRawBufferPointer) { buffer.putSized(value) }

  /// A `bytea`, or UTF-8 for a textual column.
  public mutating func bytes(_ value: [UInt8]) { value.withUnsafeBytes { buffer.putSized($0) } }

  /// A `bytea`, or UTF-8 for a textual column.
  public mutating func bytes(_ value: some Collection<UInt8>) {
    let isWritten: Void? = value.withContiguousStorageIfAvailable { buffer.putSized(UnsafeRawBufferPointer($0)) }
    if isWritten == nil { bytes(Array(value)) }
  }

  /// A `date`.
  public mutating func date(daysSince1970: Int32) { buffer.putSized(daysSince1970 &- Epoch.days) }

  /// A `timestamptz`, UTC.
  public mutating func timestamp(microsecondsSince1970: Int64) { buffer.putSized(microsecondsSince1970 &- Epoch.microseconds) }

  /// The mark that ends binary COPY data.
  public mutating func trailer() { buffer.put(-1 as Int16) }

  /// Bytes as they are, for the text and CSV formats.
  public mutating func raw(_ bytes: UnsafeRawBufferPointer) {
    flushIfFull()
    buffer.put(bytes)
  }

  /// Text as it is, for the text and CSV formats.
  public mutating func raw(_ text: String) {
    flushIfFull()
    buffer.put(utf8Of: text)
  }

  /// Throws what has gone wrong so far: the connection lost, the task cancelled, the time over.
  public func check() throws {
    if let failure { throw failure }
  }

  private mutating func flushIfFull() {
    guard buffer.count >= Self.flushBytes else { return }
    defer { buffer.removeAll() }
    guard failure == nil else { return }
    do {
      try send()
    } catch {
      failure = error
    }
  }

  mutating func finish() throws {
    try check()
    try send()
    buffer.removeAll()
  }

  /// The server does not look for a cancel request while it waits for our data, so we look ourselves.
  private func send() throws {
    if let interruption = wire.interruption, let reason = interruption.reason { throw interruption.error(reason, statement: sql) }
    try buffer.withBytes { bytes in
      guard !bytes.isEmpty else { return }
      let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
      try wire.check(PQputCopyData(wire.connection, start, Int32(clamping: bytes.count)), sql)
    }
    try wire.flush(sql)
  }
}
