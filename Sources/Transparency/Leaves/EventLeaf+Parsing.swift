extension EventLeaf {
  /// Reads a leaf. Only what `bytes()` writes is a leaf: the event read is written again and compared.
  /// - Throws: `LeafProblem.form` with the first byte that differs, or `.payload` when the payload is not canonical.
  public init(parsing bytes: [UInt8]) throws(LeafProblem) {
    self = try bytes.withUnsafeBytes { (buffer) -> Result<EventLeaf, LeafProblem> in
      do throws(LeafProblem) { return .success(try Self.read(buffer)) } catch { return .failure(error) }
    }.get()
    let again = try self.bytes()
    guard again == bytes else {
      throw .form(offset: zip(again, bytes).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? min(again.count, bytes.count))
    }
  }

  private static func read(_ bytes: UnsafeRawBufferPointer) throws(LeafProblem) -> EventLeaf {
    var reader = LeafReader(bytes)
    try reader.expect("{\"actor\":")
    let actor = try reader.text()
    try reader.expect(",\"occurred_on\":\"")
    let occurredOn = try reader.days()
    try reader.expect("\",\"payload\":")
    let payload = try reader.payload()
    try reader.expect(",\"position\":")
    let position = try reader.integer(Int64.self)
    try reader.expect(",\"recorded_at\":\"")
    let day = try reader.days()
    let time = try reader.timeOfDay()
    try reader.expect("\",\"schema\":")
    let schema = try reader.integer(Int16.self)
    try reader.expect(",\"stream\":")
    let stream = try reader.text()
    try reader.expect(",\"type\":")
    let type = try reader.text()
    try reader.expect(",\"version\":")
    let version = try reader.integer(Int32.self)
    try reader.expect("}")
    try reader.expectEnd()
    return EventLeaf(
      position: position, version: version, schema: schema, occurredOn: Int32(day: occurredOn),
      recordedAt: day * CivilDate.microsecondsADay + time, stream: stream, type: type, actor: actor, payload: payload)
  }
}

extension Int32 {
  /// Days of a civil date fit: the years end at 9999.
  fileprivate init(day: Int64) { self = Int32(truncatingIfNeeded: day) }
}

/// Reads the pieces of a leaf in their order.
private struct LeafReader {
  private let bytes: UnsafeRawBufferPointer
  private var offset = 0

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  private var problem: LeafProblem { .form(offset: offset) }

  mutating func expect(_ text: StaticString) throws(LeafProblem) {
    for place in 0..<text.utf8CodeUnitCount {
      guard offset < bytes.count, bytes[offset] == text.utf8Start[place] else { throw problem }
      offset += 1
    }
  }

  func expectEnd() throws(LeafProblem) {
    guard offset == bytes.count else { throw problem }
  }

  /// A text with its quotes, without its escapes.
  mutating func text() throws(LeafProblem) -> String {
    let start = offset
    guard offset < bytes.count, bytes[offset] == UInt8(ascii: "\"") else { throw problem }
    var scanner = CanonicalScanner(bytes, at: offset)
    do throws(CanonicalJSONProblem) { try scanner.string() } catch { throw .form(offset: error.offset) }
    offset = scanner.offset
    var reader = JSONReader(Array(bytes[start..<offset]))
    guard case .text(let text)? = try? reader.document() else { throw .form(offset: start) }
    return String(decoding: text, as: UTF8.self)
  }

  /// The bytes of a canonical value.
  mutating func payload() throws(LeafProblem) -> [UInt8] {
    let start = offset
    var scanner = CanonicalScanner(UnsafeRawBufferPointer(rebasing: bytes[start...]))
    do throws(CanonicalJSONProblem) { try scanner.value(depth: 0) } catch { throw .payload(error) }
    offset = start + scanner.offset
    return Array(bytes[start..<offset])
  }

  mutating func integer<Number: FixedWidthInteger>(_: Number.Type) throws(LeafProblem) -> Number {
    let start = offset
    var scanner = CanonicalScanner(bytes, at: offset)
    let value: Int64
    do throws(CanonicalJSONProblem) { value = try scanner.integer() } catch { throw .form(offset: error.offset) }
    guard let number = Number(exactly: value) else { throw .form(offset: start) }
    offset = scanner.offset
    return number
  }

  /// YYYY-MM-DD in days since 1970.
  mutating func days() throws(LeafProblem) -> Int64 {
    let start = offset
    let year = try digits(4)
    try expect("-")
    let month = try digits(2)
    try expect("-")
    let day = try digits(2)
    guard let days = CivilDate.days(year: year, month: month, day: day) else { throw .form(offset: start) }
    return days
  }

  /// Thh:mm:ss.ffffffZ in microseconds since midnight.
  mutating func timeOfDay() throws(LeafProblem) -> Int64 {
    let start = offset
    try expect("T")
    let hours = try digits(2)
    try expect(":")
    let minutes = try digits(2)
    try expect(":")
    let seconds = try digits(2)
    try expect(".")
    let fraction = try digits(6)
    try expect("Z")
    guard hours < 24, minutes < 60, seconds < 60 else { throw .form(offset: start) }
    return ((hours * 60 + minutes) * 60 + seconds) * 1_000_000 + fraction
  }

  private mutating func digits(_ count: Int) throws(LeafProblem) -> Int64 {
    var value: Int64 = 0
    for _ in 0..<count {
      guard offset < bytes.count, UInt8(ascii: "0")...UInt8(ascii: "9") ~= bytes[offset] else { throw problem }
      value = value * 10 + Int64(bytes[offset] - UInt8(ascii: "0"))
      offset += 1
    }
    return value
  }
}
