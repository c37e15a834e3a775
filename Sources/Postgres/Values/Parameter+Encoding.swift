extension Parameter {
  /// Appends the binary form (without a length in front). False for NULL, which has none.
  func encode(into buffer: ByteBuffer) -> Bool {
    switch self {
    case .null: return false
    case .bool(let value): buffer.put(value ? 1 : 0 as UInt8)
    case .int16(let value): buffer.put(value)
    case .int32(let value): buffer.put(value)
    case .int64(let value): buffer.put(value)
    case .text(let value), .json(let value): buffer.put(utf8Of: value)
    case .bytes(let value): value.withUnsafeBytes { buffer.put($0) }
    case .date(let days): buffer.put(days &- Epoch.days)
    case .timestamp(let microseconds): buffer.put(microseconds &- Epoch.microseconds)
    case .boolArray(let values): buffer.putArray(values, of: TypeOID.bool) { $0.putSized($1 ? 1 : 0 as UInt8) }
    case .int16Array(let values): buffer.putArray(values, of: TypeOID.int2) { $0.putSized($1) }
    case .int32Array(let values): buffer.putArray(values, of: TypeOID.int4) { $0.putSized($1) }
    case .int64Array(let values): buffer.putArray(values, of: TypeOID.int8) { $0.putSized($1) }
    case .textArray(let values): buffer.putArray(values, of: TypeOID.text) { $0.putSized(utf8Of: $1) }
    case .optionalTextArray(let values):
      buffer.putArray(values, of: TypeOID.text, hasNull: values.contains(nil)) { buffer, value in
        if let value { buffer.putSized(utf8Of: value) } else { buffer.put(-1 as Int32) }
      }
    case .bytesArray(let values): buffer.putArray(values, of: TypeOID.bytea) { buffer, value in value.withUnsafeBytes { buffer.putSized($0) } }
    case .dateArray(let values): buffer.putArray(values, of: TypeOID.date) { $0.putSized($1 &- Epoch.days) }
    case .timestampArray(let values): buffer.putArray(values, of: TypeOID.timestamptz) { $0.putSized($1 &- Epoch.microseconds) }
    case .array(let array): array.encode(into: buffer)
    }
    return true
  }
}

extension ByteBuffer {
  /// The binary form of a one-dimensional array (array_send): dimensions, has-null flag, element type, length, lower bound, elements.
  fileprivate func putArray<Element>(_ values: [Element], of type: UInt32, hasNull: Bool = false, _ put: (ByteBuffer, Element) -> Void) {
    self.put(values.isEmpty ? 0 : 1 as Int32)
    self.put(hasNull ? 1 : 0 as Int32)
    self.put(type)
    guard !values.isEmpty else { return }
    self.put(Int32(clamping: values.count))
    self.put(1 as Int32)
    for value in values { put(self, value) }
  }
}

/// The parameters of one statement laid out as libpq wants them.
struct EncodedParameters {
  let types: [UInt32]
  private let offsets: [Int]
  private let lengths: [Int32]
  private let formats: [Int32]
  private let buffer = ByteBuffer()

  init(_ parameters: [Parameter]) {
    types = parameters.map(\.typeOID)
    formats = [Int32](repeating: 1, count: parameters.count)
    var offsets: [Int] = []
    var lengths: [Int32] = []
    offsets.reserveCapacity(parameters.count)
    lengths.reserveCapacity(parameters.count)
    for parameter in parameters {
      let start = buffer.count
      offsets.append(parameter.encode(into: buffer) ? start : -1)
      lengths.append(Int32(clamping: buffer.count - start))
    }
    self.offsets = offsets
    self.lengths = lengths
  }

  /// Bytes that the values take.
  var size: Int { buffer.count }

  /// Lends values, lengths and formats in libpq's form; the pointers end with the call.
  func withPointers<T>(_ body: (_ count: Int32, _ values: [UnsafePointer<CChar>?], _ lengths: [Int32], _ formats: [Int32]) -> T) -> T {
    buffer.withBytes { bytes in
      let base = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
      return body(Int32(clamping: offsets.count), offsets.map { offset in offset < 0 ? nil : base.map { $0 + offset } }, lengths, formats)
    }
  }
}
