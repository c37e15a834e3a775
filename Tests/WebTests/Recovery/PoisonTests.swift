import Ledger
import Postgres
import ReadModels
import SignIn
import Testing

@testable import Web

/// Pages when the log holds an event that the reports cannot take.
@Suite(.serialized) struct PoisonTests {
  @Test(
    "An event that cannot be folded is named above every page, figures stay as of before it, recording goes on, and once it is mended all catches up",
    .timeLimit(.minutes(3)))
  func poison() async throws {
    try await ServerUnderTest.with { server in
      let book = try await BookAtWork.filled(server)
      for number in 1...10 { #expect(try await book.sell("S-\(number)").status == 200) }
      #expect(try await HealthTests.eventually { try await book.isWell() })
      let right = try await book.head()
      #expect(try await book.look() == [right, right])
      let figures = try await book.reader.get("/channels").tableTexts
      // As a newer program would have written it.
      try await withSession(server.login) { session in
        try session.execute(
          """
          BEGIN;
          INSERT INTO main.event (position, version, schema, occurred_on, recorded_at, stream, type, actor, payload)
            SELECT position + 1, 1, 1, '2024-02-01', recorded_at, 'ship/1', 'ShipLanded', 'nobody', '{}' FROM main.head;
          INSERT INTO main."commit" SELECT 'ship', sha256('ship'), position + 1, 1 FROM main.head;
          UPDATE main.head SET position = position + 1;
          COMMIT
          """)
      }
      let event = right + 1
      for number in 11...20 { #expect(try await book.sell("S-\(number)").status == 200) }
      for path in ["/reports", "/channels", "/reports/channel-share", "/account"] {
        #expect(
          try await HealthTests.eventually {
            try await book.reader.get(path).text.contains(
              "Event \(event) cannot be taken in (unroll). Figures are as of before it; tell your administrator.")
          }, "\(path)")
      }
      #expect(try await book.look() == [right, right])
      #expect(try await book.reader.get("/channels").tableTexts == figures)
      let ready = try await book.ready()
      #expect(ready.status == 503 && ready.text.contains("\"halted_at\":\(event)") && ready.text.contains("\"ready\":false"))
      #expect(try await server.stranger().get("/metrics").text.contains("\nesep_halted 1.0\n"))
      #expect(try await book.ask("/book").text.contains("\"halted_at\":\(event)"))
      // What has to wait for the reports says that they stand still, and not that something broke.
      let closing = try await book.reader.get("/months/2024-01")
      #expect(closing.status < 500)
      let answer = try await book.reader.send("/months/2024-01", [("what", "close")])
      #expect(answer.status == 503 && answer.text.contains("The reports stand still") && answer["retry-after"] == "30", "\(answer.text)")
      // A newer program that knows the event passes it.
      let newer = Unroller(version: Unroller.ledger.version) { $0.type == "ShipLanded" ? [] : try Unroller.ledger.unroll($0) }
      let worker = Worker(options: server.desk.owner, catalogue: server.desk.catalogue, unroller: newer)
      try await worker.catchUp()
      await worker.close()
      #expect(try await HealthTests.eventually { try await book.isWell() })
      for number in 21...25 { #expect(try await book.sell("S-\(number)").status == 200) }
      #expect(try await HealthTests.eventually { try await book.isWell() })
      let last = try await book.head()
      #expect(try await book.look() == [last, last])
      #expect(try await book.salesInLog() == 25)
    }
  }

  @Test("A halt that another worker has long passed is none")
  func passed() async throws {
    try await ServerUnderTest.with { server in
      let book = try await BookAtWork.filled(server)
      #expect(try await HealthTests.eventually { try await book.isWell() })
      // As a worker writes it that was slower than the one with the newer program.
      try await withSession(server.login) {
        try $0.execute("INSERT INTO main.halt (position, file, message, halted_at) VALUES (2, 'unroll', 'x', now())")
      }
      try await Task.sleep(for: .milliseconds(2_500))
      #expect(try await book.isWell())
      try await server.desk.wait(for: try await book.head())
    }
  }

  @Test(
    "A database that goes down, comes up or has no room is no fault of ours",
    arguments: ["57P01", "57P02", "57P03", "53300", "40001", "40P01", "55P03"])
  func away(_ state: String) {
    var error = PostgresError(.server, "x")
    error.sqlState = state
    let known = ErrorMiddleware.known(error)
    #expect(known.status == .serviceUnavailable && known.retryAfterSeconds != nil)
    error.sqlState = "42P01"
    #expect(ErrorMiddleware.known(error) == .unexpected)
  }
}
