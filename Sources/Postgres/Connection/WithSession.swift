/// Opens a connection for one job, lends its session, and closes it, whatever came of the job.
///
/// For what is done now and then; whoever comes often has a `Pool`, or keeps a connection.
/// - Throws: `PostgresError.cannotConnect`; what `body` throws.
public func withSession<T: Sendable>(_ options: ConnectionOptions, _ body: @escaping @Sendable (Session) throws -> T) async throws -> T {
  let connection = try await Connection.open(options)
  do {
    let value = try await connection.run(body)
    await connection.close()
    return value
  } catch {
    await connection.close()
    throw error
  }
}
