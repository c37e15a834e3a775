import Postgres
import TestSupport
import Testing

@Suite("Notifications")
struct NotificationTests {
  @Test("A listener is woken by a commit elsewhere, and gets channel and text")
  func wakes() async throws {
    let options = try await TestServer.shared.freshDatabase()
    let (listener, sender) = (try await Connection.open(options), try await Connection.open(options))
    try await listener.run { try $0.execute("LISTEN book") }
    try await withDeadline {
      async let heard = listener.run { try $0.waitForNotifications(timeoutMilliseconds: 60_000) }
      try await sender.run { try $0.execute("NOTIFY book, '42'") }
      let process = try await sender.run { $0.backendProcessID }
      let expected = [Notification(channel: "book", payload: "42", senderProcessID: process)]
      #expect(try await heard == expected)
    }
    await listener.close()
    await sender.close()
  }

  @Test("What arrived while nobody waited is given at once; without any the wait ends empty")
  func buffered() async throws {
    try await TestServer.shared.withSession { session in
      #expect(try session.waitForNotifications(timeoutMilliseconds: 0).isEmpty)
      try session.execute("LISTEN book; LISTEN other")
      try session.execute("NOTIFY book; NOTIFY other, 'b'")
      var heard: [String] = []
      while heard.count < 2 { heard += try session.waitForNotifications(timeoutMilliseconds: 60_000).map(\.channel) }
      #expect(heard == ["book", "other"])
      #expect(try session.waitForNotifications(timeoutMilliseconds: 20).isEmpty)
    }
  }
}
