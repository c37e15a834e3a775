import Glibc

/// The settings a private server starts with.
enum ServerSettings {
  /// What the caller set, over what suits a machine that also does other work. Listening and durability are not for the caller to lose
  /// by accident, but `fsync` may be set (for tests).
  static func merged(_ given: [String: String], place: ServerPlace) -> [(name: String, value: String)] {
    var all = [
      "cluster_name": "esep",
      // Measured: just-in-time compilation gains nothing on these statements and costs their first run.
      "jit": "off",
      "checkpoint_timeout": "15min",
      "fsync": "on",
      // Statements and rows may hold personal data; they stay out of the log file.
      "log_error_verbosity": "terse",
      "log_min_error_statement": "panic",
      "max_wal_size": "4GB",
      "shared_buffers": "\(sharedBuffersMegabytes(memoryMegabytes: memoryMegabytes))MB",
      "synchronous_commit": "on",
    ]
    all.merge(given) { _, value in value }
    all["listen_addresses"] = ""
    all["port"] = String(ServerPlace.port)
    all["unix_socket_directories"] = place.socketDirectory
    all["unix_socket_permissions"] = "0700"
    return all.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// An eighth of the memory, from 32 MiB to 2 GiB: beyond that bulk loads gained nothing.
  static func sharedBuffersMegabytes(memoryMegabytes: Int) -> Int { min(max(memoryMegabytes / 8, 32), 2048) }

  /// What this machine, or the container around us, has.
  private static var memoryMegabytes: Int {
    let physical = Int(sysconf(Int32(_SC_PHYS_PAGES))) / 1024 * Int(sysconf(Int32(_SC_PAGESIZE))) / 1024
    guard let text = Files.text("/sys/fs/cgroup/memory.max"), let limit = Int(text.prefix { $0.isNumber }) else { return physical }
    return min(physical, limit / 1_048_576)
  }
}
