/// Why an event cannot be a leaf of the tree, or why bytes are no leaf.
public enum LeafProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// The parts of an event that are texts.
  public enum Part: String, Hashable, Sendable {
    /// Who commanded the event.
    case actor
    /// The stream it belongs to.
    case stream
    /// The kind of fact.
    case type
  }

  /// The payload is not in the canonical form.
  case payload(CanonicalJSONProblem)
  /// The payload is canonical JSON, but no object.
  case payloadNotObject
  /// A text is not UTF-8.
  case notUTF8(Part)
  /// The position is not between 1 and 2⁵³ − 1.
  case position(Int64)
  /// The business date is not in the years 1 to 9999; in days since 1970.
  case date(Int32)
  /// The time is not in the years 1 to 9999; in microseconds since 1970.
  case time(Int64)
  /// The bytes differ from every leaf from this byte on.
  case form(offset: Int)

  /// What is wrong in plain words, without the event's content.
  public var message: String {
    switch self {
    case .payload(let problem): "the payload is not canonical JSON (RFC 8785): \(problem.message)"
    case .payloadNotObject: "the payload is not a JSON object"
    case .notUTF8(let part): "the \(part.rawValue) is not valid UTF-8"
    case .position(let position): "\(position) is no position: they run from 1 to 9007199254740991"
    case .date(let days): "the date, \(days) days from 1970-01-01, is not in the years 1 to 9999"
    case .time(let microseconds): "the time, \(microseconds) microseconds from 1970-01-01, is not in the years 1 to 9999"
    case .form(let offset): "these bytes are no event in the form of a leaf; they differ from byte \(offset) on"
    }
  }
  /// The same as `message`.
  public var description: String { message }
}
