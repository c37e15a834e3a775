import EventLog
import Exchange
import Notary
import Office
import Postgres
import SignIn

/// The log and its proofs.
enum LogRoutes {
  private static let place = ["position": JSONSchema.pattern("^[1-9][0-9]{0,17}$", 1...18)]

  static let all: [APIRoute] = [
    .get(
      "/events", "listEvents", "Log", .only(.readLog), "Lists events in order.",
      query: [
        APIParameter("after", .position, "Only events after this position: next_after of the page before."),
        APIParameter("limit", .integer(1...1_000), "Events a page; 100 when left out."),
        APIParameter("stream", .text(1...300), "Only of this stream, such as sale/S-88121."),
        APIParameter("type", .text(1...100), "Only of this type."),
      ],
      .json(
        .named(
          "Events",
          .object([
            .required("as_of_position", .position), .required("events", .array(event, CommonSchemas.any)),
            .required("next_after", .position.orNull, "where to go on; null at the log's end. A page may be empty and have a next one"),
          ])), "A page of events."), handler: list),
    .get(
      "/events/{position}", "getEvent", "Log", .only(.readLog), "One event.", places: place, .json(event, "The event."), handler: one),
    .get(
      "/events/{position}/proof", "getProof", "Log", .only(.readLog), "Proves that an event is in the signed log (C2SP tlog-proof).", places: place,
      .text("text/plain", "The proof; check it anywhere with the verifier key."), problems: [409], handler: proof),
    .get(
      "/checkpoint", "getCheckpoint", "Log", .only(.readLog), "What was signed last: a C2SP signed note, and the key to check it by.",
      .json(
        .named(
          "Checkpoint",
          .object([
            .required("size", .position), .required("root", .anyText), .required("note", .anyText), .required("signed_at", .moment),
            .required("verifier_key", .anyText.orNull),
          ])), "The checkpoint."), handler: checkpoint),
    .get(
      "/consistency", "getConsistency", "Log", .only(.readLog), "Proves that the log as signed now continues an older one.",
      query: [APIParameter("from", .integer(1...Int64.max), "The size of the older log.", isRequired: true)],
      .text("text/plain", "The proof (a C2SP add-checkpoint body)."), problems: [409], handler: consistency),
  ]

  private static let event = JSONSchema.named(
    "Event",
    .object([
      .required("position", .position), .required("stream", .anyText), .required("version", .number), .required("type", .anyText),
      .required("schema", .number), .required("occurred_on", .day), .required("recorded_at", .moment), .required("actor", .anyText),
      .required("payload", .anything, "as it is hashed; money in minor units, quantities in thousandths"),
    ]))

  /// So many positions are looked at for one page: a filter that finds little does not go through the whole log at once.
  private static let positionsMax: Int64 = 100_000

  @Sendable private static func list(_ request: APIRequest) async throws -> APIReply {
    let limit = request.number("limit") ?? 100
    let (after, stream, type) = (request.number("after") ?? 0, request.text("stream"), request.text("type"))
    let page = try await request.desk.reader.withSession { session in
      let head = try session.head().position
      // A stream is found by its index, wherever its events are.
      let through = stream != nil || head - min(after, head) < positionsMax ? head : after + positionsMax
      let rows = try session.query(
        """
        SELECT position, stream, version::bigint, type, schema::bigint, occurred_on::text, recorded_at, actor, payload::text FROM event
        WHERE position > $1 AND position <= $2 AND ($3::text IS NULL OR stream = $3) AND ($4::text IS NULL OR type = $4)
        ORDER BY position LIMIT $5
        """,
        [.int64(after), .int64(through), stream.map { .text($0) } ?? .null, type.map { .text($0) } ?? .null, .int64(limit)])
      let events = try rows.map { (position: try $0.int64(0), json: try json($0)) }
      let end = events.count == Int(limit) ? events.last?.position ?? through : through
      return (head: head, events: events.map(\.json), next: end < head ? end : nil)
    }
    return .json(
      JSONText.object([
        ("as_of_position", String(page.head)), ("events", JSONText.lines(page.events)), ("next_after", page.next.map { String($0) } ?? "null"),
      ]), position: page.head, isKeepable: true)
  }

  @Sendable private static func one(_ request: APIRequest) async throws -> APIReply {
    let position = try position(request)
    let found = try await request.desk.reader.withSession { session in
      try session.query(
        """
        SELECT position, stream, version::bigint, type, schema::bigint, occurred_on::text, recorded_at, actor, payload::text FROM event WHERE position = $1
        """, [.int64(position)]
      ).first.map { try json($0) }
    }
    guard let found else { throw Problem.unknown("There is no event at position \(position).", field: "position") }
    return .json(found, position: position, isKeepable: true)
  }

  private static func json(_ row: Row) throws -> String {
    JSONText.object([
      ("position", String(try row.int64(0))), ("stream", JSONText.string(try row.text(1))), ("version", String(try row.int64(2))),
      ("type", JSONText.string(try row.text(3))), ("schema", String(try row.int64(4))), ("occurred_on", JSONText.string(try row.text(5))),
      ("recorded_at", JSONText.string(TimeText.utc(try row.microseconds(6)))), ("actor", JSONText.string(try row.text(7))),
      ("payload", try row.text(8)),
    ])
  }

  @Sendable private static func proof(_ request: APIRequest) async throws -> APIReply {
    let position = try position(request)
    return .text("text/plain; charset=utf-8", try await request.tools.prover.proof(of: position).serialized, position: position)
  }

  @Sendable private static func checkpoint(_ request: APIRequest) async throws -> APIReply {
    guard let signed = try await request.desk.reader.withSession({ try $0.newestCheckpoint() }) else {
      throw Problem.unknown("Nothing was signed yet.")
    }
    let key = try await BookSetup.keyFolder(request.desk.book, home: request.desk.home, in: request.desk.reader).verifier()
    let json = JSONText.object([
      ("size", String(signed.size)), ("root", JSONText.string("\(signed.root)")), ("note", JSONText.string(signed.note)),
      ("signed_at", JSONText.string(TimeText.utc(signed.signedAt))), ("verifier_key", key.map { JSONText.string($0.text) } ?? "null"),
    ])
    return .json(json, position: signed.size, isKeepable: true)
  }

  @Sendable private static func consistency(_ request: APIRequest) async throws -> APIReply {
    .text("text/plain; charset=utf-8", try await request.tools.prover.growth(from: request.number("from") ?? 1).serialized)
  }

  private static func position(_ request: APIRequest) throws -> Int64 {
    guard let position = Int64(request.place("position")) else { throw Problem.unknown("There is no such position.", field: "position") }
    return position
  }
}
