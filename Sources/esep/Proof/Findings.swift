import EventLog

/// What a verification found, printed as it is found.
struct Findings {
  /// Where the first bad thing is, as far as it has a place.
  private var firstPosition: Int64?
  private var isLogWrong = false, areTablesWrong = false
  /// Whether the log was looked at too.
  var isLogChecked = false
  /// What everything is as of.
  private var position: Int64 = 0

  /// Something is in order.
  func good(_ line: String) { print("✓ \(line)") }

  /// Something could not be checked, which is no fault.
  func unknown(_ line: String) { print("– \(line)") }

  /// Something is wrong with the log itself.
  mutating func badLog(_ line: String, at position: Int64?) {
    print("✗ \(line)")
    isLogWrong = true
    note(position)
  }

  /// Something is wrong with what was made of the log.
  mutating func badTables(_ line: String, at position: Int64?) {
    print("✗ \(line)")
    areTablesWrong = true
    note(position)
  }

  /// Says more about the last one.
  func detail(_ line: String) { print("    \(line)") }

  mutating func asOf(_ position: Int64) { self.position = max(self.position, position) }

  private mutating func note(_ position: Int64?) {
    guard let position, position > 0 else { return }
    firstPosition = min(firstPosition ?? position, position)
  }

  /// Says what it comes to.
  /// - Throws: `ExitStatus.refused` when something is wrong.
  func conclude(_ book: Book) throws {
    guard isLogWrong || areTablesWrong else { return print("All of it as of position \(position).") }
    if let firstPosition { print("The first bad position: \(firstPosition).") }
    if isLogWrong {
      Talk.say("The log was changed past Esep. Record nothing more; keep the database as it is, and restore a backup beside it to compare with.")
    } else {
      Talk.say("\(isLogChecked ? "The log itself is in order. " : "")Mend entries and read models with: esep rebuild --book \(book)")
    }
    throw ExitStatus.refused
  }
}
