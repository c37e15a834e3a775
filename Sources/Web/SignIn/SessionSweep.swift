public import Logging
public import ServiceLifecycle
public import SignIn

/// Removes sessions that have ended, once an hour. None of them opens anything any more; this only keeps their table small.
public struct SessionSweep: Service {
  private let accounts: Accounts
  private let logger: Logger

  /// For the sessions of a book.
  public init(accounts: Accounts, logger: Logger) { (self.accounts, self.logger) = (accounts, logger) }

  /// Sweeps until the server stops.
  public func run() async throws {
    try? await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        do { try await accounts.sweep() } catch is CancellationError {} catch {
          logger.warning("ended sessions stay for another hour", metadata: ["what": .string("\(type(of: error))")])
        }
        try await Task.sleep(for: .seconds(3600))
      }
    }
  }
}
