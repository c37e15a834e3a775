import EventLog
import Exchange
import Ledger
import Postgres

/// Looks events up for a trace: by their streams, by the entries, or by type near a position. Never by a figure of a report.
struct TraceSource {
  let session: Session
  /// Nothing behind it is looked at.
  let size: Int64

  /// The event at a position, which has to be there: something pointed to it.
  func event(at position: Int64) throws -> RecordedEvent {
    guard let event = try session.events(after: position - 1, limit: 1).first, event.position == position else {
      throw BundleProblem("There is no event at position \(position), where a read model points to one. Type: esep verify")
    }
    return event
  }

  /// A stream's events, in order.
  func events(of stream: StreamName) throws -> [RecordedEvent] {
    try session.events(ofStreams: [stream.text]).filter { $0.position <= size }
  }

  /// The positions of a rare type's events in which a field has a value, in order. Types and fields are words of this program; values are bound.
  func positions(of type: String, _ field: String, _ value: String, after: Int64 = 0, limit: Int64 = .max) throws -> [Int64] {
    try session.query(
      """
      SELECT position FROM event WHERE type = '\(type)' AND payload->>'\(field)' = $1 AND position > $2 AND position <= $3 ORDER BY position LIMIT $4
      """, [.text(value), .int64(after), .int64(size), .int64(limit)]
    ).map { try $0.int64(0) }
  }

  /// The last of a rare type's events up to a position in which a field has a value. Looked for backwards: documents are near what they led to.
  func last(of type: String, _ field: String, _ value: String, through position: Int64) throws -> RecordedEvent? {
    let rows = try session.query(
      "SELECT position FROM event WHERE type = '\(type)' AND payload->>'\(field)' = $1 AND position <= $2 ORDER BY position DESC LIMIT 1",
      [.text(value), .int64(min(position, size))])
    return try rows.first.map { try event(at: $0.int64(0)) }
  }

  /// The positions of a sale's lines of some kinds about money, in order; an index of sales leads to them.
  func positions(ofSale sale: SaleCode, kinds: [String], producer: ProducerCode? = nil) throws -> [Int64] {
    try session.query(
      """
      SELECT DISTINCT position FROM entry
      WHERE  sale = $1 AND kind IN ('matched', 'unmatched', 'released', 'withdrawn') AND kind = ANY($2) AND position <= $3
        AND  ($4::text IS NULL OR producer = $4)
      ORDER  BY position
      """, [.text(sale.text), .textArray(kinds), .int64(size), producer.map { .text($0.text) } ?? .null]
    ).map { try $0.int64(0) }
  }

  /// A step with money, and goods where it has any.
  func step(
    _ role: TraceStep.Role, _ event: RecordedEvent, _ document: String, _ minor: Int64?, _ currency: Currency?, quantity: Quantity? = nil,
    unit: String? = nil, _ says: String
  ) -> TraceStep {
    TraceStep(
      role: role, position: event.position, type: event.type, date: CalendarDate(daysSince1970: event.occurredOn).description, document: document,
      thousandths: quantity?.thousandths, unit: unit, minor: minor, money: currency, says: says)
  }

  /// A step without money.
  func step(
    _ role: TraceStep.Role, _ event: RecordedEvent, _ document: String, quantity: Quantity? = nil, unit: String? = nil, _ says: String
  ) -> TraceStep { step(role, event, document, nil, nil, quantity: quantity, unit: unit, says) }

  func money(_ minor: Int64, _ currency: Currency) -> String { NumberText.money(minor: minor, decimals: currency.decimals, separator: "") }

  func amount(_ quantity: Quantity) -> String { NumberText.quantity(thousandths: quantity.thousandths) }
}
