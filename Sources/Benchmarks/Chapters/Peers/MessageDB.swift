import Postgres

/// message-db: an event store as functions in PostgreSQL. Messages of one category are in order, because its writers wait for one another;
/// categories are in no order among themselves.
enum MessageDB {
  /// The files of its `database` directory that its `install.sh` runs, in its order. Its role belongs to the whole server and comes first.
  private static let files =
    ["roles/message-store", "schema/message-store", "extensions/pgcrypto", "tables/messages", "types/message"]
    + [
      "message-store-version", "hash-64", "acquire-lock", "category", "is-category", "id", "cardinal-id", "stream-version", "write-message",
      "get-stream-messages", "get-category-messages", "get-last-stream-message",
    ].map { "functions/" + $0 }
    + ["id", "stream", "category"].map { "indexes/messages-" + $0 }
    + ["stream", "type", "stream-type", "type-stream", "category-type", "type-category"].map { "views/\($0)-summary" }
    + ["schema", "table", "sequence", "functions", "views"].map { "privileges/" + $0 }

  /// Its files, as the user gave them; or why it cannot be measured.
  static func files(in directory: String?) -> Peer<[PeerFile]> {
    guard let directory else {
      return .missing("message-db was not measured: give its SQL with --message-db DIR, the directory “database” of its repository.")
    }
    do { return .present(try files.map { try PeerFile("\(directory)/\($0).sql") }) } catch {
      return .missing("message-db was not measured: \(error). --message-db wants the directory “database” of its repository, version 1.3.")
    }
  }

  /// Writers who each write messages to streams of their own, in so many categories, and say which version they expect.
  /// - Parameter messages: how many go in one transaction: their calls are sent as one pipeline.
  static func run(_ bench: Bench, _ files: [PeerFile], writers: Int, categories: Int, messages: Int = 1, _ sales: PeerSales) async throws -> Reading {
    try await bench.withPeerDatabase("peer_message_db", installing: files) { database in
      var options = database
      options.role = "message_store"
      options.settings["search_path"] = "message_store, public"
      let clients = (0..<writers).map { MessageDBWriter(number: $0, of: writers, categories: categories, messages: messages, sales) }
      let outcome = try await ClosedLoop.run(clients, on: options, seconds: bench.options.seconds)
      try await check(database, messages: outcome.stored, gross: outcome.clients.reduce(0) { $0 + $1.gross })
      return outcome.reading
    }
  }

  private static func check(_ database: ConnectionOptions, messages: Int, gross: Int64) async throws {
    let sql = """
      SELECT count(*), coalesce(sum((data->>'gross')::bigint), 0)::bigint,
             (SELECT count(*) FROM (SELECT FROM message_store.messages GROUP BY stream_name HAVING max(position) + 1 <> count(*)) AS holed)
      FROM message_store.messages
      """
    let found = try await Bench.asking(database) { session in
      try session.query(sql).map { (try $0.int64(0), try $0.int64(1), try $0.int64(2)) }[0]
    }
    guard found == (Int64(messages), gross, 0) else {
      throw BenchError("message-db should hold \(messages) messages of \(gross) in all, each stream without a hole, and answers \(found).")
    }
  }
}

private struct MessageDBWriter: PeerClient {
  private static let sql = "SELECT write_message($1::varchar, $2::varchar, 'SaleRecorded'::varchar, $3::jsonb, NULL::jsonb, $4::bigint)"

  let number: Int
  let categories: Int
  let messages: Int
  let sales: PeerSales
  var streams: OwnStreams
  var written = 0
  var gross: Int64 = 0

  init(number: Int, of writers: Int, categories: Int, messages: Int, _ sales: PeerSales) {
    (self.number, self.categories, self.messages, self.sales) = (number, categories, messages, sales)
    streams = OwnStreams(writer: number, of: writers)
  }

  mutating func work(_ session: Session) throws -> Int {
    let (stream, version) = streams.take(events: messages)
    // What stands before the first hyphen is the category. A stream that is not there yet has version −1.
    let name = "sale\(stream % categories)-\(stream)"
    var calls: [(sql: String, parameters: [Parameter])] = []
    for offset in 0..<messages {
      let sale = sales.sale(written, writer: number)
      written += 1
      gross += sale.gross
      calls.append((Self.sql, [.text(randomUUID()), .text(name), .text(sale.payload), .int64(version - 1 + Int64(offset))]))
    }
    if messages == 1 { try session.query(Self.sql, calls[0].parameters) } else { _ = try session.pipeline(calls) }
    return messages
  }
}

/// A random UUID (RFC 9562, version 4) as text: its writers are to choose one for each message.
func randomUUID() -> String {
  let high = UInt64.random(in: .min ... .max) & 0xFFFF_FFFF_FFFF_0FFF | 0x4000
  let low = UInt64.random(in: .min ... .max) & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
  let digits = Array("0123456789abcdef".utf8)
  return String(unsafeUninitializedCapacity: 36) { buffer in
    var place = 0
    for nibble in 0..<32 {
      if nibble == 8 || nibble == 12 || nibble == 16 || nibble == 20 {
        buffer[place] = UInt8(ascii: "-")
        place += 1
      }
      let half = nibble < 16 ? high : low
      buffer[place] = digits[Int(half >> UInt64(60 - nibble % 16 * 4) & 0xF)]
      place += 1
    }
    return 36
  }
}
