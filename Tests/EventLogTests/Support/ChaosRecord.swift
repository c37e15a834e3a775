import EventLog
import Postgres

/// What writers were told while everything around them broke, to be compared with what the log then holds.
///
/// Each writer keeps a record of its own; records of several tasks, or of several processes (through `lines`), are merged before the check. A key
/// belongs in `refused` only when the writer gave it up for good.
struct ChaosRecord: Sendable, Equatable {
  /// Keys of commits that were acknowledged, with the events' place.
  var acknowledged: [String: (first: Int64, count: Int)] = [:]
  /// Keys of commits that were refused.
  var refused: Set<String> = []
  /// Keys of commits whose outcome was never found out: they may be there or not.
  var unknown: Set<String> = []

  static func == (left: ChaosRecord, right: ChaosRecord) -> Bool { left.lines == right.lines }

  mutating func note(_ outcome: Outcome, key: String) {
    switch outcome {
    case .appended(let first, let count), .repeated(let first, let count): acknowledged[key] = (first, count)
    case .conflict, .keyReused: refused.insert(key)
    }
  }

  mutating func merge(_ other: ChaosRecord) {
    acknowledged.merge(other.acknowledged) { own, _ in own }
    refused.formUnion(other.refused)
    unknown.formUnion(other.unknown)
  }

  /// A line for each key: `A key first count`, `R key` or `U key`. Keys hold no blanks.
  var lines: [String] {
    (acknowledged.map { "A \($0) \($1.first) \($1.count)" } + refused.map { "R \($0)" } + unknown.map { "U \($0)" }).sorted()
  }

  init() {}

  /// The record that another process wrote as `lines`; nil when one is of another form.
  init?(lines: [String]) {
    for line in lines {
      let parts = line.split(separator: " ").map(String.init)
      switch (parts.first, parts.count) {
      case ("A", 4):
        guard let first = Int64(parts[2]), let count = Int(parts[3]) else { return nil }
        acknowledged[parts[1]] = (first, count)
      case ("R", 2): refused.insert(parts[1])
      case ("U", 2): unknown.insert(parts[1])
      default: return nil
      }
    }
  }
}

/// Compares a whole history with what the writers were told.
enum ChaosChecker {
  /// All that is wrong, in sentences; empty when nothing is.
  ///
  /// - Every position from 1 to the head is there, versions are consecutive, commits cover the positions (`firstFlaw`).
  /// - Each acknowledged commit is present once, where its writer was told, with as many events, each naming its key in the payload.
  /// - No refused commit is present, and nothing is present that no writer asked for.
  static func findings(_ session: Session, _ record: ChaosRecord) throws -> [String] {
    var findings = try session.firstFlaw().map { ["\($0)"] } ?? []
    var keys: [Int64: String] = [:]
    try session.forEachEvent(after: 0, through: try session.head().position) { keys[$0.position] = key(of: $0) }
    var present: Set<String> = []
    for row in try session.query("SELECT key, first_position, events FROM \"commit\"") {
      let (key, first, count) = try (row.text(0), row.int64(1), Int(row.int64(2)))
      present.insert(key)
      if record.refused.contains(key) { findings.append("\(key) was refused and is present") }
      if let told = record.acknowledged[key], told != (first, count) { findings.append("\(key) is not where its writer was told") }
      if record.acknowledged[key] == nil && !record.unknown.contains(key) && !record.refused.contains(key) {
        findings.append("nobody asked for \(key)")
      }
      for position in first..<first + Int64(count) where keys.removeValue(forKey: position) != key {
        findings.append("position \(position) does not belong to \(key)")
      }
    }
    for key in record.acknowledged.keys where !present.contains(key) { findings.append("\(key) was acknowledged and is missing") }
    return findings + keys.map { "position \($0) belongs to no commit" }
  }

  /// The payload of an event of the chaos test: it names the commit it belongs to.
  static func payload(_ key: String) -> String { "{\"key\":\"\(key)\"}" }

  private static func key(of event: RecordedEvent) -> String { String(event.payloadText.dropFirst(8).dropLast(2)) }
}
