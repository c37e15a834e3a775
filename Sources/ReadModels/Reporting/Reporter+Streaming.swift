import Postgres

/// Reports that are too long to hold.
extension Reporter {
  /// Rows that come from the server at a time.
  private static let rowsInPiece = 5_000

  /// Runs a report and hands over its rows one by one, in order; memory stays bounded whatever the report's length. All rows are as of one position.
  ///
  /// The server sorts on its disk what is too long for its memory. `parameters.limit` and `offset` do not count here.
  /// - Returns: the position the rows are as of.
  /// - Throws: what `body` throws; `ReadModelError.unknownName`, `.wrongParameter`, `.notFoldedYet`; `PostgresError`.
  public func forEachRow(
    of name: String, parameters: ReportParameters = ReportParameters(), _ body: @escaping @Sendable ([Cell]) throws -> Void
  ) async throws -> Int64 {
    guard let report = catalogue.report(name) else { throw ReadModelError.noReport(name, catalogue) }
    try parameters.check()
    let catalogue = catalogue
    return try await pool.withSession { session in
      try session.transaction {
        let asked = try session.resolved(parameters)
        var text = SQLText()
        let statement = report.stream(asked, catalogue.models, catalogue.rules, &text)
        try session.execute("SET TRANSACTION READ ONLY; SET LOCAL work_mem = '64MB'; SET LOCAL cursor_tuple_fraction = 1")
        // One statement, hence one snapshot, however many pieces it is fetched in.
        try session.query("DECLARE report_rows NO SCROLL CURSOR FOR \(statement)", text.parameters)
        var position = try session.foldedPosition()
        if let wanted = parameters.atPosition, wanted > position {
          throw ReadModelError(.notFoldedYet, "Position \(wanted) is not folded yet; the book stands at \(position).")
        }
        if let wanted = asked.atPosition { position = wanted }
        while true {
          let rows = try session.query("FETCH \(Self.rowsInPiece) FROM report_rows")
          for row in rows {
            position = try row.int64(0)
            try body(try report.cells(row, from: 1))
          }
          if rows.count < Self.rowsInPiece { return position }
        }
      }
    }
  }
}
