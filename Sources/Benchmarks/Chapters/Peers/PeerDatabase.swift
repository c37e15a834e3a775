import Glibc
import Postgres

extension Bench {
  /// Lends a database of its own on the same server, with a peer's SQL in it, and drops it afterwards.
  func withPeerDatabase<T: Sendable>(
    _ name: String, installing files: [PeerFile] = [], _ job: (ConnectionOptions) async throws -> T
  ) async throws -> T {
    let login = server.connectionOptions()
    let database = quotedIdentifier(name)
    try await execute("DROP DATABASE IF EXISTS \(database)", on: login)
    try await execute("CREATE DATABASE \(database)", on: login)
    let options = server.connectionOptions(database: name)
    let result: Result<T, any Error>
    do {
      for file in files {
        do { try await execute(file.text, on: options) } catch let error as PostgresError {
          throw BenchError("\(file.path) could not be installed: \(error.description)")
        }
      }
      try await settle()
      result = .success(try await job(options))
    } catch {
      result = .failure(error)
    }
    // A client that failed may have left connections behind it.
    try await execute("DROP DATABASE \(database) WITH (FORCE)", on: login)
    return try result.get()
  }

  private func execute(_ sql: String, on options: ConnectionOptions) async throws {
    _ = try await Self.asking(options) { try $0.execute(sql) }
  }

  /// Asks one question on a connection of its own.
  static func asking<T: Sendable>(_ options: ConnectionOptions, _ job: @escaping @Sendable (Session) throws -> T) async throws -> T {
    let connection = try await Connection.open(options)
    do {
      let value = try await connection.run { try job($0) }
      await connection.close()
      return value
    } catch {
      await connection.close()
      throw error
    }
  }
}

/// A file of a peer, given by the user; none of them comes with Esep.
struct PeerFile: Sendable, Hashable {
  let path: String
  let text: String

  /// Reads it.
  /// - Throws: `BenchError` with the path and the reason.
  init(_ path: String) throws {
    self.path = path
    text = String(decoding: try Self.bytes(path), as: UTF8.self)
  }

  static func bytes(_ path: String) throws -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw BenchError("\(path) cannot be read: \(String(cString: strerror(errno)))") }
    defer { close(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(file, &chunk, chunk.count)
      if count == 0 { return bytes }
      guard count > 0 else { throw BenchError("\(path) cannot be read: \(String(cString: strerror(errno)))") }
      bytes += chunk[..<count]
    }
  }

  /// Writes a file, for a peer that wants one.
  static func write(_ text: String, to path: String) throws {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw BenchError("\(path) cannot be written: \(String(cString: strerror(errno)))") }
    defer { close(file) }
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      guard count > 0 else { throw BenchError("\(path) cannot be written: \(String(cString: strerror(errno)))") }
      rest = rest.dropFirst(count)
    }
  }
}
