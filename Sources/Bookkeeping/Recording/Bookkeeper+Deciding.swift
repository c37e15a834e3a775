import Crypto
import EventLog
import Ledger

extension Bookkeeper {
  /// Decides commands one after the other, each seeing what those before it came to.
  func decideRound(_ instructions: [Instruction]) async throws -> Round {
    var round = Round()
    try await prepare(instructions)
    for instruction in instructions {
      let fingerprint = Array(SHA256.hash(data: instruction.command.canonicalBytes))
      if let key = instruction.key, let answer = answer(to: key, fingerprint, in: round) {
        round.add(instruction, answer)
        continue
      }
      var needs = Needs(instruction.command, book: book)
      needs.add(from: cache, for: instruction.command)
      try await load([needs])
      do throws(Refusal) {
        let decided = try decide(instruction.command)
        guard case .record(let facts) = decided.decision else {
          round.add(instruction, .clear(.unchanged))
          continue
        }
        let commit = commit(facts, for: instruction, fingerprint, relyingOn: needs.reliesOn, decided)
        // Without this a number used before would be noticed only by the log, and all after it decided in vain.
        if register.keys[commit.key].map({ $0.fingerprint != fingerprint }) ?? false { throw .keyReused(commit.key) }
        round.add(instruction, commit: commit)
        register.take(commit)
        for fact in facts { cache.take(fact) }
      } catch { round.add(instruction, .clear(.refused(error))) }
    }
    return round
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
    var seen: Set<StreamName> = []
    for stream in facts.map(\.stream) + relied where seen.insert(stream).inserted {
      expected.append(ExpectedVersion(stream: stream.text, version: cache.version(of: stream)))
    }
    let subject = instruction.command.subject
    let key = instruction.knownKey ?? "\(subject.text)@\(cache.version(of: subject) + 1)"
    return Commit(
      key: key, fingerprint: fingerprint, actor: author, recordedAt: instruction.recordedAt,
      events: facts.map { fact in
        NewEvent(
          stream: fact.stream.text, type: fact.event.type, schema: fact.event.schema, occurredOn: fact.occurredOn.daysSince1970,
          payload: String(decoding: fact.event.payload.canonicalBytes, as: UTF8.self))
      },
      expected: expected, persons: decided.persons, erasedPersons: decided.erased)
  }
}
