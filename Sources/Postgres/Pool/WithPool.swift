/// Opens a pool for one job, lends it, and closes it, whatever came of the job.
/// - Parameter size: how many connections it has at most.
/// - Throws: what `body` throws.
public func withPool<T>(_ options: ConnectionOptions, size: Int, _ body: (Pool) async throws -> T) async throws -> T {
  let pool = Pool(options, size: size)
  do {
    let result = try await body(pool)
    await pool.close()
    return result
  } catch {
    await pool.close()
    throw error
  }
}
