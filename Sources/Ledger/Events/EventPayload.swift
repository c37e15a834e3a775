/// The facts of one type of event, and how they are written down as canonical JSON.
public protocol EventPayload: Hashable, Sendable {
  /// The type's name in the log: a past-tense fact.
  static var type: String { get }
  /// Version of the payload's form; raised when a field changes its meaning.
  static var schema: Int16 { get }
  /// Writes the members, in order of their names.
  func write(to writer: inout CanonicalWriter)
  /// Reads a payload back.
  init(payload: [UInt8]) throws(PayloadProblem)
}

extension EventPayload {
  /// Version 1, until a type says otherwise.
  public static var schema: Int16 { 1 }

  /// The payload's canonical bytes: what is stored, hashed and proved.
  public var canonicalBytes: [UInt8] { CanonicalWriter.object(write) }
}
