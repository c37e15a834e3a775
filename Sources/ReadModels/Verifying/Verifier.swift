public import Postgres

/// Proves that entries and read models are what the log says, row for row.
public struct Verifier: Sendable {
  private let options: ConnectionOptions
  private let catalogue: Catalogue
  private let unroller: Unroller
  /// Events that are unrolled and compared at a time; about a kilobyte each is held.
  private static let chunk: Int64 = 20_000

  /// A verifier for a book; its reader's role suffices.
  public init(options: ConnectionOptions, catalogue: Catalogue, unroller: Unroller = .ledger) {
    (self.options, self.catalogue, self.unroller) = (options, catalogue, unroller)
  }

  /// Unrolls every event anew and compares with the stored entries, then folds every read model anew and compares with its table; all as of the
  /// checkpoint at one moment, while workers and readers go on. A rebuild's swap waits for it.
  /// - Throws: `ReadModelError.halted` for an event that does not unroll; `PostgresError`.
  public func verify() async throws -> Verification {
    let connection = try await Connection.open(options)
    do {
      let result = try await connection.run { session in try verify(session) }
      await connection.close()
      return result
    } catch let failure as FoldFailure {
      await connection.close()
      throw failure.error()
    } catch {
      await connection.close()
      throw error
    }
  }

  private func verify(_ session: Session) throws -> Verification {
    try session.transaction(.readOnlySnapshot) {
      // Locked before the first statement takes the snapshot: a table swapped in later would be empty in it.
      let tables = (["entry"] + catalogue.models.map(\.name)).map(\.quoted).joined(separator: ", ")
      try session.execute("LOCK TABLE \(tables) IN ACCESS SHARE MODE; SET LOCAL work_mem = '64MB'; SET LOCAL jit = off")
      let position = try session.foldedPosition()
      var entries = Verification.Entries()
      var after: Int64 = 0
      var fresh = EntryRows()
      while after < position {
        let through = min(after + Self.chunk, position)
        // The careful way: a proof does not lean on the reader whose work it examines.
        try session.unroll(after: after, through: through, unroller.careful, into: &fresh)
        try compare(fresh, after: after, through: through, &entries, session)
        after = through
      }
      let models = try catalogue.models.map { model in
        let fresh = "\(Source(condition: "position <= $1").shadows), fresh AS (\(model.aggregate))"
        return try model.difference(fresh: "fresh", live: model.name.quoted, with: fresh, parameters: [.int64(position)], session)
      }
      return Verification(position: position, entries: entries, models: models)
    }
  }

  /// Walks along both in order, as merging does.
  private func compare(_ fresh: borrowing EntryRows, after: Int64, through: Int64, _ found: inout Verification.Entries, _ session: Session) throws {
    var next = 0
    var result = found
    func note(_ line: Verification.Line, _ count: WritableKeyPath<Verification.Entries, Int64>) {
      result[keyPath: count] += 1
      if result.examples.count < TableDifference.examplesMax { result.examples.append(line) }
    }
    var isFirst = true
    let sql = """
      COPY (SELECT \(EntryRows.columns) FROM entry WHERE position > \(after) AND position <= \(through) ORDER BY position, line)
      TO STDOUT (FORMAT binary)
      """
    try session.copyOut(sql) { message in
      let stored = isFirst ? UnsafeRawBufferPointer(rebasing: message.dropFirst(EntryRows.header.count)) : message
      isFirst = false
      guard stored.count > EntryRows.trailer.count else { return }
      let line = Verification.Line(row: stored)
      while next < fresh.count, fresh.line(next) < line {
        note(fresh.line(next), \.missing)
        next += 1
      }
      result.compared += 1
      guard next < fresh.count, fresh.line(next) == line else { return note(line, \.extra) }
      if !fresh.isRow(next, equalTo: stored) { note(line, \.different) }
      next += 1
    }
    while next < fresh.count {
      note(fresh.line(next), \.missing)
      next += 1
    }
    found = result
  }
}

extension Verification.Line {
  /// From the first two fields of a binary row: a count of fields, then a length before each field.
  fileprivate init(row: UnsafeRawBufferPointer) {
    position = Int64(bigEndian: row.loadUnaligned(fromByteOffset: 6, as: Int64.self))
    line = Int32(bigEndian: row.loadUnaligned(fromByteOffset: 18, as: Int32.self))
  }
}

extension EntryRows {
  fileprivate var count: Int { starts.count }

  private func range(_ row: Int) -> Range<Int> { starts[row]..<(row + 1 < starts.count ? starts[row + 1] : bytes.count) }

  fileprivate func line(_ row: Int) -> Verification.Line {
    Verification.Line(row: UnsafeRawBufferPointer(rebasing: bytes[range(row)]))
  }

  fileprivate func isRow(_ row: Int, equalTo stored: UnsafeRawBufferPointer) -> Bool {
    let range = range(row)
    guard range.count == stored.count else { return false }
    return bytes[range].elementsEqual(stored)
  }
}
