import Glibc
import Postgres

/// Directories for throw-away servers, `/tmp/esep-test-<process>-<random>`.
public enum TemporaryHome {
  private static let prefix = "esep-test-"

  /// A new, empty directory that only we can enter.
  public static func make() throws -> String {
    var template = Array("/tmp/\(prefix)\(getpid())-XXXXXX".utf8CString)
    guard let path = mkdtemp(&template) else { throw PostgresError(.cannotConnect, "no temporary directory: \(String(cString: strerror(errno)))") }
    return String(cString: path)
  }

  /// Stops and deletes the servers of test processes that are gone.
  static func sweep() {
    guard let stream = opendir("/tmp") else { return }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      names.append(withUnsafePointer(to: &entry.pointee.d_name) { $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) } })
    }
    for name in names where name.hasPrefix(prefix) {
      let owner = name.dropFirst(prefix.count).prefix { $0.isNumber }
      guard let process = pid_t(owner), kill(process, 0) != 0, errno == ESRCH else { continue }
      PrivateServer.discardAbandoned(home: "/tmp/\(name)")
    }
  }
}
