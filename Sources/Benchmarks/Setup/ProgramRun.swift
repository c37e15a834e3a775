import Foundation

/// A program that runs as a process of its own, and the memory it takes.
///
/// Its output goes to a file, so no pipe can fill up and stop it.
final class ProgramRun {
  private let process = Process()
  private let outputPath: String
  private let started = ContinuousClock.now

  /// Starts it.
  /// - Throws: when it cannot be started.
  init(_ path: String, _ arguments: [String], in directory: String) throws {
    outputPath = "\(directory)/output-\(UUID().uuidString)"
    guard FileManager.default.createFile(atPath: outputPath, contents: nil), let output = FileHandle(forWritingAtPath: outputPath) else {
      throw BenchError("\(outputPath) cannot be written.")
    }
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = output
    try process.run()
  }

  deinit {
    if process.isRunning { process.terminate() }
    try? FileManager.default.removeItem(atPath: outputPath)
  }

  /// How long it has been running, or since it was started.
  var seconds: Double { (ContinuousClock.now - started).asSeconds }

  /// Whether it is over.
  var hasEnded: Bool { !process.isRunning }

  /// Its exit status once it has ended; the signal when one ended it.
  var status: Int32 { process.terminationStatus }

  /// What it has said, on standard output and standard error.
  var output: String { (try? String(contentsOfFile: outputPath, encoding: .utf8)) ?? "" }

  /// The most memory it has had resident so far, in bytes; 0 once it has ended. `getrusage` would tell of our own memory, which it started out with.
  var residentBytesMax: Int {
    residentPeak(of: process.processIdentifier)
  }
}

/// The most memory a process has had resident so far, in bytes; 0 once it has ended.
func residentPeak(of process: pid_t) -> Int {
  guard let status = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8),
    let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") })
  else { return 0 }
  return (Int(line.split(whereSeparator: { !$0.isNumber }).first ?? "") ?? 0) * 1_024
}
