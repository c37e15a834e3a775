import Postgres
import TestSupport
import Testing

@Suite("A session")
struct SessionTests {
  @Test("A statement takes its parameters and gives its rows")
  func query() async throws {
    let connection = try await Connection.open(TestServer.shared.freshDatabase())
    let sum = try await connection.run { try $0.query("SELECT $1::bigint + 1", [.int64(41)])[0].int64(0) }
    #expect(sum == 42)
    await connection.close()
  }
}
