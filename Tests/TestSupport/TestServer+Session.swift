import Postgres

extension TestServer {
  /// Lends a session on a fresh database, for a test that needs one connection only.
  public func withSession<T: Sendable>(_ body: @escaping @Sendable (Session) throws -> T) async throws -> T {
    let connection = try await Connection.open(freshDatabase())
    do {
      let value = try await connection.run(body)
      await connection.close()
      return value
    } catch {
      await connection.close()
      throw error
    }
  }
}
