/// Writes events as leaves, one after another, into one buffer that is only ever enlarged: no allocation an event.
public struct LeafWriter: Sendable {
  /// The prefix of a leaf (a zero, RFC 6962 §2.1), then the leaf, so that one pass hashes both. Only its beginning is in use.
  private var buffer: [UInt8] = [0]

  /// A writer; as many as there are threads.
  public init() {}

  /// The hash of an event's leaf. O(bytes).
  /// - Parameters:
  ///   - occurredOn: The business date in days since 1970.
  ///   - recordedAt: Microseconds since 1970 UTC.
  ///   - stream: UTF-8, as `type` and `actor`.
  ///   - payload: A JSON object, whose form is checked.
  /// - Throws: `LeafProblem` when the payload is not canonical, a text not UTF-8, or a number out of bounds.
  public mutating func hash(
    position: Int64, version: Int32, schema: Int16, occurredOn: Int32, recordedAt: Int64, stream: UnsafeRawBufferPointer,
    type: UnsafeRawBufferPointer, actor: UnsafeRawBufferPointer, payload: UnsafeRawBufferPointer
  ) throws(LeafProblem) -> TreeHash {
    try write(
      position: position, version: version, schema: schema, occurredOn: occurredOn, recordedAt: recordedAt, stream: stream, type: type,
      actor: actor, payload: payload
    ) { TreeHash.sha256($0) }
  }

  /// Lends the bytes of an event's leaf for the duration of the call. The parameters and errors are those of `hash`.
  public mutating func withLeaf<R>(
    position: Int64, version: Int32, schema: Int16, occurredOn: Int32, recordedAt: Int64, stream: UnsafeRawBufferPointer,
    type: UnsafeRawBufferPointer, actor: UnsafeRawBufferPointer, payload: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> R
  ) throws(LeafProblem) -> R {
    try write(
      position: position, version: version, schema: schema, occurredOn: occurredOn, recordedAt: recordedAt, stream: stream, type: type,
      actor: actor, payload: payload
    ) { body(UnsafeRawBufferPointer(rebasing: $0[1...])) }
  }

  /// Writes prefix and leaf and lends both.
  @inline(__always)
  private mutating func write<R>(
    position: Int64, version: Int32, schema: Int16, occurredOn: Int32, recordedAt: Int64, stream: UnsafeRawBufferPointer,
    type: UnsafeRawBufferPointer, actor: UnsafeRawBufferPointer, payload: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> R
  ) throws(LeafProblem) -> R {
    guard 1...CanonicalJSON.maxInteger ~= position else { throw .position(position) }
    guard let date = CivilDate(day: Int64(occurredOn)) else { throw .date(occurredOn) }
    let (recordedDay, microseconds) = recordedAt.flooredQuotientAndRemainder(dividingBy: CivilDate.microsecondsADay)
    guard let recordedDate = CivilDate(day: recordedDay) else { throw .time(recordedAt) }
    guard payload.count > 0, payload[0] == UInt8(ascii: "{") else { throw Self.noObject(payload) }
    do throws(CanonicalJSONProblem) { try CanonicalJSON.check(payload) } catch { throw .payload(error) }
    reserve(LeafBuffer.fixedBytes + payload.count + 6 * (stream.count + type.count + actor.count))
    return try buffer.withUnsafeMutableBufferPointer { (target) throws(LeafProblem) -> R in
      var leaf = LeafBuffer(UnsafeMutableRawBufferPointer(target), from: 1)
      leaf.append("{\"actor\":\"")
      guard leaf.append(text: actor) else { throw .notUTF8(.actor) }
      leaf.append("\",\"occurred_on\":\"")
      leaf.append(date)
      leaf.append("\",\"payload\":")
      leaf.append(bytes: payload)
      leaf.append(",\"position\":")
      leaf.append(position)
      leaf.append(",\"recorded_at\":\"")
      leaf.append(recordedDate)
      leaf.append(timeOfDay: microseconds)
      leaf.append("\",\"schema\":")
      leaf.append(Int64(schema))
      leaf.append(",\"stream\":\"")
      guard leaf.append(text: stream) else { throw .notUTF8(.stream) }
      leaf.append("\",\"type\":\"")
      guard leaf.append(text: type) else { throw .notUTF8(.type) }
      leaf.append("\",\"version\":")
      leaf.append(Int64(version))
      leaf.append("}")
      return body(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(target)[..<leaf.count]))
    }
  }

  /// A payload that is broken as well as no object is called broken.
  private static func noObject(_ payload: UnsafeRawBufferPointer) -> LeafProblem {
    do throws(CanonicalJSONProblem) { try CanonicalJSON.check(payload) } catch { return .payload(error) }
    return .payloadNotObject
  }

  private mutating func reserve(_ count: Int) {
    guard count > buffer.count else { return }
    buffer = [UInt8](repeating: 0, count: max(count, 2 * buffer.count, 4096))
  }
}
