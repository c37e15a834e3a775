/// A one-dimensional array in PostgreSQL's binary form, laid out as it grows: for large batches, where an array of Swift values in between would cost
/// an allocation and a reference for each.
public struct EncodedArray: Sendable, Hashable {
  /// What the elements are.
  public enum Element: Sendable, Hashable {
    /// `text`.
    case text
    /// `json`: the very text, checked by the server.
    case json
    /// `bytea`.
    case bytes
    /// `smallint`, `integer`.
    case int16, int32
    /// `date`.
    case date
  }

  /// What the elements are.
  public let element: Element
  /// How many.
  public private(set) var count = 0
  private var bytes: [UInt8] = []

  /// An empty array; reserves so many bytes for its elements.
  public init(of element: Element, reservingBytes: Int = 0) {
    self.element = element
    if reservingBytes > 0 { bytes.reserveCapacity(reservingBytes) }
  }

  /// Adds a `text` or `json`.
  public mutating func append(_ text: String) {
    var text = text
    text.withUTF8 { append(UnsafeRawBufferPointer($0)) }
  }

  /// Adds a `bytea`, or UTF-8 for a textual element.
  public mutating func append(_ value: [UInt8]) { value.withUnsafeBytes { append($0) } }

  /// Adds a `smallint`.
  public mutating func append(_ value: Int16) {
    precondition(element == .int16, "an array of \(element) takes no smallint")
    put(Int32(2))
    put(value)
    count += 1
  }

  /// Adds an `integer`.
  public mutating func append(_ value: Int32) {
    precondition(element == .int32, "an array of \(element) takes no integer")
    put(Int32(4))
    put(value)
    count += 1
  }

  /// Adds a `date`.
  public mutating func append(daysSince1970: Int32) {
    precondition(element == .date, "an array of \(element) takes no date")
    put(Int32(4))
    put(daysSince1970 &- Epoch.days)
    count += 1
  }

  private mutating func append(_ value: UnsafeRawBufferPointer) {
    precondition(element == .text || element == .json || element == .bytes, "an array of \(element) takes no text")
    put(Int32(clamping: value.count))
    bytes.append(contentsOf: value)
    count += 1
  }

  private mutating func put<Integer: FixedWidthInteger & BitwiseCopyable>(_ value: Integer) {
    withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) }
  }

  /// Writes the whole array (array_send): dimensions, has-null flag, element type, length, lower bound, elements. An empty one has no dimension.
  func encode(into buffer: ByteBuffer) {
    buffer.put(count == 0 ? 0 : 1 as Int32)
    buffer.put(0 as Int32)
    buffer.put(elementOID)
    guard count > 0 else { return }
    buffer.put(Int32(clamping: count))
    buffer.put(1 as Int32)
    bytes.withUnsafeBytes { buffer.put($0) }
  }

  private var elementOID: UInt32 {
    switch element {
    case .text: TypeOID.text
    case .json: TypeOID.json
    case .bytes: TypeOID.bytea
    case .int16: TypeOID.int2
    case .int32: TypeOID.int4
    case .date: TypeOID.date
    }
  }

  var typeOID: UInt32 {
    switch element {
    case .text: TypeOID.textArray
    case .json: TypeOID.jsonArray
    case .bytes: TypeOID.byteaArray
    case .int16: TypeOID.int2Array
    case .int32: TypeOID.int4Array
    case .date: TypeOID.dateArray
    }
  }
}
