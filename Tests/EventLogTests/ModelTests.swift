import EventLog
import TestSupport
import Testing

@Suite("An independent model of the log predicts every outcome")
struct ModelTests {
  @Test("Random histories of batches come out as the model says, with the same events and persons", arguments: [0, 1, 2, 3] as [UInt64])
  func predicts(_ block: UInt64) async throws {
    try await Seeded.run(seeds: block * 10 + 1...block * 10 + 10) { random, seed in
      let test = try await TestBook.create()
      var model = LogModel()
      var history = History(&random)
      for _ in 0..<12 {
        let batch = history.batch(model, &random)
        let predicted = batch.map { model.append($0) }
        let outcomes = try await test.append(batch)
        #expect(outcomes == predicted, "seed \(seed)")
      }
      #expect(try await test.allEvents() == model.events, "seed \(seed)")
      let persons = try await test.run { try $0.persons(ids: History.persons) }
      #expect(Dictionary(uniqueKeysWithValues: persons.map { ($0.id, $0) }) == model.persons, "seed \(seed)")
      #expect(try await test.run { try $0.firstFlaw() } == nil, "seed \(seed)")
    }
  }

  @Test("Commits one by one, in twos, sevens or all at once make the same log", arguments: [11, 12, 13, 14, 15] as [UInt64])
  func batchSizesAgree(_ seed: UInt64) async throws {
    var random = SplitMix64(seed: seed)
    var model = LogModel()
    var history = History(&random)
    var commits: [Commit] = []
    while commits.count < 60 {
      for commit in history.batch(model, &random) {
        commits.append(commit)
        _ = model.append(commit)
      }
    }
    for size in [1, 2, 7, commits.count] {
      let test = try await TestBook.create()
      var limits = BatchLimits()
      limits.commitsMax = size
      let (all, batches) = (commits, limits)
      var again = LogModel()
      #expect(try await test.run { try $0.append(all, batches: batches) } == commits.map { again.append($0) }, "seed \(seed), size \(size)")
      #expect(try await test.allEvents() == again.events, "seed \(seed), size \(size)")
    }
  }
}

/// Makes commits that often get in each other's way: few streams, few keys, versions guessed from a state that is sometimes old.
private struct History {
  static let persons = (1...4).map { "person-\($0)" }
  private let streams: [String]
  private let keys: [String]
  private var time: Int64 = 0

  init(_ random: inout SplitMix64) {
    streams = (1...Int.random(in: 2...8, using: &random)).map { "stream/\($0)" }
    keys = (1...Int.random(in: 10...120, using: &random)).map { "key \($0)" }
  }

  mutating func batch(_ model: LogModel, _ random: inout SplitMix64) -> [Commit] {
    // Half of the batches know what their own commits do, so that they chain; the others are decided on the state before the batch.
    var ahead = model
    let chains = Bool.random(using: &random)
    return (0..<Int.random(in: 1...20, using: &random)).map { _ in
      let commit = commit(chains ? ahead : model, &random)
      if chains { _ = ahead.append(commit) }
      return commit
    }
  }

  private mutating func commit(_ state: LogModel, _ random: inout SplitMix64) -> Commit {
    let touched = Array(streams.shuffled(using: &random).prefix(.random(in: 1...3, using: &random)))
    let written = Array(touched.prefix(.random(in: 1...touched.count, using: &random)))
    let events = (0..<Int.random(in: 1...4, using: &random)).map { index in
      NewEvent(
        stream: written[index % written.count], type: Bool.random(using: &random) ? "Sold" : "Returned", schema: .random(in: 1...3, using: &random),
        occurredOn: .random(in: -10_000...30_000, using: &random), payload: #"{"n":\#(Int.random(in: 0...99, using: &random)),"ы":"ө"}"#)
    }
    let expected = touched.map { stream in
      let isWrong = Int.random(in: 0..<10, using: &random) == 0
      return ExpectedVersion(stream: stream, version: max(0, state.version(of: stream) + (isWrong ? .random(in: -1...1, using: &random) : 0)))
    }
    time += .random(in: -5...10, using: &random)
    return Commit(
      key: keys.randomElement(using: &random) ?? "", fingerprint: .content(.random(in: 0...1, using: &random)),
      actor: ["aigul", "бакыт"].randomElement(using: &random) ?? "", recordedAt: moment(max(0, time)), events: events, expected: expected,
      persons: Int.random(in: 0..<6, using: &random) == 0 ? [person(&random)] : [],
      erasedPersons: Int.random(in: 0..<6, using: &random) == 0 ? [Self.persons.randomElement(using: &random) ?? ""] : [])
  }

  private func person(_ random: inout SplitMix64) -> PersonRecord {
    PersonRecord(
      id: Self.persons.randomElement(using: &random) ?? "", salt: [UInt8.random(in: 0...255, using: &random)],
      data: #"{"name":"\#(Int.random(in: 0...999, using: &random))"}"#)
  }
}
