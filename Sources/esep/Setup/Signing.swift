import EventLog
import Notary
import Postgres

/// Signing on the side, by commands that are about something else.
enum Signing {
  /// Events from which taking them into the tree is worth a progress bar: half a second.
  private static let eventsWithBar: Int64 = 200_000

  /// Signs what the log has become. A refusal is said, loudly, and the command goes on: its own work is done, and the next command says it again.
  static func attempt(_ workplace: Workplace, _ book: Book) async {
    do {
      try await growVisibly(workplace, book)
      _ = try await workplace.withNotary(book) { try await $0.sign() }
    } catch { refused(error) }
  }

  /// Says why nothing was signed.
  static func refused(_ error: any Error) { Talk.say("✗ NOT SIGNED. \(error)") }

  /// After a large import there is much to hash; signing finds it done.
  private static func growVisibly(_ workplace: Workplace, _ book: Book) async throws {
    let behind = try await workplace.withReader(book) { pool in
      try await pool.withSession { session in try session.head().position - session.treeSize() }
    }
    guard behind > eventsWithBar else { return }
    let bar = BarHolder("Tree")
    _ = try await TreeKeeper(options: try await workplace.open(book, as: .owner)).grow { bar.show($0, of: $1) }
    bar.end()
  }
}
