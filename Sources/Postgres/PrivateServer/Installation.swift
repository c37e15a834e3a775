import Glibc

/// PostgreSQL's programs on this machine.
struct Installation: Hashable {
  /// The directory that holds `initdb`, `postgres` and `pg_ctl`.
  let binaries: String
  let majorVersion: Int

  static let oldestMajorVersion = 15

  /// All that are new enough, the newest first.
  static func all() -> [Installation] {
    var directories: [String] = []
    if let answer = try? Command.run(["pg_config", "--bindir"]), answer.status == 0 {
      directories.append(String(answer.output.prefix { $0 != "\n" }))
    }
    directories += Files.entries("/usr/lib/postgresql").map { "/usr/lib/postgresql/\($0)/bin" }
    directories += Files.entries("/usr").filter { $0.hasPrefix("pgsql-") }.map { "/usr/\($0)/bin" }
    if let path = getenv("PATH") { directories += String(cString: path).split(separator: ":").map(String.init) }
    var seen = Set<String>()
    return directories.filter { seen.insert($0).inserted }.compactMap(Installation.init(at:)).sorted { $0.majorVersion > $1.majorVersion }
  }

  private init?(at directory: String) {
    guard ["initdb", "postgres", "pg_ctl"].allSatisfy({ access("\(directory)/\($0)", X_OK) == 0 }) else { return nil }
    guard let answer = try? Command.run(["\(directory)/postgres", "--version"]), answer.status == 0,
      let version = Self.majorVersion(in: answer.output), version >= Self.oldestMajorVersion
    else { return nil }
    binaries = directory
    majorVersion = version
  }

  /// From "postgres (PostgreSQL) 15.18 (Debian …)" or "postgres (PostgreSQL) 18beta1".
  static func majorVersion(in text: String) -> Int? {
    guard let marker = text.firstRange(of: "(PostgreSQL) ") else { return nil }
    return Int(text[marker.upperBound...].prefix { $0.isASCII && $0.isNumber })
  }

  /// The one to run a cluster with: of the version that made it, or the newest for a new one.
  /// - Throws: `PostgresError.cannotConnect`, saying what to install.
  static func find(forClusterOfVersion version: Int?, at directory: String) throws -> Installation {
    let all = all()
    guard let newest = all.first else {
      throw PostgresError(.cannotConnect, "PostgreSQL 15 or later is not installed: apt-get install postgresql")
    }
    guard let version else { return newest }
    guard let matching = all.first(where: { $0.majorVersion == version }) else {
      throw PostgresError(
        .cannotConnect,
        "the data in \(directory) was made by PostgreSQL \(version), which is not installed: apt-get install postgresql-\(version)")
    }
    return matching
  }
}
