/// An event on its way into the log: which stream it belongs to and the business date it carries.
public struct Fact: Hashable, Sendable {
  /// The stream it will be appended to.
  public let stream: StreamName
  /// The business date.
  public let occurredOn: CalendarDate
  /// What happened.
  public let event: Event

  /// A fact about the thing the stream is named after.
  public init(_ event: Event, in stream: StreamName, on occurredOn: CalendarDate) {
    self.stream = stream
    self.occurredOn = occurredOn
    self.event = event
  }
}

/// What deciding a command came to, when it was not refused.
public enum Decision: Hashable, Sendable {
  /// These facts are to be recorded, together.
  case record([Fact])
  /// The book says exactly this already; nothing to do.
  case unchanged
}
