/// Time that something may take.
enum Deadline {
  /// Does something within a time.
  /// - Throws: `problem` when it takes longer; it is cancelled then.
  static func keep<T: Sendable>(seconds: Int, else problem: Problem, _ body: @escaping @Sendable () async throws -> T) async throws -> T {
    try await withThrowingTaskGroup(of: T?.self) { group in
      group.addTask { try await body() }
      group.addTask {
        try await Task.sleep(for: .seconds(seconds))
        return nil
      }
      defer { group.cancelAll() }
      guard let first = try await group.next(), let value = first else { throw problem }
      return value
    }
  }
}
