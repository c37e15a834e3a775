public import Logging
public import Notary
import ReadModels
public import ServiceLifecycle

/// Keeps read models up to the log while the server runs. When folding stands still it tries again, so that a mended book goes on by itself; pages say
/// meanwhile as of when their figures are.
public struct FoldingJob: Service {
  private let desk: BookDesk
  private let logger: Logger
  private static let retrySeconds = 5

  /// For the book of a desk.
  public init(desk: BookDesk, logger: Logger) { (self.desk, self.logger) = (desk, logger) }

  /// Folds until the server stops.
  public func run() async throws {
    try? await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        let worker = Worker(options: desk.owner, catalogue: desk.catalogue, folded: desk.reporter.bookMoved)
        do { try await worker.follow() } catch is CancellationError {} catch {
          logger.error("folding stands still", metadata: ["what": .string("\(error)")])
        }
        await worker.close()
        try await Task.sleep(for: .seconds(Self.retrySeconds))
      }
    }
  }
}

/// Makes slow answers anew as soon as the book has moved on, for those who ask next.
public struct AnswersJob: Service {
  private let desk: BookDesk
  private static let retrySeconds = 5

  /// For the book of a desk.
  public init(desk: BookDesk) { self.desk = desk }

  /// Goes on until the server stops. Without the database it waits: pages say themselves what is missing.
  public func run() async throws {
    try? await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        try? await desk.reporter.keepFresh()
        try await Task.sleep(for: .seconds(Self.retrySeconds))
      }
    }
  }
}

/// Signs the log within a second of its growing. A refusal to sign is logged once, until there is another.
public struct SigningJob: Service {
  private let notary: Notary
  private let logger: Logger
  private static let retrySeconds = 60

  /// For the book of a notary.
  public init(notary: Notary, logger: Logger) { (self.notary, self.logger) = (notary, logger) }

  /// Signs until the server stops.
  public func run() async throws {
    var said = ""
    while !Task.isCancelled, !Task.isShuttingDownGracefully {
      do { try await cancelWhenGracefulShutdown { try await notary.follow() } } catch is CancellationError {} catch {
        let message = "\(error)"
        if message != said { logger.error("not signed", metadata: ["what": .string(message)]) }
        said = message
      }
      try? await cancelWhenGracefulShutdown { try await Task.sleep(for: .seconds(Self.retrySeconds)) }
    }
    await notary.close()
  }
}

/// Reads at the start what the first question would otherwise wait for.
public struct WarmingJob: Service {
  private let desk: BookDesk

  /// A job for a book.
  public init(desk: BookDesk) { self.desk = desk }

  /// Reads, then waits for the server's end: a service that ended would end the server.
  public func run() async throws {
    _ = try? await cancelWhenGracefulShutdown { try await desk.payables.current() }
    try? await gracefulShutdown()
  }
}
