import Dispatch
import Glibc

/// Ends a long job in an orderly way when the process is asked to stop.
enum StopSignal {
  /// Runs a job until it ends by itself, or cancels it at SIGINT or SIGTERM and returns once it has wound up.
  static func run(_ job: @escaping @Sendable () async throws -> Void) async throws {
    let task = Task { try await job() }
    let sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number)
      source.setEventHandler { task.cancel() }
      source.resume()
      return source
    }
    defer { for source in sources { source.cancel() } }
    do { try await task.value } catch is CancellationError {} catch { if !task.isCancelled { throw error } }
  }
}
