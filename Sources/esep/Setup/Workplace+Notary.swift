import EventLog
import Notary
import Office
import Postgres

extension Workplace {
  /// Where a book's key and last signed note are kept on this machine.
  /// - Parameter origin: the name the book signs under from its first signing on; nil: the usual one.
  func keyFolder(_ book: Book, origin: String? = nil) async throws -> KeyFolder {
    try await withReader(book) { try await BookSetup.keyFolder(book, home: Self.home, origin: origin, in: $0) }
  }

  /// Lends the notary of a book.
  func withNotary<T>(_ book: Book, origin: String? = nil, _ body: (Notary) async throws -> T) async throws -> T {
    let notary = Notary(options: try await open(book, as: .owner), folder: try await keyFolder(book, origin: origin))
    do {
      let result = try await body(notary)
      await notary.close()
      return result
    } catch {
      await notary.close()
      throw error
    }
  }
}
