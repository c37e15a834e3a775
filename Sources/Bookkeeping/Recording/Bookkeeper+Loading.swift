import EventLog
import Ledger

extension Bookkeeper {
  /// Reads in few round trips what the commands of a round depend on.
  func prepare(_ instructions: [Instruction], _ needs: [Needs]) async throws {
    if validThrough == nil { validThrough = try await log.headPosition() }
    try await load(needs)
    // After the streams: who is registered in between is then not known by her stream, and the log says so; the other way round
    // she would get another salt.
    register = Register()
    let people = needs.compactMap { $0.person?.text }
    if !people.isEmpty { for person in try await log.persons(ids: people) { register.take(person) } }
    let keys = instructions.compactMap(\.knownKey)
    guard !keys.isEmpty || !people.isEmpty else { return }
    if !keys.isEmpty { for commit in try await log.read({ try $0.commits(forKeys: keys) }) { register.take(commit) } }
    for commit in inFlight?.round.commits ?? [] { register.take(commit) }
  }

  /// Reads the streams and shelves that are not at hand yet.
  func load(_ needs: [Needs]) async throws {
    var whole: Set<StreamName> = []
    var edges: Set<StreamName> = []
    var shelves: Set<ProductCode> = []
    for need in needs {
      // What is at hand of it is let go of: `launch` has seen to it that all of that is in the log.
      for stream in need.whole where !(cache[stream]?.isWhole ?? false) { whole.insert(stream) }
    }
    for need in needs {
      for stream in need.streams where cache[stream] == nil && !whole.contains(stream) {
        if stream.kind == .batch { edges.insert(stream) } else { whole.insert(stream) }
      }
      if let product = need.shelf, cache.shelves[product] == nil { shelves.insert(product) }
    }
    if !shelves.isEmpty {
      for text in try await log.batchStreams(ofProducts: shelves.map(\.text)) {
        if let stream = StreamName(text), cache[stream] == nil, !whole.contains(stream) { edges.insert(stream) }
      }
    }
    if !whole.isEmpty { try await read(whole) { try await log.events(ofStreams: $0) } }
    if !edges.isEmpty { try await read(edges) { try await log.edgeEvents(ofStreams: $0) } }
    for product in shelves { cache.putUpShelf(for: product) }
  }

  /// How many streams are read at once: their events are decoded before they are taken in, and a product may have many thousands of open batches.
  private static let streamsAtOnce = 5_000

  private func read(_ streams: Set<StreamName>, _ fetch: ([String]) async throws -> [RecordedEvent]) async throws {
    // In the order of their index, or nearly.
    var rest = streams.sorted { $0.code < $1.code }[...]
    while !rest.isEmpty {
      let some = rest.prefix(Self.streamsAtOnce)
      let events = try await fetch(some.map(\.text))
      for stream in some { cache.begin(stream) }
      for event in events { try cache.take(event) }
      rest = rest.dropFirst(some.count)
    }
  }

  /// Takes in others' events; those of streams that are not at hand matter only for shelves.
  func take(after position: Int64, through last: Int64) async throws {
    var unknownBatches: Set<StreamName> = []
    for event in try await log.events(after: position, limit: Int(last - position)) where event.position <= last {
      guard let name = StreamName(event.stream) else { continue }
      if let known = cache[name] {
        if event.version > known.version { try cache.take(event) }
      } else if name.kind == .batch {
        unknownBatches.insert(name)
      }
    }
    if !unknownBatches.isEmpty { try await read(unknownBatches) { try await log.edgeEvents(ofStreams: $0) } }
  }
}
