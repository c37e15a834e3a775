import Synchronization

/// Answers to reports, kept as long as they are true and shared by all who ask in this process. For one book and one catalogue.
///
/// Nobody gets an answer older than what the book had folded when he asked: each question first looks how far the book is. So to wait for a position
/// and then to ask shows what was waited for. Of several who ask the same at once one computes, and the others take what comes.
public final class ReportCache: Sendable {
  struct State {
    var answers: KeptAnswers
    /// Questions that somebody computes, with those who wait for him.
    var computing: [Question: [CheckedContinuation<Void, Never>]] = [:]
    /// How many looks at the book have begun, which of them ended well last, and those who wait while somebody looks.
    var looksBegun: UInt64 = 0
    var lookDone: UInt64 = 0
    var isLooking = false
    var waitingForLook: [CheckedContinuation<Void, Never>] = []
    /// Whether somebody said that the book moved since it was waited for last, and who waits for that now.
    var hasMoved = false
    var waitingForMove: CheckedContinuation<Void, Never>?
  }

  /// What one may do now.
  private enum Turn<Value> {
    case take(Value)
    case goAhead
    case wait
  }

  let state: Mutex<State>

  /// - Parameter bytesMax: what all answers together may take, about.
  public init(bytesMax: Int = 64_000_000) { state = Mutex(State(answers: KeptAnswers(bytesMax: bytesMax))) }

  /// What the answers take now, in bytes, about; for a gauge.
  public var bytes: Int { state.withLock { $0.answers.bytes } }

  /// How many answers are kept; for a gauge.
  public var count: Int { state.withLock { $0.answers.count } }

  /// The years something happened in, as far as the last look saw.
  var years: ClosedRange<Int>? { state.withLock { $0.answers.years } }

  /// Whether an answer as of one position is the answer as of another too, as far as the last look saw.
  func holds(_ reach: Reach, from position: Int64, at later: Int64) -> Bool { state.withLock { $0.answers.holds(reach, from: position, at: later) } }

  /// Looks how far the book is; those who ask while somebody looks share one look that begins after they asked.
  /// - Returns: a position that the book had reached when we asked, or a later one.
  func look(_ body: (Horizon?) async throws -> Glance) async throws -> Int64 {
    let before = state.withLock { $0.looksBegun }
    while true {
      let turn: Turn<Int64> = state.withLock { state in
        if state.isLooking { return .wait }
        if state.lookDone > before, let horizon = state.answers.horizon { return .take(horizon.position) }
        state.isLooking = true
        state.looksBegun += 1
        return .goAhead
      }
      switch turn {
      case .take(let position): return position
      case .wait: await waitForLook()
      case .goAhead:
        do {
          let glance = try await body(state.withLock { $0.answers.horizon })
          endLook(glance)
          return glance.horizon.position
        } catch {
          endLook(nil)
          throw error
        }
      }
    }
  }

  private func waitForLook() async {
    await withCheckedContinuation { continuation in
      let isOver = state.withLock { state in
        if state.isLooking { state.waitingForLook.append(continuation) }
        return !state.isLooking
      }
      if isOver { continuation.resume() }
    }
  }

  private func endLook(_ glance: Glance?) {
    let waiting = state.withLock { state in
      if let glance {
        state.answers.learn(glance)
        state.lookDone = state.looksBegun
      }
      state.isLooking = false
      defer { state.waitingForLook = [] }
      return state.waitingForLook
    }
    for continuation in waiting { continuation.resume() }
  }

  /// The answer that is kept, or what `compute` finds out.
  /// - Parameters:
  ///   - floor: the least position it must be as of.
  ///   - isAsked: whether somebody waits for it.
  func answer(
    to question: Question, _ reach: Reach, floor: Int64, isAsked: Bool = true, compute: () async throws -> ReportAnswer
  ) async throws -> ReportAnswer {
    while true {
      let turn: Turn<ReportAnswer> = state.withLock { state in
        if let answer = state.answers.answer(to: question, reach, floor: floor, isAsked: isAsked) { return .take(answer) }
        guard state.computing[question] == nil else { return .wait }
        state.computing[question] = []
        return .goAhead
      }
      switch turn {
      case .take(let answer): return answer
      case .wait: await wait(for: question)
      case .goAhead:
        do {
          let began = ContinuousClock.now
          let answer = try await compute()
          let cost = ContinuousClock.now - began
          end(question) { $0.keep(answer, to: question, reach, cost: cost, isAsked: isAsked) }
          return answer
        } catch {
          end(question) { _ in }
          throw error
        }
      }
    }
  }

  private func wait(for question: Question) async {
    await withCheckedContinuation { continuation in
      let isOver = state.withLock { state in
        guard state.computing[question] != nil else { return true }
        state.computing[question]?.append(continuation)
        return false
      }
      if isOver { continuation.resume() }
    }
  }

  private func end(_ question: Question, _ keep: (inout KeptAnswers) -> Void) {
    let waiting = state.withLock { state in
      keep(&state.answers)
      return state.computing.removeValue(forKey: question) ?? []
    }
    for continuation in waiting { continuation.resume() }
  }
}
