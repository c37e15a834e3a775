import Glibc
import Postgres

/// A program of the system, run without a shell, its memory measured.
enum Program {
  struct Outcome: Sendable {
    /// What it wrote to standard output.
    let output: String
    /// The most memory it had resident, in bytes.
    let residentBytesMax: Int
    let seconds: Double
  }

  /// Runs a program that is found through PATH to its end, off Swift's cooperative pool. Bounded by the program itself.
  /// - Parameter scratch: a file for what it says on standard error; the last line of it goes into the error.
  /// - Throws: `BenchError` when it cannot be started, or failed.
  static func run(_ arguments: [String], scratch: String) async throws -> Outcome {
    try await withOwnThread { try runBlocking(arguments, scratch: scratch) }
  }

  private static func runBlocking(_ arguments: [String], scratch: String) throws -> Outcome {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw BenchError("no pipe for \(arguments[0]): \(String(cString: strerror(errno)))") }
    defer { close(ends[0]) }
    let start = ContinuousClock.now
    let process: pid_t
    do {
      defer { close(ends[1]) }
      process = try spawn(arguments, output: ends, scratch: scratch)
    }
    let (output, peak) = listen(to: ends[0], of: process)
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 && errno == EINTR {}
    let seconds = (ContinuousClock.now - start).asSeconds
    guard status == 0 else {
      let said = (try? PeerFile(scratch).text.split(separator: "\n").last).map { ": \($0)" } ?? ""
      throw BenchError("\(arguments[0]) failed\(said)")
    }
    return Outcome(output: String(decoding: output, as: UTF8.self), residentBytesMax: peak, seconds: seconds)
  }

  /// Reads to the end, and looks every now and then how much memory the program has had resident. What `wait4` tells would include our own memory, which
  /// every program starts out with.
  private static func listen(to end: Int32, of process: pid_t) -> (output: [UInt8], peak: Int) {
    var (output, peak): ([UInt8], Int) = ([], 0)
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      var ready = pollfd(fd: end, events: Int16(POLLIN), revents: 0)
      peak = max(peak, residentPeak(of: process))
      guard poll(&ready, 1, 10) > 0 else { continue }
      let count = read(end, &chunk, chunk.count)
      if count > 0 { output += chunk[..<count] } else if count == 0 || errno != EINTR { return (output, peak) }
    }
  }

  private static func spawn(_ arguments: [String], output: [Int32], scratch: String) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output[1], 1)
    posix_spawn_file_actions_addclose(&actions, output[0])
    posix_spawn_file_actions_addclose(&actions, output[1])
    posix_spawn_file_actions_addopen(&actions, 2, scratch, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // Threads that make connections block signals; a program of its own must not inherit that.
    var noSignals = sigset_t()
    sigemptyset(&noSignals)
    posix_spawnattr_setsigmask(&attributes, &noSignals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    let argv = arguments.map { strdup($0) } + [nil]
    // The caller's environment, since a virtual environment of Python is one; but a peer connects to our server and to no other.
    let environment = try PeerFile("/proc/self/environ").text.split(separator: "\0").filter { !$0.hasPrefix("PG") }
    let envp = environment.map { strdup(String($0)) } + [nil]
    defer { (argv + envp).forEach { free($0) } }
    var process: pid_t = 0
    let failure = posix_spawnp(&process, arguments[0], &actions, &attributes, argv, envp)
    guard failure == 0 else { throw BenchError("\(arguments[0]) cannot be started: \(String(cString: strerror(failure)))") }
    return process
  }
}
