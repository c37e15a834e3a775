extension Reporter {
  /// Makes slow answers anew as soon as the book has moved on, until it is cancelled: of those that somebody asked for in the last minute, so that who asks
  /// next finds them ready. At most half the time of one connection, over some half a second.
  ///
  /// What is made is what would be made when it is asked for; nobody gets an older answer for it. It looks at the book when it is told that it moved
  /// (`bookMoved`), and every tenth of a second, for another process may be the one that folds.
  /// - Throws: `CancellationError`; `PostgresError` when the server cannot be reached.
  public func keepFresh() async throws {
    guard let cache else { return }
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        while true {
          try await Task.sleep(for: .milliseconds(100))
          cache.bookMoved()
        }
      }
      group.addTask { try await keepFresh(cache) }
      defer { group.cancelAll() }
      try await group.next()
    }
  }

  /// Says that the book has moved on: to be called by whoever folds in this process, after each step. Costs nothing when nobody waits for it.
  public func bookMoved() { cache?.bookMoved() }

  private func keepFresh(_ cache: ReportCache) async throws {
    var effort = Effort(from: .now)
    while true {
      await cache.waitUntilBookMoves()
      try Task.checkCancellation()
      guard cache.isInDemand else { continue }
      _ = try await look(cache)
      while let question = cache.overtaken, let report = catalogue.report(question.report) {
        let began = ContinuousClock.now
        _ = try await cached(report, question.parameters, cache, isAsked: false)
        try await Task.sleep(for: effort.pause(after: ContinuousClock.now - began, at: .now))
      }
    }
  }
}
