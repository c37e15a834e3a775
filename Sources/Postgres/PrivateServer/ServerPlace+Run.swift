import CLibPQ
import Glibc

extension ServerPlace {
  private static let patienceMilliseconds = 60_000

  /// The major version of the cluster, nil when there is none yet.
  var clusterVersion: Int? { Files.text(data + "/PG_VERSION").flatMap { Int($0.prefix { $0.isNumber }) } }

  /// Makes the cluster, elsewhere first and then moved into place in one step, so that half a cluster is never taken for a whole one.
  func initialise(_ installation: Installation, isSynced: Bool) throws {
    let unfinished = root + "/data.unfinished"
    try Files.remove(unfinished)
    // A directory without PG_VERSION is none of ours; initdb's result must not replace it.
    guard Files.linkInfo(data) == nil else {
      throw PostgresError(.cannotConnect, "\(data) is there but is no PostgreSQL cluster: move it away and try again")
    }
    let command = [
      "\(installation.binaries)/initdb", "-D", unfinished, "-U", PrivateServer.user, "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8",
      "--data-checksums", "--no-instructions",
    ]
    let outcome = try Command.run(user.prefix + command + (isSynced ? [] : ["--no-sync"]))
    guard outcome.status == 0 else {
      throw PostgresError(.cannotConnect, "initdb could not make the database in \(root): \(Self.lastLines(outcome.output))")
    }
    guard rename(unfinished, data) == 0 else { throw Files.failure("\(unfinished) cannot be renamed to \(data)") }
  }

  /// Starts the server and waits until it answers. Gives its process, so that we can see it end.
  func start(_ installation: Installation, settings: [(name: String, value: String)], log: (String) -> Void) throws -> pid_t {
    let output = open(self.log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard output >= 0 else { throw Files.failure("\(self.log) cannot be written") }
    defer { close(output) }
    if let size = Files.info(self.log)?.st_size, size > 16 * 1_048_576 { ftruncate(output, 0) }
    try user.adopt(self.log)
    let options = settings.flatMap { ["-c", "\($0.name)=\($0.value)"] }
    let process = try Command.spawn(user.prefix + ["\(installation.binaries)/postgres", "-D", data] + options, output: output)
    try waitUntilReady(child: process)
    return process
  }

  /// Waits until the server answers, 60 s at most.
  func waitUntilReady(child: pid_t?) throws {
    let limit = Deadline.after(milliseconds: Self.patienceMilliseconds)
    while !answers {
      if let child, Self.noteEnd(of: child) { throw failure("ended at once", advice: "see \(log), then try again") }
      guard !limit.hasPassed else {
        throw failure(
          "did not answer within 60 s", advice: "after a power cut it may still be recovering: try again in a minute, or see \(log)")
      }
      usleep(20_000)
    }
  }

  /// Whether the server takes connections.
  var answers: Bool {
    let address = [("host", socketDirectory), ("port", String(Self.port)), ("dbname", "postgres"), ("user", PrivateServer.user)]
    let pairs = address + [("connect_timeout", "5")]
    let keywords = pairs.map { strdup($0.0) } + [nil]
    let values = pairs.map { strdup($0.1) } + [nil]
    defer { (keywords + values).forEach { free($0) } }
    return PQpingParams(keywords.map { UnsafePointer($0) }, values.map { UnsafePointer($0) }, 0) == PQPING_OK
  }

  /// Stops the server; false when it did not stop within a minute.
  ///
  /// Nothing is asked of a server that was killed: when it was our child, its zombie would seem alive to pg_ctl for that whole minute.
  @discardableResult
  func stop(immediately: Bool, child: pid_t?) -> Bool {
    guard runningProcess != nil else { return true }
    guard let version = clusterVersion, let installation = try? Installation.find(forClusterOfVersion: version, at: data) else { return false }
    let command = ["\(installation.binaries)/pg_ctl", "stop", "-D", data, "-m", immediately ? "immediate" : "fast", "-w", "-t", "60", "-s"]
    let isStopped = (try? Command.run(user.prefix + command))?.status == 0
    // pg_ctl waits for the lock file to go; the process itself ends a moment later.
    if isStopped, let child {
      let limit = Deadline.after(milliseconds: 5_000)
      while !Self.noteEnd(of: child) && !limit.hasPassed { usleep(5_000) }
    }
    return isStopped
  }

  /// True when our child has ended; it is a zombie until somebody has looked.
  @discardableResult
  static func noteEnd(of child: pid_t) -> Bool {
    var status: Int32 = 0
    return waitpid(child, &status, WNOHANG) != 0
  }

  private func failure(_ what: String, advice: String) -> PostgresError {
    PostgresError(
      .cannotConnect, "the private PostgreSQL server in \(root) \(what); \(advice). It said last: \(Self.lastLines(Files.text(log) ?? ""))")
  }

  private static func lastLines(_ text: String) -> String { text.split(separator: "\n").suffix(10).joined(separator: "\n") }
}
