import Glibc

/// The user the server runs as: the caller, or `postgres` when the caller is root, whom PostgreSQL refuses.
struct ServerUser: Hashable {
  let id: uid_t
  let group: gid_t
  /// What to put before a command so that this user runs it; empty when that is the caller.
  let prefix: [String]

  static let caller = ServerUser(id: geteuid(), group: getegid(), prefix: [])

  /// - Throws: `PostgresError.cannotConnect` when root has no `postgres` user, or no way to become it.
  static func current() throws -> ServerUser {
    guard geteuid() == 0 else { return caller }
    guard let (id, group) = look(up: "postgres") else {
      throw PostgresError(
        .cannotConnect, "PostgreSQL does not run as root, and there is no user 'postgres' to run it as: apt-get install postgresql")
    }
    for directory in ["/usr/bin", "/bin", "/usr/sbin", "/sbin"] {
      let program = "\(directory)/setpriv"
      if access(program, X_OK) == 0 {
        return ServerUser(id: id, group: group, prefix: [program, "--reuid=\(id)", "--regid=\(group)", "--init-groups", "--"])
      }
    }
    for directory in ["/usr/sbin", "/sbin", "/usr/bin", "/bin"] {
      let program = "\(directory)/runuser"
      if access(program, X_OK) == 0 { return ServerUser(id: id, group: group, prefix: [program, "-u", "postgres", "--"]) }
    }
    throw PostgresError(
      .cannotConnect, "PostgreSQL does not run as root, and neither setpriv nor runuser is there to change user: apt-get install util-linux")
  }

  private static func look(up name: String) -> (uid_t, gid_t)? {
    var entry = passwd()
    var found: UnsafeMutablePointer<passwd>?
    var buffer = [CChar](repeating: 0, count: 16_384)
    guard getpwnam_r(name, &entry, &buffer, buffer.count, &found) == 0, found != nil else { return nil }
    return (entry.pw_uid, entry.pw_gid)
  }

  /// Whether this user can pass through the directory. Asked of the system by trying, so that access lists count too.
  func canEnter(_ directory: String) -> Bool {
    if prefix.isEmpty { return access(directory, X_OK) == 0 }
    return (try? Command.run(prefix + ["test", "-x", directory]))?.status == 0
  }

  /// Gives a file that we have just made to this user.
  func adopt(_ path: String) throws {
    guard !prefix.isEmpty else { return }
    guard lchown(path, id, group) == 0 else { throw Files.failure("\(path) cannot be given to the user of the server") }
  }
}
