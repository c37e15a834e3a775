import Foundation
import Glibc
import Postgres

/// An accountant in a process of her own.
enum Clerk {
  /// Runs her to her end, or ends her with SIGKILL at some point of her work. Gives what she printed; nil when she was killed.
  static func run(
    _ name: String, seed: Int, book: String, on database: ConnectionOptions, statements: Int, lines: Int, rounds: Int,
    killWhen: @Sendable () async throws -> Bool
  ) async throws -> String? {
    let url = "host=\(database.host) port=5432 dbname=\(database.database) user=\(database.user)"
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: Self.program)
    process.arguments = [url, book, name, "\(seed)", "\(statements)", "\(lines)", "\(rounds)"]
    process.standardOutput = output
    try process.run()
    let started = ContinuousClock.now
    while process.isRunning {
      let isTime = try await killWhen()
      if isTime || ContinuousClock.now - started > .seconds(90) { kill(process.processIdentifier, SIGKILL) }
      try await Task.sleep(for: .milliseconds(3))
    }
    if process.terminationReason == .uncaughtSignal { return nil }
    // One line, which the pipe holds: nobody waits for a reader.
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    guard process.terminationStatus == 0 else { throw ClerkProblem(description: "\(name) ended with \(process.terminationStatus): \(text)") }
    return text
  }

  /// The program that the build put beside this test's own.
  private static let program: String = {
    let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return (own as NSString).deletingLastPathComponent + "/MoneyClerk"
  }()
}

/// She could not do her work.
struct ClerkProblem: Error, CustomStringConvertible { let description: String }
