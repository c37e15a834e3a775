import Postgres

/// What one client of a peer does over and over, on a connection and a thread of its own: it waits for each answer before it goes on.
protocol PeerClient: Sendable {
  /// One piece of work, durable when this returns; gives how many units it was.
  mutating func work(_ session: Session) throws -> Int
}

/// What the clients of a closed loop did.
struct LoopOutcome<Client: PeerClient>: Sendable {
  /// The clients as they were when it ended.
  var clients: [Client]
  /// All units that are durable now, those from before the clock started included.
  var stored: Int
  /// Units and time under the clock.
  var reading: Reading
}

enum ClosedLoop {
  /// Calls that connect, prepare statements and fill caches before the clock starts.
  private static let warmUpCalls = 6

  /// Lets all clients work at once, for a time, each as fast as the answers come. Nothing is thrown away: a client that fails fails the run.
  static func run<Client: PeerClient>(_ clients: [Client], on options: ConnectionOptions, seconds: Double) async throws -> LoopOutcome<Client> {
    var connections: [Connection] = []
    for _ in clients { connections.append(try await Connection.open(options)) }
    let warm = try await each(clients, connections) { client, session in
      var (client, units) = (client, 0)
      for _ in 0..<warmUpCalls { units += try client.work(session) }
      return (client, units)
    }
    let start = ContinuousClock.now
    let end = start + .seconds(seconds)
    let done = try await each(warm.map(\.0), connections) { client, session in
      var (client, units, latencies) = (client, 0, Latencies())
      var now = ContinuousClock.now
      while now < end {
        units += try client.work(session)
        let answered = ContinuousClock.now
        latencies.record((answered - now).nanoseconds)
        now = answered
      }
      return (client, (units, latencies))
    }
    let elapsed = (ContinuousClock.now - start).asSeconds
    for connection in connections { await connection.close() }
    let units = done.reduce(0) { $0 + $1.1.0 }
    var latencies = Latencies()
    for client in done { latencies.merge(client.1.1) }
    return LoopOutcome(
      clients: done.map(\.0), stored: units + warm.reduce(0) { $0 + $1.1 },
      reading: Reading(amount: Double(units), seconds: elapsed, latencies: latencies))
  }

  /// Runs a job for each client on its connection, all at once; gives what they came to, in the clients' order.
  private static func each<Client: PeerClient, T: Sendable>(
    _ clients: [Client], _ connections: [Connection], _ job: @escaping @Sendable (Client, Session) throws -> (Client, T)
  ) async throws -> [(Client, T)] {
    try await withThrowingTaskGroup(of: (Int, Client, T).self) { group in
      for (index, (client, connection)) in zip(clients, connections).enumerated() {
        group.addTask {
          let (client, result) = try await connection.run { try job(client, $0) }
          return (index, client, result)
        }
      }
      var results: [(Int, Client, T)] = []
      for try await result in group { results.append(result) }
      return results.sorted { $0.0 < $1.0 }.map { ($0.1, $0.2) }
    }
  }
}
