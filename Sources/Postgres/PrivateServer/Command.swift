import CLibPQ
import Glibc

/// Programs of the system, run without a shell, so that no path is ever read as a command.
enum Command {
  struct Outcome {
    /// The exit status; 128 + the signal when one ended it.
    let status: Int32
    /// What it said on standard output and standard error.
    let output: String
  }

  /// Runs a program to its end. Bounded by the program itself.
  /// - Throws: `PostgresError.cannotConnect` when it cannot be started.
  static func run(_ arguments: [String]) throws -> Outcome {
    var ends: [Int32] = [0, 0]
    guard esep_pipe(&ends, O_CLOEXEC) == 0 else { throw failure("no pipe", errno) }
    defer { close(ends[0]) }
    let process: pid_t
    do {
      defer { close(ends[1]) }
      process = try spawn(arguments, output: ends[1])
    }
    var output: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(ends[0], &chunk, chunk.count)
      if count > 0 { output += chunk[..<count] } else if count == 0 || errno != EINTR { break }
    }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 && errno == EINTR {}
    let signal = status & 0x7F
    return Outcome(status: signal == 0 ? (status >> 8) & 0xFF : 128 + signal, output: String(decoding: output, as: UTF8.self))
  }

  /// Starts a program in a session of its own, so that neither Ctrl-C nor a closed terminal reaches it.
  ///
  /// Its environment holds a plain PATH and the C locale only: no PG… variable of the caller, messages in English.
  static func spawn(_ arguments: [String], output: Int32) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_adddup2(&actions, output, 2)
    // The caller's directory may be closed to the server's user.
    esep_spawn_at_root(&actions)
    // A server outlives us: it must hold neither our locks nor a pipe whose end somebody awaits.
    esep_spawn_close_from(&actions, 3)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var noSignals = sigset_t()
    var allSignals = sigset_t()
    sigemptyset(&noSignals)
    sigfillset(&allSignals)
    posix_spawnattr_setsigmask(&attributes, &noSignals)
    posix_spawnattr_setsigdefault(&attributes, &allSignals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | Int32(esep_spawn_setsid)))
    let argv = arguments.map { strdup($0) } + [nil]
    let variables = ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C", "TZ=UTC"]
    let environment = variables.map { strdup($0) } + [nil]
    defer { (argv + environment).forEach { free($0) } }
    var process: pid_t = 0
    let error = posix_spawnp(&process, arguments[0], &actions, &attributes, argv, environment)
    guard error == 0 else { throw failure("\(arguments[0]) cannot be started", error) }
    return process
  }

  private static func failure(_ what: String, _ error: Int32) -> PostgresError {
    PostgresError(.cannotConnect, "\(what): \(String(cString: strerror(error)))")
  }
}
