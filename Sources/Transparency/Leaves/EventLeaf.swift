/// One event as the tree hashes it: everything the log knows of it, in one canonical text.
///
/// The text is the RFC 8785 form of an object with the members actor, occurred_on (YYYY-MM-DD), payload, position, recorded_at
/// (YYYY-MM-DDThh:mm:ss.ffffffZ, always six decimals), schema, stream, type and version. Any program that sorts keys can make it again, for
/// example `jq -cS`. The leaf's index in the tree is the position less one.
public struct EventLeaf: Hashable, Sendable {
  /// Its number in the book, from 1.
  public var position: Int64
  /// Its number in its stream, from 1.
  public var version: Int32
  /// The version of the payload's schema.
  public var schema: Int16
  /// The business date, in days since 1970.
  public var occurredOn: Int32
  /// When the book learned of it, in microseconds since 1970 UTC.
  public var recordedAt: Int64
  /// The stream it belongs to.
  public var stream: String
  /// The kind of fact.
  public var type: String
  /// Who commanded it.
  public var actor: String
  /// A JSON object in its canonical form.
  public var payload: [UInt8]

  /// An event from its parts.
  public init(
    position: Int64, version: Int32, schema: Int16, occurredOn: Int32, recordedAt: Int64, stream: String, type: String, actor: String,
    payload: [UInt8]
  ) {
    self.position = position
    self.version = version
    self.schema = schema
    self.occurredOn = occurredOn
    self.recordedAt = recordedAt
    self.stream = stream
    self.type = type
    self.actor = actor
    self.payload = payload
  }

  /// The leaf's text. For many events use a `LeafWriter`, which allocates once.
  /// - Throws: `LeafProblem` when the payload is not canonical or a number is out of bounds.
  public func bytes() throws(LeafProblem) -> [UInt8] { try written { Array($0) } }

  /// The leaf's hash (RFC 6962 §2.1).
  /// - Throws: `LeafProblem` as `bytes()`.
  public func hash() throws(LeafProblem) -> TreeHash { try written { TreeHash.leaf($0) } }

  private func written<R>(_ body: (UnsafeRawBufferPointer) -> R) throws(LeafProblem) -> R {
    var writer = LeafWriter()
    var (stream, type, actor) = (stream, type, actor)
    let result: Result<R, LeafProblem> = stream.withUTF8 { stream in
      type.withUTF8 { type in
        actor.withUTF8 { actor in
          payload.withUnsafeBytes { payload in
            do throws(LeafProblem) {
              return .success(
                try writer.withLeaf(
                  position: position, version: version, schema: schema, occurredOn: occurredOn, recordedAt: recordedAt,
                  stream: UnsafeRawBufferPointer(stream), type: UnsafeRawBufferPointer(type), actor: UnsafeRawBufferPointer(actor),
                  payload: payload, body))
            } catch {
              return .failure(error)
            }
          }
        }
      }
    }
    return try result.get()
  }
}
