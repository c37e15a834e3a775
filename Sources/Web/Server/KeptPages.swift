import Languages
import SignIn
import Synchronization

/// Pages that are the same for all who may see them, kept as long as the book has nothing new. Of many who ask for one at once, one works it out.
///
/// What stands around a page (who reads, banners, tokens) is never kept. A page is kept for one position: who asks after something was folded gets it.
final class KeptPages: Sendable {
  /// What makes two requests ask for the same.
  struct Key: Hashable, Sendable {
    /// Path and query, the language, what the reader may see, and the day, for some figures are ages.
    let address: String
    let language: Language
    let permissions: Set<Permission>
    let day: Int64
  }

  /// What a page came to: its content as HTML, or something else that is answered anew each time.
  enum Result: Sendable {
    case content(Page, html: String)
    case other(PageAnswer)
  }

  private struct Entry {
    let position: Int64
    /// Shared by all who wait for it, so it belongs to none of them: who leaves does not stop it. It ends by the deadline of every answer.
    let work: Task<Result, any Error>
  }

  /// How many are kept: some tens of kilobytes each.
  static let entriesMax = 400
  private let entries = Mutex<[Key: Entry]>([:])

  /// The page as of a position, kept or worked out now.
  func result(_ key: Key, at position: Int64, _ make: @escaping @Sendable () async throws -> Result) async throws -> Result {
    let entry = entries.withLock { entries in
      if let entry = entries[key], entry.position == position { return entry }
      if entries.count >= Self.entriesMax { entries = entries.filter { $0.value.position == position } }
      if entries.count >= Self.entriesMax { entries.removeAll() }
      let entry = Entry(position: position, work: Task { try await make() })
      entries[key] = entry
      return entry
    }
    do { return try await entry.work.value } catch {
      // The next one tries again.
      entries.withLock { entries in if entries[key]?.work == entry.work { entries[key] = nil } }
      throw error
    }
  }
}
