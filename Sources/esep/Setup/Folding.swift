import EventLog
import Postgres
import ReadModels

/// Brings a book's read models up to its log, from the command line.
enum Folding {
  /// Builds what is new or changed in the definitions, folds as far as the log goes, and signs the log; this last even when an event cannot be folded.
  /// - Returns: the position all reports are as of.
  @discardableResult
  static func catchUp(_ workplace: Workplace, _ book: Book) async throws -> Int64 {
    let position: Int64
    do { position = try await withoutSigning(workplace, book) } catch {
      if error is ReadModelError { await Signing.attempt(workplace, book) }
      throw error
    }
    await Signing.attempt(workplace, book)
    return position
  }

  /// The same without signing.
  static func withoutSigning(_ workplace: Workplace, _ book: Book) async throws -> Int64 {
    let owner = try await workplace.open(book, as: .owner)
    let catalogue = try Catalogue.builtIn()
    let bar = BarHolder("Read models")
    if let result = try await Rebuilder(options: owner, catalogue: catalogue).prepare(progress: { bar.show($0) }) {
      bar.end()
      for difference in result.differences where !difference.isEmpty { Talk.say("Changed definition: \(difference)") }
    }
    let worker = Worker(options: owner, catalogue: catalogue)
    do {
      let position = try await worker.catchUp()
      await worker.close()
      return position
    } catch {
      await worker.close()
      throw error
    }
  }
}
