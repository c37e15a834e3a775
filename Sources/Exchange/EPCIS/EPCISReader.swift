import Ledger

/// Reads a document that `EPCISWriter` wrote back to the very facts it was written from.
///
/// It reads by what the events say: the type, action, business step and disposition tell which form a fact has, and each field is read where that form has it.
/// What another program wrote, or changed into something that no fact looks like, is refused with the event's number.
public struct EPCISReader: Sendable {
  private let bytes: [UInt8]

  /// A reader of a document in UTF-8.
  public init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Hands every fact to `body`, in the document's order. One event at a time is held as a tree.
  /// - Throws: `EPCISProblem` when it is no EPCIS 2.0 document of ours; what `body` throws.
  public func forEachFact(_ body: (EPCISFact) throws -> Void) throws {
    var parser = JSONParser(bytes)
    var (type, version, isOurs) = ("", "", false)
    var failure: (any Error)?
    var hasBody = false
    do throws(JSONProblem) {
      try parser.object { name, parser throws(JSONProblem) in
        switch name {
        case "type": type = try parser.value().text ?? ""
        case "schemaVersion": version = try parser.value().text ?? ""
        case "@context": isOurs = try Self.isOurs(parser.value())
        case "epcisBody":
          hasBody = true
          if failure == nil { failure = Self.problem(type, version, isOurs) }
          try parser.object { name, parser throws(JSONProblem) in
            guard name == "eventList", failure == nil else {
              _ = try parser.value()
              return
            }
            failure = try Self.readEvents(&parser, body)
          }
        default: _ = try parser.value()
        }
      }
      try parser.end()
    } catch { throw EPCISProblem("the document is no JSON: \(error)") }
    if let failure { throw failure }
    guard hasBody else { throw Self.problem(type, version, isOurs) ?? EPCISProblem("the document has no epcisBody") }
  }

  /// All facts of a document.
  public func facts() throws -> [EPCISFact] {
    var facts: [EPCISFact] = []
    try forEachFact { facts.append($0) }
    return facts
  }

  private static func problem(_ type: String, _ version: String, _ isOurs: Bool) -> EPCISProblem? {
    guard type == "EPCISDocument", version == "2.0" else {
      return EPCISProblem("this is no EPCIS 2.0 document: type and schemaVersion have to come before the events, as Esep writes them")
    }
    guard isOurs else { return EPCISProblem("“esep” does not stand for \(EPCISTerms.namespace) in this document: another program wrote it") }
    return nil
  }

  private static func isOurs(_ context: JSONValue) -> Bool {
    (context.elements ?? []).contains { $0.object?["esep"]?.text == EPCISTerms.namespace }
  }

  /// - Returns: what went wrong with an event, or what `body` threw; from then on events are only skipped.
  private static func readEvents(_ parser: inout JSONParser, _ body: (EPCISFact) throws -> Void) throws(JSONProblem) -> (any Error)? {
    var failure: (any Error)?
    var (number, pending): (Int, EPCISFactReading?) = (0, nil)
    try parser.array { parser throws(JSONProblem) in
      let value = try parser.value()
      number += 1
      guard failure == nil else { return }
      do {
        guard let event = value.object else { throw EPCISProblem("it is no object") }
        if let reading = pending, reading.isContinued(by: event) {
          try pending?.add(event)
        } else {
          if let fact = try pending?.fact() { try body(fact) }
          pending = try EPCISFactReading(event)
        }
      } catch let problem as EPCISProblem {
        failure = EPCISProblem("event \(number) of the document cannot be read: \(problem)")
      } catch { failure = error }
    }
    if failure == nil {
      do { if let fact = try pending?.fact() { try body(fact) } } catch { failure = error }
    }
    return failure
  }
}
