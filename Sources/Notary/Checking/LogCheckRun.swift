import EventLog
import Postgres
import Synchronization
import Transparency

/// One check of a log: stretches side by side, joined in order, then what only shows in the whole.
struct LogCheckRun: Sendable {
  let options: ConnectionOptions
  let jobs: Int
  let keys: [VerifierKey]
  let lastSigned: String?
  let progress: (@Sendable (_ done: Int64, _ total: Int64) -> Void)?

  func result() async throws -> LogCheck {
    let main = try await Connection.open(options)
    let (keys, lastSigned) = (keys, lastSigned)
    let plan = try await main.run { session in
      try session.transaction(.readOnlySnapshot) { try LogCheckPlan(session, keys: keys, lastSigned: lastSigned) }
    }
    // What needs the whole table at once, while the others read.
    async let rules = withSession(options) { session in
      try [LogRule.oneHead, .head, .commits, .coverage].compactMap { try session.flaw($0) }
    }
    let merge = try await stretches(plan, main)
    let conclusion = try await main.run { try LogConclusion(merge, plan, $0) }
    await main.close()
    return try await conclusion.check(adding: rules)
  }

  /// Reads all stretches. So many wait to be joined at most, when one of those before them takes long.
  private func stretches(_ plan: LogCheckPlan, _ main: Connection) async throws -> RangeMerge {
    let count = (plan.head.position + TreeKeeper.batchEvents - 1) / TreeKeeper.batchEvents
    let connections = try await open(Int(min(Int64(jobs), count)))
    var merge = RangeMerge(plan)
    var waiting: [Int64: RangeFindings] = [:]
    var (next, joined) = (0 as Int64, 0 as Int64)
    try await withThrowingTaskGroup(of: (Int, RangeFindings).self) { group in
      var idle = Array(connections.indices)
      while joined < count {
        while let free = idle.last, next < count, next < joined + Int64(4 * connections.count) {
          idle.removeLast()
          let (number, connection) = (next, connections[free])
          group.addTask {
            (
              free,
              try await connection.run { session in
                var range = RangeCheck(plan, number: number)
                return try range.run(session)
              }
            )
          }
          next += 1
        }
        guard let (free, findings) = try await group.next() else { break }
        idle.append(free)
        waiting[findings.number] = findings
        while let ready = waiting.removeValue(forKey: joined) {
          let open = merge.take(ready)
          if try await !main.run({ try $0.hasVersions(before: open) }) { merge.noteMissingVersion() }
          joined += 1
          progress?(merge.head.size, plan.head.position)
        }
      }
    }
    for connection in connections { await connection.close() }
    return merge
  }

  private func open(_ count: Int) async throws -> [Connection] {
    var connections: [Connection] = []
    for _ in 0..<count { connections.append(try await Connection.open(options)) }
    return connections
  }
}

extension Session {
  /// Whether each of the events has its stream's version before it, and at an earlier position.
  fileprivate func hasVersions(before positions: [Int64]) throws -> Bool {
    guard !positions.isEmpty else { return true }
    return try query(
      """
      SELECT FROM unnest($1) AS due(position) JOIN event USING (position)
      WHERE NOT EXISTS (
        SELECT FROM event AS earlier
        WHERE earlier.stream = event.stream AND earlier.version = event.version - 1 AND earlier.position < event.position)
      LIMIT 1
      """, [.int64Array(positions)]
    ).isEmpty
  }
}
