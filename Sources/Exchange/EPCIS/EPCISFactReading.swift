import Ledger

/// A fact while its events are read: one, or two that follow each other.
struct EPCISFactReading {
  private let type: String, position: Int64
  private let stream: String, version: Int32, schema: Int16
  private let occurredOn: CalendarDate, recordedAt: Int64
  private var payload: JSONObject

  /// From the event that says most of the fact.
  /// - Throws: `EPCISProblem` when it is none that Esep writes.
  init(_ event: JSONObject) throws(EPCISProblem) {
    let declaration = event["errorDeclaration"]?.object
    let words = declaration ?? event
    guard let type = words[EPCISTerms.fact]?.text, let stream = words[EPCISTerms.stream]?.text,
      let version = words[EPCISTerms.version]?.integer.flatMap({ Int32(exactly: $0) }),
      let says = words[EPCISTerms.says].map(EPCISTerms.plain)?.object
    else { throw EPCISProblem("it does not say which fact of a book it is") }
    (self.type, self.stream, self.version) = (type, stream, version)
    guard let schema = Int16(exactly: words[EPCISTerms.schema]?.integer ?? 1) else { throw EPCISProblem("its schema is no version") }
    self.schema = schema
    let day = declaration.map { $0[EPCISTerms.occurredOn]?.text.flatMap { CalendarDate($0) } } ?? Self.day(event)
    let position = declaration.map { $0[EPCISTerms.position]?.integer } ?? Self.position(event)
    guard let day, let position, let time = words[declaration == nil ? "recordTime" : "declarationTime"]?.text,
      let recordedAt = TimeText.microseconds(ofUTC: time)
    else { throw EPCISProblem("its time or its number is not as Esep writes them") }
    (occurredOn, self.position, self.recordedAt) = (day, position, recordedAt)
    payload = says
    if declaration == nil { try read(event) }
  }

  /// Whether an event tells more of the same fact.
  func isContinued(by event: JSONObject) -> Bool {
    event["errorDeclaration"] == nil && event[EPCISTerms.says] == nil && Self.position(event) == position && event[EPCISTerms.fact]?.text == type
  }

  /// Takes a further event of the fact in.
  mutating func add(_ event: JSONObject) throws(EPCISProblem) { try read(event) }

  /// The fact, once all its events are in.
  func fact() throws(EPCISProblem) -> EPCISFact {
    EPCISFact(
      position: position, version: version, schema: schema, occurredOn: occurredOn, recordedAt: recordedAt, stream: stream, type: type,
      payload: Array(JSONValue.object(payload.sorted).written.utf8))
  }

  private mutating func read(_ event: JSONObject) throws(EPCISProblem) {
    let key = EPCISShape.Key(event)
    guard let shape = EPCISShape.of(type)?.first(where: { $0.key == key }) else {
      throw EPCISProblem(
        "no \(type) is a \(key.kind) with action \(key.action ?? "–"), step \(key.step ?? "–") and disposition \(key.disposition ?? "–")")
    }
    guard Self.day(event) == occurredOn else { throw EPCISProblem("its time is not as Esep writes it") }
    let fields = try EPCISFields(event)
    for slot in shape.slots { try slot.read(fields, on: occurredOn, to: &payload) }
  }

  private static func day(_ event: JSONObject) -> CalendarDate? { event["eventTime"]?.text.flatMap(EPCISTerms.day) }

  private static func position(_ event: JSONObject) -> Int64? {
    event["eventID"]?.text.flatMap { EPCISNames.parts(of: $0, .event)?.first }.flatMap { Int64($0) }
  }
}
