import Glibc

/// What a power cut or a `kill -9` leaves behind.
///
/// A lock file names the process that made it. PostgreSQL itself clears one whose process is gone, but refuses to start when the number
/// has gone to another program meanwhile, or when the file is empty.
extension ServerPlace {
  var pidFile: String { data + "/postmaster.pid" }
  private var socketLock: String { socketDirectory + "/.s.PGSQL.\(Self.port).lock" }

  /// The running server's process, if there is one.
  var runningProcess: pid_t? {
    guard let process = Self.process(in: Files.text(pidFile)), serves(process) else { return nil }
    return process
  }

  private static func process(in lockFile: String?) -> pid_t? {
    guard let line = lockFile?.split(separator: "\n").first, let process = pid_t(line), process > 0 else { return nil }
    return process
  }

  /// Whether the process is a PostgreSQL process of this cluster: each of them works in the data directory.
  private func serves(_ process: pid_t) -> Bool {
    guard let program = Files.linkTarget("/proc/\(process)/exe"), program.contains("/postgres") else { return false }
    return Files.linkTarget("/proc/\(process)/cwd") == data
  }

  /// Makes way for a start. Only called with the start lock held and no server running.
  func clearStaleFiles(log: (String) -> Void) throws {
    endOrphans(log: log)
    if let content = Files.text(pidFile) {
      if let process = Self.process(in: content) {
        if isAlive(process) {
          log("\(pidFile) names process \(process), which is another program: clearing it")
          // Only the number goes. The shared memory that the file names further down is PostgreSQL's second guard against two servers
          // on the same data, and stays. No process can have a number above 4194304 (Linux, PID_MAX_LIMIT).
          let rest = content.drop { $0 != "\n" }
          try Files.write("4194305" + rest, to: pidFile)
        }
      } else {
        log("\(pidFile) is empty or damaged: removing it")
        try Files.remove(pidFile)
      }
    }
    if let content = Files.text(socketLock) {
      let process = Self.process(in: content)
      if process.map(isAlive) ?? true { try Files.remove(socketLock) }
    }
  }

  private func isAlive(_ process: pid_t) -> Bool { kill(process, 0) == 0 || errno == EPERM }

  /// Backends of a server that was killed end by themselves within moments; until then its shared memory forbids a start.
  private func endOrphans(log: (String) -> Void) {
    let patience = Deadline.after(milliseconds: 10_000)
    var orphans = orphans()
    while !orphans.isEmpty && !patience.hasPassed {
      usleep(50_000)
      orphans = self.orphans()
    }
    guard !orphans.isEmpty else { return }
    log("ending \(orphans.count) processes that a killed server left behind")
    for process in orphans { kill(process, SIGKILL) }
    while !self.orphans().isEmpty && !patience.hasPassed { usleep(50_000) }
  }

  private func orphans() -> [pid_t] {
    Files.entries("/proc").compactMap { pid_t($0) }.filter(serves)
  }
}
