public import Ledger

/// Writes facts about goods as an EPCIS 2.0 document (GS1, EPCIS 2.0, section 10: JSON/JSON-LD), event by event.
///
/// What the standard has fields for stands in them and nowhere else; the rest of each fact stands in `esep:says`. `EPCISReader` puts both together again.
public struct EPCISWriter: Sendable {
  /// The types of facts that go into a document; every other is left out.
  public static var types: [String] { EPCISShape.types }

  private let names: EPCISNames
  private let units: [String: String]
  private let certificates: @Sendable (_ product: String, _ day: CalendarDate) -> String?

  /// A writer.
  /// - Parameters:
  ///   - names: how things are called.
  ///   - units: of products, by UN/ECE Recommendation 20; many facts leave them to the product.
  ///   - certificates: the number of the certificate that holds for a product on a day.
  public init(
    names: EPCISNames, units: [String: String],
    certificates: @escaping @Sendable (_ product: String, _ day: CalendarDate) -> String? = { _, _ in nil }
  ) { (self.names, self.units, self.certificates) = (names, units, certificates) }

  /// What comes before the events.
  /// - Parameters:
  ///   - position: the last event of the book that was looked at.
  ///   - recordedAt: when the book learned of it, in microseconds since 1970 UTC: the document is of that moment, so that the same book gives the same bytes.
  public func head(asOf position: Int64, recordedAt: Int64, master: EPCISMasterData = EPCISMasterData()) -> String {
    let members: [(name: String, value: String)] = [
      ("@context", EPCISTerms.context.written),
      ("id", JSONText.string(names.name(.document, [String(position)]))),
      ("type", "\"EPCISDocument\""), ("schemaVersion", "\"2.0\""),
      ("creationDate", JSONText.string(TimeText.utc(recordedAt))),
      (EPCISTerms.asOfPosition, String(position)),
    ]
    let header = master.written(names).map { ",\n\"epcisHeader\":\($0)" } ?? ""
    return JSONText.object(members).dropLast() + header + ",\n\"epcisBody\":{\"eventList\":["
  }

  /// What comes after them.
  public var tail: String { "\n]}}\n" }

  /// One fact, as one event or two, each on a line of its own.
  /// - Parameters:
  ///   - sale: for `SaleReversed`, the fact that recorded the sale: its event is declared an error.
  ///   - isFirst: whether no event stands before it.
  /// - Throws: `EPCISProblem` when the fact is no canonical JSON or of no type for EPCIS.
  public func text(of fact: EPCISFact, sale: EPCISFact? = nil, isFirst: Bool) throws(EPCISProblem) -> String {
    var text = ""
    for event in try events(of: fact, sale: sale) { text += (isFirst && text.isEmpty ? "\n" : ",\n") + event.written }
    return text
  }

  func events(of fact: EPCISFact, sale: EPCISFact? = nil) throws(EPCISProblem) -> [JSONValue] {
    if fact.type == SaleReversed.type {
      guard let sale, sale.type == SaleRecorded.type, let event = try events(of: sale).first?.object else {
        throw EPCISProblem("the sale that is reversed at position \(fact.position) was not given")
      }
      return [.object(try declaringError(event, fact))]
    }
    guard let all = EPCISShape.of(fact.type) else { throw EPCISProblem("\(fact.type) is nothing that EPCIS has a form for") }
    let payload = try Self.payload(fact)
    let context = EPCISContext(names: names, units: units, day: fact.occurredOn)
    var rest = payload
    var written: [(shape: EPCISShape, fields: EPCISFields)] = []
    for shape in all where shape.applies(payload) {
      var fields = EPCISFields()
      for slot in shape.slots { slot.write(payload, context, to: &fields, rest: &rest) }
      written.append((shape, fields))
    }
    return written.enumerated().map { number, part in
      var event = envelope(fact, part.shape, part: number)
      for member in part.fields.members(part.shape.kind) { event[member.name] = member.value }
      decorate(&event, fact, payload)
      event[EPCISTerms.fact] = .text(fact.type)
      if number == 0 { add(fact, says: rest, to: &event) }
      return .object(event)
    }
  }

  private static func payload(_ fact: EPCISFact) throws(EPCISProblem) -> JSONObject {
    do throws(JSONProblem) {
      if let object = try JSONParser.parse(fact.payload).object { return object }
    } catch { throw EPCISProblem("the event at position \(fact.position) is no JSON: \(error)") }
    throw EPCISProblem("the event at position \(fact.position) is no object of JSON")
  }

  private func envelope(_ fact: EPCISFact, _ shape: EPCISShape, part: Int) -> JSONObject {
    var event = JSONObject()
    event["type"] = .text(shape.kind.rawValue)
    event["eventID"] = .text(names.name(.event, [String(fact.position)] + (part == 0 ? [] : [String(part + 1)])))
    event["eventTime"] = .text(EPCISTerms.time(of: fact.occurredOn))
    event["eventTimeZoneOffset"] = .text(EPCISTerms.offset)
    event["recordTime"] = .text(TimeText.utc(fact.recordedAt))
    event["action"] = shape.action.map { .text($0.rawValue) }
    event["bizStep"] = shape.step.map { .text($0.rawValue) }
    event["disposition"] = shape.disposition.map { .text($0.rawValue) }
    return event
  }

  private func add(_ fact: EPCISFact, says rest: JSONObject, to event: inout JSONObject) {
    event[EPCISTerms.stream] = .text(fact.stream)
    event[EPCISTerms.version] = .integer(Int64(fact.version))
    if fact.schema != 1 { event[EPCISTerms.schema] = .integer(Int64(fact.schema)) }
    event[EPCISTerms.says] = EPCISTerms.prefixed(.object(rest))
  }

  /// What a partner's program looks for and the facts say elsewhere or not at all; not read back.
  private func decorate(_ event: inout JSONObject, _ fact: EPCISFact, _ payload: JSONObject) {
    guard [BatchProduced.type, SaleRecorded.type].contains(fact.type), let product = payload["product"]?.text else { return }
    if fact.type == BatchProduced.type, let batch = payload["batch"] { event["ilmd"] = .object(JSONObject([.init("cbvmda:lotNumber", batch)])) }
    if let certificate = certificates(product, fact.occurredOn) {
      event["certificationInfo"] = .array([.text(names.name(.certificate, [certificate]))])
    }
  }

  private func declaringError(_ event: JSONObject, _ fact: EPCISFact) throws(EPCISProblem) -> JSONObject {
    var declaration = JSONObject()
    declaration["declarationTime"] = .text(TimeText.utc(fact.recordedAt))
    declaration["reason"] = .text("did_not_occur")
    declaration[EPCISTerms.fact] = .text(fact.type)
    declaration[EPCISTerms.position] = .integer(fact.position)
    declaration[EPCISTerms.occurredOn] = .text(fact.occurredOn.description)
    add(fact, says: try Self.payload(fact), to: &declaration)
    var event = event
    event["errorDeclaration"] = .object(declaration)
    return event
  }
}
