import Ledger
import ReadModels
import Web

extension PageRequest {
  /// Up to where the log counts, and up to which day: all of it, unless the reader asks for the past. For what is read from the log itself; reports
  /// know by themselves.
  func limits() async throws -> (position: Int64, day: CalendarDate?) {
    var position = time.atPosition ?? .max
    if let moment = time.knownAt { position = min(position, try await desk.reader.withSession { try $0.positionKnown(at: moment) }) }
    return (position, time.through)
  }
}
