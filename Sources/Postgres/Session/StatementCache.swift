/// Which statements the server holds prepared for this connection, and under which names. Bounded: the least recently used goes.
struct StatementCache {
  /// The same text with other parameter types is another statement.
  struct Key: Hashable {
    let sql: String
    let types: [UInt32]
  }

  /// Plans take memory on the server, about 10 to 100 KiB each; no part of this program uses nearly so many texts on one connection.
  let capacity: Int
  private var entries: [Key: (name: String, lastUse: UInt64)] = [:]
  private var clock: UInt64 = 0
  private var lastName: UInt64 = 0
  /// Names that left the cache and are still prepared on the server.
  private(set) var abandoned: [String] = []

  init(capacity: Int = 256) { self.capacity = capacity }

  var count: Int { entries.count }

  /// Whether the statement is prepared; does not count as a use.
  func holds(_ key: Key) -> Bool { entries[key] != nil }

  /// The name under which the statement is prepared, if it is; marks it as used. O(length of the text).
  mutating func name(for key: Key) -> String? {
    guard let place = entries.index(forKey: key) else { return nil }
    clock += 1
    entries.values[place].lastUse = clock
    return entries.values[place].name
  }

  /// A name that was never used on this connection.
  mutating func newName() -> String {
    lastName += 1
    return "esep_\(lastName)"
  }

  /// Notes that the server has prepared the statement. O(capacity) when another must go, else O(length of the text).
  mutating func insert(_ key: Key, name: String) {
    if entries.count >= capacity, let oldest = entries.min(by: { $0.value.lastUse < $1.value.lastUse })?.key { forget(oldest) }
    clock += 1
    entries[key] = (name, clock)
  }

  /// Drops a statement, for one that no longer fits.
  mutating func forget(_ key: Key) {
    if let entry = entries.removeValue(forKey: key) { abandoned.append(entry.name) }
  }

  /// Hands out the names to deallocate; afterwards they count as gone.
  mutating func takeAbandoned() -> [String] {
    defer { abandoned = [] }
    return abandoned
  }
}
