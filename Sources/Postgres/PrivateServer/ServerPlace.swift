import Glibc

/// Where the files of one private server are.
///
/// Normally `<home>/postgres`, with `data`, `socket` and `server.log` inside; the whole belongs to the user the server runs as.
struct ServerPlace {
  let root: String
  let socketDirectory: String
  let user: ServerUser

  var data: String { root + "/data" }
  var log: String { root + "/server.log" }

  static let port = 5432

  /// Finds or makes the place. `home` is a real path. Only called with the start lock held.
  static func locate(home: String, user: ServerUser, log: (String) -> Void) throws -> ServerPlace {
    let link = home + "/postgres"
    if Files.linkInfo(link) == nil {
      if user.canEnter(home) || openUp(home, for: user) {
        try make(link, for: user)
      } else {
        let elsewhere = "/var/lib/esep/" + Files.hash(home)
        log("user 'postgres' cannot enter \(home), so the database goes to \(elsewhere)")
        try Files.makeDirectories("/var/lib/esep", mode: 0o755)
        try make(elsewhere, for: user)
        guard symlink(elsewhere, link) == 0 else { throw Files.failure("the link \(link) cannot be made") }
      }
    } else if Files.info(link) == nil, let target = Files.linkTarget(link), target.hasPrefix("/var/lib/esep/") {
      try make(target, for: user)
    }
    let root = try Files.real(link)
    guard let info = Files.info(root), info.st_uid == user.id else {
      throw PostgresError(
        .cannotConnect, "\(root) belongs to another user: run esep as that user, or set ESEP_HOME to a directory of your own")
    }
    if !user.canEnter(root) { _ = openUp(home, for: user) }
    return ServerPlace(root: root, socketDirectory: try makeSocketDirectory(root: root, user: user), user: user)
  }

  private static func make(_ directory: String, for user: ServerUser) throws {
    guard mkdir(directory, 0o700) == 0 else {
      // It is there when a home was removed and made again; its owner is checked by the caller.
      if errno == EEXIST { return }
      throw Files.failure("the directory \(directory) cannot be made")
    }
    try user.adopt(directory)
  }

  /// Lets others pass through the home (not list it), if it is ours alone to change and that is all that is missing.
  ///
  /// A user's own home directory such as /root is not: who closed it meant it.
  private static func openUp(_ home: String, for user: ServerUser) -> Bool {
    guard !user.prefix.isEmpty, home != "/", let info = Files.info(home), info.st_uid == geteuid(), !isLoginDirectory(home),
      user.canEnter(Files.parent(home))
    else { return false }
    return chmod(home, (info.st_mode & 0o7777) | 0o001) == 0 && user.canEnter(home)
  }

  private static func isLoginDirectory(_ path: String) -> Bool {
    if let home = getenv("HOME"), (try? Files.real(String(cString: home))) == path { return true }
    guard let entry = getpwuid(geteuid()), let home = entry.pointee.pw_dir else { return false }
    return (try? Files.real(String(cString: home))) == path
  }

  /// `<root>/socket`, unless its path is too long for a socket, or holds what PostgreSQL's list of directories would misread.
  private static func makeSocketDirectory(root: String, user: ServerUser) throws -> String {
    let inside = root + "/socket"
    let isPlain = inside.utf8.allSatisfy { byte in
      let character = Character(Unicode.Scalar(byte))
      return character.isASCII && (character.isLetter || character.isNumber || "/._-".contains(character))
    }
    // sun_path holds 108 bytes with the closing zero.
    let isShort = (inside + "/.s.PGSQL.\(port)").utf8.count <= 107
    let directory = isPlain && isShort ? inside : "/tmp/esep-" + Files.hash(root)
    if mkdir(directory, 0o700) == 0 { try user.adopt(directory) }
    guard let info = Files.linkInfo(directory), info.st_mode & S_IFMT == S_IFDIR, info.st_uid == user.id, info.st_mode & 0o077 == 0 else {
      throw PostgresError(
        .cannotConnect, "the socket directory \(directory) is not a directory that the server's user alone may enter: remove it and try again")
    }
    return directory
  }
}
