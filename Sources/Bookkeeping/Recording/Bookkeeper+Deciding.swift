import Crypto
import EventLog
import Ledger

extension Bookkeeper {
  /// Decides commands one after the other, each seeing what those before it came to.
  func decideRound(_ instructions: [Instruction]) async throws -> Round {
    var round = Round(capacity: instructions.count)
    let needs = instructions.map { Needs($0.command, book: book) }
    try await prepare(instructions, needs)
    // Keys that follow from a stream's version cannot meet each other; they are remembered only where a caller's own might meet them.
    let remembersKeys = instructions.contains { $0.knownKey != nil }
    for (instruction, foreseen) in zip(instructions, needs) {
      let fingerprint = fingerprint(of: instruction.command)
      if let key = instruction.key, let answer = answer(to: key, fingerprint, in: round) {
        round.add(instruction, answer)
        continue
      }
      var needs = foreseen
      needs.add(from: cache, for: instruction.command, book: book)
      if !cache.has(needs) { try await load([needs]) }
      do throws(Refusal) {
        let decided = try decide(instruction.command)
        guard case .record(let facts) = decided.decision else {
          round.add(instruction, .clear(.unchanged))
          continue
        }
        let commit = commit(facts, for: instruction, fingerprint, relyingOn: needs.reliesOn, decided)
        // Without this a number used before would be noticed only by the log, and all after it decided in vain.
        if register.keys[commit.key].map({ $0.fingerprint != fingerprint }) ?? false { throw .keyReused(commit.key) }
        if remembersKeys { register.take(key: commit) }
        register.take(personsOf: commit)
        round.add(instruction, commit: commit)
        for fact in facts { cache.take(fact) }
      } catch { round.add(instruction, .clear(.refused(error))) }
    }
    return round
  }

  /// SHA-256 of what is asked.
  private func fingerprint(of command: Command) -> [UInt8] {
    command.withCanonicalBytes(&writer) { bytes in
      var hash = SHA256()
      hash.update(bufferPointer: UnsafeRawBufferPointer(bytes))
      return hash.finalize().withUnsafeBytes { Array($0) }
    }
  }

  /// What a key of the caller's has been answered before; nil when it is new.
  private func answer(to key: String, _ fingerprint: [UInt8], in round: Round) -> Round.Result? {
    guard let known = register.keys[key] else { return nil }
    guard known.fingerprint == fingerprint else { return .clear(.refused(.keyReused(key))) }
    if let place = known.place { return .clear(.recorded(first: place.first, count: place.count)) }
    return round.commits.firstIndex { $0.key == key }.map { .commit($0) }
  }

  /// A decision, and what of personal data goes with it.
  private struct Decided {
    var decision: Decision
    var persons: [PersonRecord] = []
    var erased: [String] = []
  }

  private func decide(_ command: Command) throws(Refusal) -> Decided {
    if case .registerProducer(let command) = command { return try decide(command) }
    var decided = Decided(decision: try cache.decide(command, book: book))
    if case .record(let facts) = decided.decision { try cache.calendar.check(facts) }
    if case .changeProducerStatus(let change) = command, case .erase = change.change { decided.erased = [change.producer.text] }
    return decided
  }

  private func decide(_ command: RegisterProducer) throws(Refusal) -> Decided {
    let state = cache.producer(command.producer)
    let salt = register.persons[command.producer.text]?.salt ?? salt(command.producer)
    var decided = Decided(
      decision: try Ledger.decide(
        command, person: Commitment.make(salt: salt, details: command.details), given: state,
        community: cache.community(command.membership.community), group: command.membership.group.map { cache.group($0) } ?? GroupState()))
    if decided.decision != .unchanged, !state.isErased {
      let data = String(decoding: command.details.canonicalBytes, as: UTF8.self)
      decided.persons = [PersonRecord(id: command.producer.text, salt: salt, data: data)]
    }
    return decided
  }

  private func commit(
    _ facts: [Fact], for instruction: Instruction, _ fingerprint: [UInt8], relyingOn relied: [StreamName], _ decided: Decided
  ) -> Commit {
    var expected: [ExpectedVersion] = []
    var events: [NewEvent] = []
    expected.reserveCapacity(facts.count + relied.count)
    events.reserveCapacity(facts.count)
    var seen = DistinctStreams(atMost: facts.count + relied.count)
    for fact in facts {
      let (text, version) = cache.nameAndVersion(of: fact.stream)
      if seen.insert(fact.stream) { expected.append(ExpectedVersion(stream: text, version: version)) }
      events.append(
        NewEvent(
          stream: text, type: fact.event.type, schema: fact.event.schema, occurredOn: fact.occurredOn.daysSince1970,
          payload: fact.event.text(&writer)))
    }
    for stream in relied where seen.insert(stream) {
      let (text, version) = cache.nameAndVersion(of: stream)
      expected.append(ExpectedVersion(stream: text, version: version))
    }
    return Commit(
      key: instruction.knownKey ?? naturalKey(of: instruction.command), fingerprint: fingerprint, actor: instruction.author ?? author,
      recordedAt: instruction.recordedAt, events: events, expected: expected, persons: decided.persons, erasedPersons: decided.erased)
  }

  /// Whom it is about, and the version it will have then.
  private func naturalKey(of command: Command) -> String {
    let (text, version) = cache.nameAndVersion(of: command.subject)
    return text + "@" + String(version + 1)
  }
}

/// Streams that were named already. Most commits name a handful, which are found faster by looking through them.
private struct DistinctStreams {
  private var few: [StreamName] = []
  private var many: Set<StreamName>?

  init(atMost count: Int) {
    if count > 12 { many = Set(minimumCapacity: count) } else { few.reserveCapacity(count) }
  }

  /// False when it was there already.
  mutating func insert(_ name: StreamName) -> Bool {
    if many != nil { return many?.insert(name).inserted ?? false }
    if few.contains(name) { return false }
    few.append(name)
    return true
  }
}
