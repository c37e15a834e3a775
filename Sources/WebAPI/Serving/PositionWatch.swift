import Postgres
import ReadModels

/// How far the reports are, for many who ask at once: one look at the database serves them all for a moment.
actor PositionWatch {
  private let reader: Pool
  private var last: (state: FoldState, at: ContinuousClock.Instant)?
  private var look: Task<FoldState, any Error>?
  private(set) var listeners = 0

  /// How long a look is good for.
  private static let lifetime = Duration.milliseconds(400)
  /// How many may listen at once; each holds a connection of the server open.
  static let listenersMax = 500

  init(_ reader: Pool) { self.reader = reader }

  /// The newest state, not older than a moment.
  func state() async throws -> FoldState {
    if let last, last.at.duration(to: .now) < Self.lifetime { return last.state }
    let look = look ?? Task { [reader] in try await reader.withSession { try $0.foldState() } }
    self.look = look
    defer { self.look = nil }
    let state = try await look.value
    last = (state, .now)
    return state
  }

  /// Takes a listener in; false when there are too many.
  func enter() -> Bool {
    guard listeners < Self.listenersMax else { return false }
    listeners += 1
    return true
  }

  func leave() { listeners -= 1 }
}
