import EventLog
import Foundation
import Postgres

/// The events an import made, kept in a file as COPY gives them, and copied into an empty table again: as fast as PostgreSQL can take in just these.
enum ImportedEvents {
  private static let columns = "position, version, schema, occurred_on, recorded_at, stream, type, actor, payload"

  private static func path(_ bench: Bench, _ sales: Int) -> String { "\(bench.directory)/events-\(sales).copy" }

  /// Keeps the events behind a position, unless they are kept already.
  static func keep(_ bench: Bench, sales: Int, from book: BenchBook, after position: Int64) async throws {
    let path = path(bench, sales)
    guard !FileManager.default.fileExists(atPath: path) else { return }
    try await book.with(.owner) { session in
      guard FileManager.default.createFile(atPath: path, contents: nil), let file = FileHandle(forWritingAtPath: path) else {
        throw BenchError("\(path) cannot be written.")
      }
      defer { try? file.close() }
      var chunk = Data()
      try session.copyOut("COPY (SELECT \(columns) FROM event WHERE position > \(position) ORDER BY position) TO STDOUT (FORMAT binary)") { row in
        chunk.append(contentsOf: row)
        guard chunk.count > 1 << 20 else { return }
        try file.write(contentsOf: chunk)
        chunk.removeAll(keepingCapacity: true)
      }
      try file.write(contentsOf: chunk)
    }
  }

  static func copied(_ bench: Bench, sales: Int) async throws -> Reading {
    let path = path(bench, sales)
    // The rounds begin with the import; only a work that was cut short has not kept anything.
    if !FileManager.default.fileExists(atPath: path) { _ = try await SalesImport.run(bench, sales: sales) }
    return try await bench.withBook { book in
      var reading = try await Reading.timing(0) {
        try await book.with(.owner) { session in
          guard let file = FileHandle(forReadingAtPath: path) else { throw BenchError("\(path) cannot be read.") }
          defer { try? file.close() }
          try session.copyIn("COPY event (\(columns)) FROM STDIN (FORMAT binary)") { writer in
            while let chunk = try file.read(upToCount: 1 << 18), !chunk.isEmpty { chunk.withUnsafeBytes { writer.raw($0) } }
          }
        }
      }
      reading.amount = Double(
        try await book.with(.owner) { try $0.query("SELECT count(*) FROM event").first?.int64(0) ?? 0 })
      return reading
    }
  }
}
