import Foundation
import Glibc
import TestSupport

/// What another process did.
struct ProgramResult: Sendable {
  /// The exit status; 128 + the signal when one ended it.
  let status: Int32
  /// Standard output.
  let output: String
  /// Standard error.
  let errors: String
  /// The most memory it had resident, in KiB, as last seen before it ended; 0 when it was not measured.
  let peakKilobytes: Int
  /// How long it ran.
  let duration: Duration

  /// Whether SIGKILL ended it.
  var wasKilled: Bool { status == 128 + SIGKILL }
}

/// Runs programs in processes of their own, without a shell.
///
/// Output goes to files, so no pipe can fill up and stop the program; the end is polled for, so the wait holds no thread.
enum Program {
  /// Debian's Python, for which Scripts/test installs what the scripts import; another one may come first in PATH.
  static let python = "/usr/bin/python3"

  /// Runs a program to its end.
  /// - Parameters:
  ///   - environment: all of it, but for what finds programs and libraries.
  ///   - input: a file for standard input.
  ///   - isMeasured: whether its memory is watched, which costs time.
  ///   - killWhen: asked again and again, with the time it has run; the program is ended with SIGKILL once this says yes.
  ///   - seconds: a bound for a hang; a program that takes longer is killed, and the test fails.
  static func run(
    _ path: String, _ arguments: [String], environment: [String: String] = [:], input: String = "/dev/null", isMeasured: Bool = false,
    killWhen: (@Sendable (Duration) async throws -> Bool)? = nil, seconds: Int = 120
  ) async throws -> ProgramResult {
    let folder = try TemporaryFolder()
    let (output, errors) = (folder.path + "/output", folder.path + "/errors")
    let clock = ContinuousClock()
    let started = clock.now
    let process = try spawn([path] + arguments, environment: environment, input: input, output: output, errors: errors)
    var (status, peak) = (Int32(0), 0)
    var isKilled = false
    var problem: (any Error)?
    while waitpid(process, &status, WNOHANG) == 0 {
      if isMeasured { peak = max(peak, peakKilobytes(of: process)) }
      if !isKilled {
        do {
          let elapsed = clock.now - started
          if elapsed > .seconds(seconds) { throw ProgramProblem(description: "\(path) \(arguments) did not end within \(seconds) s") }
          try Task.checkCancellation()
          isKilled = try await killWhen?(elapsed) ?? false
        } catch { (problem, isKilled) = (error, true) }
        if isKilled { kill(process, SIGKILL) }
      }
      // A cancelled task would not sleep; the killed process is reaped in a moment.
      if (try? await Task.sleep(for: .milliseconds(killWhen == nil ? 5 : 1))) == nil { usleep(5_000) }
    }
    if let problem { throw problem }
    let signal = status & 0x7F
    return ProgramResult(
      status: signal == 0 ? (status >> 8) & 0xFF : 128 + signal, output: try text(output), errors: try text(errors), peakKilobytes: peak,
      duration: clock.now - started)
  }

  private static func text(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
  }

  /// Of this very program: `wait4` would count the memory of the process that started it, too.
  private static func peakKilobytes(of process: pid_t) -> Int {
    guard let status = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8) else { return 0 }
    guard let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }) else { return 0 }
    return Int(line.split(whereSeparator: { !$0.isNumber }).first ?? "") ?? 0
  }

  private static func spawn(_ command: [String], environment: [String: String], input: String, output: String, errors: String) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT, 0o600)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // Our threads block signals, which a new process would inherit.
    var (noSignals, allSignals) = (sigset_t(), sigset_t())
    sigemptyset(&noSignals)
    sigfillset(&allSignals)
    posix_spawnattr_setsigmask(&attributes, &noSignals)
    posix_spawnattr_setsigdefault(&attributes, &allSignals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    var variables = ["LC_ALL": "C.UTF-8", "TZ": "UTC"]
    for name in ["PATH", "LD_LIBRARY_PATH"] { variables[name] = ProcessInfo.processInfo.environment[name] }
    variables.merge(environment) { _, given in given }
    let argv = command.map { strdup($0) } + [nil]
    let envp = variables.map { strdup("\($0)=\($1)") } + [nil]
    defer { for text in argv + envp { free(text) } }
    var process: pid_t = 0
    let error = posix_spawnp(&process, command[0], &actions, &attributes, argv, envp)
    guard error == 0 else { throw ProgramProblem(description: "\(command[0]) cannot be started: \(String(cString: strerror(error)))") }
    return process
  }
}

/// A program that could not be run, or did not end.
struct ProgramProblem: Error, CustomStringConvertible {
  let description: String
}
