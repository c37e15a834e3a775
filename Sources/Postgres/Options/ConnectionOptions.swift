/// Where a database is, who connects, and how a new connection is set up.
///
/// Never shows the password: neither when printed nor when mirrored.
public struct ConnectionOptions: Sendable, Hashable {
  /// libpq's keywords and values (PostgreSQL manual, 34.1.2), the password excepted.
  var keywords: [String: String]
  var password: Secret?

  /// The role taken on after connecting (SET ROLE), if any; a name, quoted by us.
  public var role: String?
  /// The one schema that unqualified names mean, if not the server's default; a name, quoted by us.
  public var searchPath: String?
  /// The name the server lists this connection under (pg_stat_activity); the server cuts it at 63 bytes.
  public var applicationName = "esep"
  /// How long connecting may take, in seconds.
  public var connectTimeoutSeconds = 10
  /// Server settings made after connecting, such as `work_mem`, over our own: `TimeZone` UTC, so that no result depends on the machine, and `jit` off.
  public var settings: [String: String] = [:]

  /// A server on this machine, by the directory of its Unix socket.
  public init(socketDirectory: String, port: Int = 5432, database: String, user: String, password: String? = nil) {
    keywords = ["host": socketDirectory, "port": String(port), "dbname": database, "user": user]
    self.password = password.map { Secret(text: $0) }
  }

  init(keywords: [String: String]) {
    var keywords = keywords
    password = keywords.removeValue(forKey: "password").map { Secret(text: $0) }
    if let name = keywords.removeValue(forKey: "application_name") { applicationName = name }
    if let seconds = keywords.removeValue(forKey: "connect_timeout").flatMap({ Int($0) }), seconds > 0 { connectTimeoutSeconds = seconds }
    self.keywords = keywords
  }

  /// The database's name. Empty when libpq is to choose: PGDATABASE, or the user's name.
  public var database: String {
    get { keywords["dbname"] ?? "" }
    set { keywords["dbname"] = newValue }
  }

  /// The user's name. Empty when libpq is to choose: PGUSER, or the name of the system's user.
  public var user: String {
    get { keywords["user"] ?? "" }
    set { keywords["user"] = newValue }
  }

  /// The host's name, or the directory of its Unix socket. Empty when libpq is to choose.
  public var host: String { keywords["host"] ?? "" }
}

extension ConnectionOptions: CustomStringConvertible, CustomReflectable {
  /// Database, host and user; safe to log.
  public var description: String {
    func or(_ text: String, _ fallback: String) -> String { text.isEmpty ? fallback : text }
    return "database \(or(database, "(default)")) on \(or(host, "(default host)")) as \(or(user, "(default user)"))"
  }

  /// The description only, so that `dump` shows no password either.
  public var customMirror: Mirror { Mirror(self, children: ["options": description]) }
}

/// A text that is never shown.
struct Secret: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
  let text: String

  var description: String { "(hidden)" }
  var customMirror: Mirror { Mirror(self, children: []) }
}
