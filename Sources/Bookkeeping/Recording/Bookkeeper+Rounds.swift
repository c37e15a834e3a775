import EventLog
import Ledger

extension Bookkeeper {
  /// How many events by others are followed one by one before reading everything anew is cheaper.
  static let followLimit: Int64 = 20_000

  /// Decides a round and sends it on its way, after the one before it.
  func launch(_ instructions: [Instruction]) async throws {
    // A key of the caller's is looked up in the log, so what is on its way must have arrived. So must it when nothing is known of the book, and when a batch
    // is to be read whole of which only the ends are at hand.
    if cache.isFull || validThrough == nil || instructions.contains(where: { $0.key != nil || needsMore($0.command) }) { try await settle() }
    if cache.isFull { cache.trim() }
    cache.letGoOfSales()
    let isAhead = inFlight != nil
    if !isAhead { try await catchUp() }
    var round = try await decideRound(instructions)
    if isAhead, try await !cameTrue() { round = try await decideRound(instructions) }
    guard !round.commits.isEmpty else {
      settled += round.verdicts(for: []).verdicts
      return
    }
    let (log, commits) = (log, round.commits)
    inFlight = (round, Task { try await log.append(inOrder: commits) })
  }

  /// Whether a command looks at all of a batch that is at hand by its first and last events alone.
  private func needsMore(_ command: Command) -> Bool {
    switch command {
    case .production, .movement: Needs(command, book: book).whole.contains { cache.isHalfRead($0) }
    default: false
    }
  }

  /// Whether the round in flight was recorded as it was decided and nobody else wrote anything. When not, what was decided after it
  /// on that assumption has been forgotten.
  private func cameTrue() async throws -> Bool {
    guard try await settle(isLast: false) else { return false }
    if let known = validThrough, try await log.headPosition() == known { return true }
    forget()
    return false
  }

  /// Waits for the round in flight.
  /// - Parameter isLast: whether nothing has been decided after it.
  /// - Returns: false when it came out other than was assumed, and what was decided after it has been forgotten.
  @discardableResult
  func settle(isLast: Bool = true) async throws -> Bool {
    guard let (round, task) = inFlight else { return true }
    inFlight = nil
    let outcomes = try await task.value
    let (verdicts, rest) = round.verdicts(for: outcomes)
    settled += verdicts
    guard rest.isEmpty, round.isAsDecided(outcomes) else {
      forget()
      try await decideAnew(rest)
      return false
    }
    return try await follow(outcomes, isLast: isLast)
  }

  /// Decides and appends what the log did not take, in its order, as often as others get in between, within bounds.
  private func decideAnew(_ instructions: [Instruction]) async throws {
    var rest = instructions
    var attempts = 0
    while let first = rest.first {
      try await catchUp()
      // The oftener others were faster, the less is tried at once: little is quickly decided.
      let now = rest.prefix(max(1, rest.count >> attempts))
      let round = try await decideRound(Array(now))
      let outcomes = round.commits.isEmpty ? [] : try await log.append(inOrder: round.commits)
      let (verdicts, again) = round.verdicts(for: outcomes)
      settled += verdicts
      rest = again + rest.dropFirst(now.count)
      if again.isEmpty, round.isAsDecided(outcomes) { try await follow(outcomes) } else { forget() }
      attempts = verdicts.isEmpty ? attempts + 1 : 0
      if attempts == Self.attemptLimit { throw BookProblem.contended(first.command.subject.text, attempts: attempts) }
    }
  }

  /// Lets go of everything that was read or decided.
  func forget() {
    cache.empty()
    validThrough = nil
  }

  /// Moves on past our own events, and takes in what others recorded between them.
  /// - Returns: false when others did and something was decided without it; that has been forgotten.
  @discardableResult
  private func follow(_ outcomes: [Outcome], isLast: Bool = true) async throws -> Bool {
    guard let known = validThrough else { return true }
    var last = known
    var isAlone = true
    for case .appended(let first, let count) in outcomes {
      if first != last + 1 { isAlone = false }
      last = first + Int64(count) - 1
    }
    if isAlone {
      validThrough = last
    } else if isLast {
      await takeOthers(after: known, through: last)
    } else {
      forget()
    }
    return isAlone || isLast
  }

  /// Takes in what others recorded since the log was last looked at. Only when nothing is in flight.
  func catchUp() async throws {
    guard let known = validThrough else { return }
    let head = try await log.headPosition()
    if head > known { await takeOthers(after: known, through: head) }
  }

  /// Takes in others' events. What cannot be read or would take too long is forgotten, and read again when it is needed.
  private func takeOthers(after position: Int64, through last: Int64) async {
    guard last - position <= Self.followLimit else { return forget() }
    do {
      try await take(after: position, through: last)
      validThrough = last
    } catch { forget() }
  }
}
