import Languages
import SignIn
import Synchronization

/// Pages that are the same for all who may see them, kept as long as the book has nothing new. Of many who ask for one at once, one works it out.
///
/// What stands around a page (who reads, banners, tokens) is never kept. A page is kept for one state of the book: who asks after something was folded, or
/// after the tables were rebuilt, gets what they say then.
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

  /// How the book was when a page was worked out.
  struct State: Hashable, Sendable {
    /// How far it was folded, and when its tables were last rebuilt: with other tables the same position may say something else.
    let position: Int64, rebuiltAt: Int64
  }

  private struct Entry {
    let state: State
    /// What the content takes, once it is there.
    var bytes = 0
    /// Shared by all who wait for it, so it belongs to none of them: who leaves does not stop it. It ends by the deadline of every answer.
    let work: Task<Result, any Error>
  }

  /// How many are kept: some tens of kilobytes each.
  static let entriesMax = 400
  private let entries = Mutex<[Key: Entry]>([:])

  /// How many pages are kept, and what they take, about.
  var size: (entries: Int, bytes: Int) { entries.withLock { entries in (entries.count, entries.values.reduce(0) { $0 + $1.bytes }) } }

  /// The page as of a state of the book, kept or worked out now.
  func result(_ key: Key, at state: State, _ make: @escaping @Sendable () async throws -> Result) async throws -> Result {
    let entry = entries.withLock { entries in
      if let entry = entries[key], entry.state == state { return entry }
      if entries.count >= Self.entriesMax { entries = entries.filter { $0.value.state == state } }
      if entries.count >= Self.entriesMax { entries.removeAll() }
      let entry = Entry(state: state, work: Task { try await make() })
      entries[key] = entry
      return entry
    }
    do {
      let result = try await entry.work.value
      if case .content(_, let html) = result, entry.bytes == 0 {
        // Text and page are the same words twice, about.
        let bytes = 2 * html.utf8.count + key.address.utf8.count
        entries.withLock { entries in if entries[key]?.work == entry.work { entries[key]?.bytes = bytes } }
      }
      return result
    } catch {
      // The next one tries again.
      entries.withLock { entries in if entries[key]?.work == entry.work { entries[key] = nil } }
      throw error
    }
  }
}
