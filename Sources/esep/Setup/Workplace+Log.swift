import EventLog

extension Workplace {
  /// Lends the log of a book that is there, to record in it.
  func withLog<T>(_ book: Book, _ body: (SharedLog) async throws -> T) async throws -> T {
    let log = SharedLog(options: try await open(book, as: .writer))
    do {
      let result = try await body(log)
      await log.close()
      return result
    } catch {
      await log.close()
      throw error
    }
  }
}
