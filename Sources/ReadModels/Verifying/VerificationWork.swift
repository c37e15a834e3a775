import Synchronization

/// The pieces of a verification, handed out each once to several connections, and what they found.
final class VerificationWork: Sendable {
  enum Piece {
    /// The entries of the events from one position (exclusive) to another (inclusive).
    case entries(after: Int64, through: Int64)
    /// A table of a read model.
    case model(Definition)
  }

  private struct State {
    var models: [Definition]
    var position: Int64 = 0
    var done: Int64 = 0
    var entries = Verification.Entries()
    var differences: [TableDifference] = []
  }

  private let through: Int64
  private let all: Int64
  private let progress: Verifier.Progress
  private let state: Mutex<State>
  /// Events in a piece: about a kilobyte each is held by whoever compares.
  private static let events: Int64 = 10_000

  /// - Parameter models: in the order in which to compare them.
  init(through: Int64, models: [Definition], _ progress: @escaping Verifier.Progress) {
    (self.through, self.progress) = (through, progress)
    all = Self.weight(through, models.count)
    state = Mutex(State(models: models.reversed()))
  }

  /// Read models first: the longest of them takes longer than any range, and ranges then fill up whatever time a connection has left.
  func next() -> Piece? {
    state.withLock { state in
      if let model = state.models.popLast() { return .model(model) }
      guard state.position < through else { return nil }
      let after = state.position
      state.position = min(after + Self.events, through)
      return .entries(after: after, through: state.position)
    }
  }

  /// Notes that a piece is done.
  func end(_ piece: Piece) {
    let done = state.withLock { state in
      switch piece {
      case .entries(let after, let through): state.done += through - after
      case .model: state.done += Self.weightOfModel(through)
      }
      return state.done
    }
    progress(done, all)
  }

  func add(_ found: Verification.Entries) { state.withLock { $0.entries.add(found) } }

  func add(_ difference: TableDifference) { state.withLock { $0.differences.append(difference) } }

  /// Puts a difference in the place of what was said about the same table.
  func replace(_ difference: TableDifference) {
    state.withLock { state in
      state.differences.removeAll { $0.model == difference.model }
      state.differences.append(difference)
    }
  }

  func entries() -> Verification.Entries { state.withLock { $0.entries } }

  /// By name.
  func models() -> [TableDifference] { state.withLock { $0.differences.sorted { $0.model < $1.model } } }

  func wrongModels() -> [TableDifference] { models().filter { !$0.isEmpty } }

  /// A read model takes about as long as a twentieth of the events.
  private static func weightOfModel(_ events: Int64) -> Int64 { events / 20 + 1 }

  private static func weight(_ events: Int64, _ models: Int) -> Int64 { events + Int64(models) * weightOfModel(events) }
}
