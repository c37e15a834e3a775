public import EventLog
public import Notary
public import Postgres
import ReadModels

/// What a book needs to be there and to be signed.
public enum BookSetup {
  /// The migrations of the log and of read models, in order.
  public static let migrations = Migration.log + Migration.readModels

  /// Where a book's key and last signed note are kept on this machine.
  /// - Parameters:
  ///   - home: the folder that holds what Esep keeps on this machine.
  ///   - origin: the name the book signs under from its first signing on; nil: the usual one.
  ///   - pool: reads the book.
  public static func keyFolder(_ book: Book, home: String, origin: String? = nil, in pool: Pool) async throws -> KeyFolder {
    KeyFolder(home: home, book: book.name, identity: try await pool.withSession { try $0.logIdentity() }, origin: origin)
  }
}
