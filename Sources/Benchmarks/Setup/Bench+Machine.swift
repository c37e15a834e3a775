import Glibc
import Postgres

extension Bench {
  /// How many processors this machine has.
  static var processors: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  /// What the figures were measured on, for the record: they are worth nothing without it.
  public func machine() async throws -> [(name: String, value: String)] {
    let connection = try await Connection.open(server.connectionOptions())
    let version = try await connection.run { session in try session.query("SELECT current_setting('server_version')").first?.text(0) ?? "?" }
    await connection.close()
    var kernel = utsname()
    uname(&kernel)
    let release = withUnsafeBytes(of: &kernel.release) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    let gibibytes = (Double(sysconf(Int32(_SC_PHYS_PAGES))) * Double(sysconf(Int32(_SC_PAGESIZE))) / 1_073_741_824).rounded()
    return [
      ("cores", "\(Self.processors)"), ("memory", "\(Int(gibibytes)) GiB"), ("kernel", "Linux \(release)"),
      ("postgresql", version.prefix { $0 != " " }.description),
    ]
  }
}
