import Postgres

extension TestServer {
  /// Lends a session on a fresh database, for a test that needs one connection only.
  public func withSession<T: Sendable>(_ body: @escaping @Sendable (Session) throws -> T) async throws -> T {
    try await Postgres.withSession(freshDatabase(), body)
  }
}
