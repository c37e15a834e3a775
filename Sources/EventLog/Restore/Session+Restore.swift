public import Postgres

extension Session {
  /// Puts ready commits behind the end of the log, each event with the position, version, time and actor it has already: for a bundle, or a book that
  /// moves. All of it becomes visible at once, or nothing does.
  ///
  /// Goes by binary COPY, as fast as PostgreSQL takes rows in, and holds the log's head all the while. What appending guarantees holds here too:
  /// positions dense from the head on, versions consecutive, times that never go back, keys unique. Memory is bounded by the limits.
  ///
  /// - Parameters:
  ///   - limits: the bounds.
  ///   - next: gives the next commit, nil after the last. What it throws undoes everything.
  /// - Returns: the position of the last event.
  /// - Throws: `LogError.invalidCommit`, which names the position or the stream; `PostgresError`, for a key that is used already, say; what `next` throws.
  ///   The connection is the book owner's: a writer has no right to it.
  @discardableResult
  public func restore(limits: RestoreLimits = RestoreLimits(), _ next: () throws -> ReadyCommit?) throws -> Int64 {
    try transaction {
      guard let head = try query("SELECT position, recorded_at FROM head FOR UPDATE").first else {
        throw LogError(.unexpected, "The log has no head.")
      }
      var check = RestoreCheck(position: try head.int64(0), recordedAt: try head.microseconds(1), limits: limits)
      var isOver = false
      while !isOver {
        var commits: [RestoredKey] = []
        isOver = try restoreEvents(limits, &check, &commits, next)
        try restore(commits)
        try checkVersions(&check)
      }
      try query("UPDATE head SET position = $1, recorded_at = $2", [.int64(check.position), .timestamp(microsecondsSince1970: check.recordedAt)])
      return check.position
    }
  }

  /// One COPY of events. True when there are no more.
  private func restoreEvents(
    _ limits: RestoreLimits, _ check: inout RestoreCheck, _ commits: inout [RestoredKey], _ next: () throws -> ReadyCommit?
  ) throws -> Bool {
    var isOver = false
    let end = check.position + Int64(limits.chunkEventsMax)
    try copyIn("COPY event (\(RecordedEvent.columns)) FROM STDIN (FORMAT binary)") { writer in
      writer.header()
      while check.position < end {
        guard let commit = try next() else {
          isOver = true
          break
        }
        try check.take(commit)
        for event in commit.events { writer.row(of: event) }
        commits.append(
          RestoredKey(
            key: commit.key, fingerprint: commit.fingerprint, first: check.position - Int64(commit.events.count) + 1,
            count: Int32(commit.events.count)))
      }
      writer.trailer()
    }
    return isOver
  }

  private func restore(_ commits: [RestoredKey]) throws {
    guard !commits.isEmpty else { return }
    try copyIn("COPY \"commit\" (key, fingerprint, first_position, events) FROM STDIN (FORMAT binary)") { writer in
      writer.header()
      for commit in commits {
        writer.row(columns: 4)
        writer.text(commit.key)
        writer.bytes(commit.fingerprint)
        writer.int64(commit.first)
        writer.int32(commit.count)
      }
      writer.trailer()
    }
  }

  /// Looks up, for events whose stream was not remembered, that the version before is there, and earlier.
  private func checkVersions(_ check: inout RestoreCheck) throws {
    let open = check.takeOpen()
    guard !open.isEmpty else { return }
    let missing = try query(
      """
      SELECT due.stream, due.version
      FROM unnest($1::text[], $2::integer[], $3::bigint[]) AS due(stream, version, position)
      WHERE NOT EXISTS (
        SELECT FROM event WHERE event.stream = due.stream AND event.version = due.version - 1 AND event.position < due.position)
      ORDER BY due.position LIMIT 1
      """, [.textArray(open.map(\.stream)), .int32Array(open.map(\.version)), .int64Array(open.map(\.position))])
    if let row = missing.first {
      let (stream, version) = (try row.text(0), try row.int64(1))
      throw LogError(.invalidCommit, "Stream \(stream) has version \(version), but not version \(version - 1) before it; nothing was restored.")
    }
  }
}

private struct RestoredKey {
  let key: String
  let fingerprint: [UInt8]
  let first: Int64
  let count: Int32
}

extension CopyWriter {
  /// A row of `RecordedEvent.columns`.
  fileprivate mutating func row(of event: RecordedEvent) {
    row(columns: RecordedEvent.columnCount)
    int64(event.position)
    int32(event.version)
    int16(event.schema)
    date(daysSince1970: event.occurredOn)
    timestamp(microsecondsSince1970: event.recordedAt)
    text(event.stream)
    text(event.type)
    text(event.actor)
    bytes(event.payload)
  }
}
