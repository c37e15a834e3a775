/// Runs a job that has to be done in time.
/// - Throws: `late` when it is not, after the job has been cancelled and has wound up; what the job throws.
func withDeadline<T: Sendable>(seconds: Int, or late: WebError, _ job: @escaping @Sendable () async throws -> T) async throws -> T {
  try await withThrowingTaskGroup(of: T?.self) { group in
    group.addTask { try await job() }
    group.addTask {
      try? await Task.sleep(for: .seconds(seconds))
      return nil
    }
    defer { group.cancelAll() }
    guard let first = try await group.next(), let value = first else { throw late }
    return value
  }
}
