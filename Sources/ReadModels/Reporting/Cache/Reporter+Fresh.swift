extension Reporter {
  /// Makes slow answers anew as soon as the book has moved on, until it is cancelled: of those that somebody asked for in the last minute, so that who asks
  /// next finds them ready. At most half the time of one connection.
  ///
  /// What is made is what would be made when it is asked for; nobody gets an older answer for it.
  /// - Throws: `CancellationError`; `PostgresError` when the server cannot be reached.
  public func keepFresh() async throws {
    guard let cache else { return }
    while true {
      try await Task.sleep(for: .milliseconds(20))
      // As long as nobody has asked anything there is nothing to look for.
      guard cache.bytes > 0 else { continue }
      _ = try await look(cache)
      while let question = cache.overtaken {
        try Task.checkCancellation()
        guard let report = catalogue.report(question.report) else { break }
        let began = ContinuousClock.now
        _ = try await cached(report, question.parameters, cache, isAsked: false)
        try await Task.sleep(for: ContinuousClock.now - began)
      }
    }
  }
}
