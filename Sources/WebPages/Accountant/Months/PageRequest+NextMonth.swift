import Ledger
import Office
import Postgres
import ReadModels
import Web

extension PageRequest {
  /// Which month is to be closed next.
  func nextMonth(_ history: PeriodHistory) async throws -> NextMonth? {
    let first = try await desk.reader.withSession { session in
      let row = try session.query("SELECT to_char(min(month), 'YYYY-MM') FROM booked_sorts").first
      return try row.flatMap { try $0.isNull(0) ? nil : Month(try $0.text(0)) }
    }
    return history.next(firstBooked: first, today: .todayHere)
  }
}
