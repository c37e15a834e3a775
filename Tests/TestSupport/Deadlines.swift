/// Runs `body`, and fails instead of hanging for ever when it takes longer than any healthy run could.
///
/// This bounds a hang; it is no measure of speed.
public func withDeadline<T: Sendable>(seconds: Int = 240, _ body: @escaping @Sendable () async throws -> T) async throws -> T {
  try await withThrowingTaskGroup(of: T.self) { group in
    group.addTask { try await body() }
    group.addTask {
      try await Task.sleep(for: .seconds(seconds))
      throw DeadlinePassed(seconds: seconds)
    }
    defer { group.cancelAll() }
    guard let value = try await group.next() else { throw DeadlinePassed(seconds: seconds) }
    return value
  }
}

/// Something that must end did not.
public struct DeadlinePassed: Error, CustomStringConvertible {
  let seconds: Int
  /// How long was waited.
  public var description: String { "not done after \(seconds) s: it hangs" }
}

/// Waits until `condition` holds, for what another process does in its own time. Throws when it never does.
public func eventually(seconds: Int = 180, _ condition: @escaping @Sendable () async throws -> Bool) async throws {
  try await withDeadline(seconds: seconds) {
    while try await !condition() { try await Task.sleep(for: .milliseconds(10)) }
  }
}
