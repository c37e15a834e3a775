public import Postgres

extension Session {
  /// The positions of events whose debits and credits differ, of all there are as far as the book is folded; at most `limit` of them, the earliest.
  /// None in a sound book.
  ///
  /// Sorts of line whose rules cancel each other balance whatever their amounts are; the read model `booked_sorts` tells which sorts there are, and only
  /// the others are added up event by event (report `unbalanced`). Milliseconds, whatever the size of the book.
  /// - Throws: `ReadModelError.unknownName` when the catalogue has no such report; `PostgresError`.
  public func unbalancedPositions(_ catalogue: Catalogue, limit: Int = 20) throws -> [Int64] {
    guard let report = catalogue.report("unbalanced") else { throw ReadModelError.noReport("unbalanced", catalogue) }
    var (parameters, text) = (ReportParameters(), SQLText())
    parameters.limit = limit
    try parameters.check()
    let statement = report.statement(parameters, catalogue.models, catalogue.rules, &text)
    return try report.answer(query(statement, text.parameters), parameters).rows.compactMap { row in
      if case .int64(let position)? = row.first { position } else { nil }
    }
  }
}
