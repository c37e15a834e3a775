/// What the writers of the chaos test were told, to be compared with what the log then holds.
struct ChaosRecord {
  private(set) var acknowledged: [String: (first: Int64, count: Int64)] = [:]
  private(set) var refused: Set<String> = []
  /// Their outcome was never found out: they may be there or not.
  private(set) var unknown: Set<String> = []

  /// From the lines that ChaosWriter prints; what is wrong with them already is added to the findings.
  init(lines: [String], _ findings: inout [String]) {
    for line in lines {
      let parts = line.split(separator: " ").map(String.init)
      switch (parts.first, parts.count) {
      case ("A", 4): acknowledged[parts[1]] = (Int64(parts[2]) ?? -1, Int64(parts[3]) ?? -1)
      case ("R", 2): refused.insert(parts[1])
      case ("U", 2): unknown.insert(parts[1])
      default: findings.append("a writer said: \(line)")
      }
    }
  }

  /// All that is wrong, in sentences.
  ///
  /// Positions are 1, 2, 3 …; versions in each stream are; every acknowledged commit is there once, where its writer was told, with its own
  /// events and no other; no refused one is there, nor one that nobody asked for.
  func compare(with desk: Desk) async throws -> [String] {
    var findings: [String] = []
    var versions: [String: Int64] = [:]
    var events: [String: [Int64]] = [:]
    let rows = try await desk.query("SELECT concat_ws(' ', position, stream, version, payload->>'key') FROM main.event ORDER BY position")
    for (number, row) in rows.enumerated() {
      let parts = row.split(separator: " ").map(String.init)
      let (position, stream, version, key) = (Int64(parts[0]), parts[1], Int64(parts[2]), parts[3])
      if position != Int64(number) + 1 { findings.append("position \(parts[0]) stands where \(number + 1) was due") }
      versions[stream, default: 0] += 1
      if version != versions[stream] { findings.append("\(stream) has version \(parts[2]) at position \(parts[0])") }
      events[key, default: []].append(Int64(number) + 1)
    }
    for (key, positions) in events {
      if refused.contains(key) { findings.append("\(key) was refused and is present") }
      if positions != Array(positions[0]..<positions[0] + Int64(positions.count)) { findings.append("\(key) is torn apart: \(positions)") }
      if acknowledged[key] == nil && !unknown.contains(key) && !refused.contains(key) { findings.append("nobody asked for \(key)") }
    }
    for (key, place) in acknowledged where events[key]?.first != place.first || events[key].map({ Int64($0.count) }) != place.count {
      findings.append("\(key) was acknowledged at \(place.first) with \(place.count) events and is at \(events[key] ?? [])")
    }
    return findings
  }
}
