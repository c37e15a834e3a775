import Crypto
import EventLog
import Ledger

/// Records what people ask: reads what a command depends on, decides it, appends the facts, and tries again when others were faster.
///
/// Commands are taken in rounds. While one round is being appended the next is already decided, on the assumption that the
/// first will be accepted; when it is not, everything is read again and decided anew. So the order of commands is the order of
/// events, and no command ever sees a book without those before it.
public actor Bookkeeper {
  /// How often a command is decided anew when others change what it depends on, before it is given up.
  public static let attemptLimit = 10
  /// How many events by others are followed one by one before reading everything anew is cheaper.
  static let followLimit = 20_000

  let log: any WritableLog
  let book: Currency
  private let author: String
  private let salt: @Sendable (ProducerCode) -> [UInt8]

  var cache = BookCache()
  /// The position up to which the cache knows the log; nil when nothing has been read.
  var validThrough: Int64?
  private var inFlight: (round: Round, outcomes: Task<[Outcome], any Error>)?
  private var settled: [Verdict] = []
  private var isBusy = false
  private var waiting: [CheckedContinuation<Void, Never>] = []

  /// A bookkeeper of one book.
  /// - Parameters:
  ///   - book: the currency the book is kept in.
  ///   - author: who is recorded as having entered things; no personal data, a user's or program's name.
  ///   - salt: thirty-two unguessable bytes for each person; only a replayed example history brings its own.
  public init(log: any WritableLog, book: Currency = .kgs, author: String, salt: (@Sendable (ProducerCode) -> [UInt8])? = nil) {
    (self.log, self.book, self.author) = (log, book, author)
    self.salt = salt ?? { _ in Commitment.randomSalt() }
  }

  /// Records one round and waits until it is durable.
  /// - Returns: a verdict for each instruction, in order.
  /// - Throws: when the log cannot be reached or read; what was acknowledged stays recorded.
  public func record(_ instructions: [Instruction]) async throws -> [Verdict] {
    await enter()
    defer { leave() }
    try await settle()
    try await launch(instructions)
    try await settle()
    return takeSettled()
  }

  /// Hands in a round and returns as soon as it is decided and on its way.
  /// - Returns: the verdicts of rounds that have become durable meanwhile, in the order of their instructions.
  public func submit(_ instructions: [Instruction]) async throws -> [Verdict] {
    await enter()
    defer { leave() }
    try await launch(instructions)
    return takeSettled()
  }

  /// Waits until everything handed in is durable.
  /// - Returns: the verdicts not returned before.
  public func finish() async throws -> [Verdict] {
    await enter()
    defer { leave() }
    try await settle()
    return takeSettled()
  }

  private func takeSettled() -> [Verdict] {
    defer { settled = [] }
    return settled
  }

  // MARK: Rounds

  private func launch(_ instructions: [Instruction]) async throws {
    if cache.isFull {
      try await settle()
      cache.trim()
    }
    var round = try await decideRound(instructions)
    // The round before may have been refused in part: then this one was decided on false assumptions.
    if try await settle() == false { round = try await decideRound(instructions) }
    if round.commits.isEmpty {
      settled += round.verdicts(for: [])
      return
    }
    let (log, commits) = (log, round.commits)
    inFlight = (round, Task { try await log.append(contentsOf: commits) })
  }

  /// Waits for the round in flight.
  /// - Returns: false when the cache had to be emptied because the log said something else than was assumed.
  @discardableResult
  private func settle() async throws -> Bool {
    guard let (round, task) = inFlight else { return true }
    inFlight = nil
    let outcomes: [Outcome]
    do { outcomes = try await task.value } catch {
      forget()
      throw error
    }
    var isAsAssumed = true
    var verdicts = round.verdicts(for: outcomes)
    for index in verdicts.indices {
      guard let outcome = round.outcome(of: index, in: outcomes) else { continue }
      if case .appended = outcome { continue }
      if isAsAssumed { forget() }
      isAsAssumed = false
      if case .repeated = outcome { continue }
      verdicts[index] = try await decideAnew(round.instructions[index])
    }
    settled += verdicts
    if isAsAssumed { try await follow(outcomes) }
    return isAsAssumed
  }

  /// Decides and appends one instruction at a time, as often as others get in between, within bounds.
  private func decideAnew(_ instruction: Instruction) async throws -> Verdict {
    var reusedKey: String?
    for _ in 0..<Self.attemptLimit {
      forget()
      let round = try await decideRound([instruction])
      guard !round.commits.isEmpty else { return round.verdicts(for: [])[0] }
      // Known to the log under this key, yet not what the book says of this thing: another command used the key.
      if let reusedKey { return .refused(.keyReused(reusedKey)) }
      let outcomes = try await log.append(contentsOf: round.commits)
      switch outcomes[0] {
      case .appended(let first, let count), .repeated(let first, let count):
        forget()
        return .recorded(first: first, count: count)
      case .keyReused(let key): reusedKey = key
      case .conflict: continue
      }
    }
    throw BookProblem.contended(instruction.command.subject.text, attempts: Self.attemptLimit)
  }

  private func forget() {
    cache.empty()
    validThrough = nil
  }

  /// Takes in what others recorded between our own events, so that the cache stays true.
  private func follow(_ outcomes: [Outcome]) async throws {
    guard var position = validThrough else { return }
    var isAlone = true
    for case .appended(let first, let count) in outcomes {
      if first != position + 1 { isAlone = false }
      position = first + Int64(count) - 1
    }
    let last = position
    if isAlone {
      validThrough = last
    } else if let from = validThrough, last - from <= Self.followLimit {
      try await takeOthers(after: from, through: last)
      validThrough = last
    } else {
      forget()
    }
  }

  // MARK: One at a time

  private func enter() async {
    if !isBusy {
      isBusy = true
      return
    }
    await withCheckedContinuation { waiting.append($0) }
  }

  private func leave() {
    if waiting.isEmpty { isBusy = false } else { waiting.removeFirst().resume() }
  }

  // MARK: Deciding

  private func decideRound(_ instructions: [Instruction]) async throws -> Round {
    var round = Round()
    try await prepare(instructions.map(\.command))
    for instruction in instructions {
      var needs = Needs(instruction.command, book: book)
      needs.add(from: cache, for: instruction.command)
      try await load([needs])
      do throws(Refusal) {
        let (decision, persons, erased) = try await decide(instruction.command)
        switch decision {
        case .unchanged: round.add(instruction, verdict: .unchanged)
        case .record(let facts):
          round.add(instruction, commit: commit(facts, for: instruction, relyingOn: needs.reliesOn, persons: persons, erased: erased))
          for fact in facts { cache.take(fact) }
        }
      } catch { round.add(instruction, verdict: .refused(error)) }
    }
    return round
  }

  private func decide(_ command: Command) async throws(Refusal) -> (Decision, [PersonRecord], [String]) {
    if case .registerProducer(let command) = command { return try decide(command) }
    let erased: [String]
    if case .changeProducerStatus(let change) = command, case .erase = change.change { erased = [change.producer.text] } else { erased = [] }
    return (try cache.decide(command, book: book), [], erased)
  }

  private func decide(_ command: RegisterProducer) throws(Refusal) -> (Decision, [PersonRecord], [String]) {
    let state = cache.producer(command.producer)
    let known = persons[command.producer.text]
    let salt = known?.salt ?? salt(command.producer)
    let decision = try Ledger.decide(
      command, person: Commitment.make(salt: salt, details: command.details), given: state, community: cache.community(command.membership.community),
      group: command.membership.group.map { cache.group($0) } ?? GroupState())
    let record = PersonRecord(
      id: command.producer.text, salt: salt, data: String(decoding: command.details.canonicalBytes, as: UTF8.self))
    guard decision != .unchanged, !state.isErased else { return (decision, [], []) }
    persons[command.producer.text] = record
    return (decision, [record], [])
  }

  /// Personal data of the producers of the round at hand.
  var persons: [String: PersonRecord] = [:]

  private func commit(
    _ facts: [Fact], for instruction: Instruction, relyingOn relied: [StreamName], persons: [PersonRecord], erased: [String]
  ) -> Commit {
    var expected: [ExpectedVersion] = []
    var seen: Set<StreamName> = []
    for stream in facts.map(\.stream) + relied where seen.insert(stream).inserted {
      expected.append(ExpectedVersion(stream: stream.text, version: cache.version(of: stream)))
    }
    let subject = instruction.command.subject
    let key = instruction.key ?? instruction.command.naturalKey ?? "\(subject.text)@\(cache.version(of: subject) + 1)"
    return Commit(
      key: key, fingerprint: Array(SHA256.hash(data: instruction.command.canonicalBytes)), actor: author, recordedAt: instruction.recordedAt,
      events: facts.map { fact in
        NewEvent(
          stream: fact.stream.text, type: fact.event.type, schema: fact.event.schema, occurredOn: fact.occurredOn.daysSince1970,
          payload: String(decoding: fact.event.payload.canonicalBytes, as: UTF8.self))
      },
      expected: expected, persons: persons, erasedPersons: erased)
  }
}
