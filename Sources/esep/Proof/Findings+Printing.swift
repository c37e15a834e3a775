import EventLog
import Office

extension Finding {
  /// As it stands in the terminal.
  var text: String {
    switch kind {
    case .good: "✓ \(line)"
    case .unknown: "– \(line)"
    case .badLog, .badTables: "✗ \(line)"
    case .detail: "    \(line)"
    }
  }
}

extension Findings {
  /// Says what it comes to.
  /// - Throws: `ExitStatus.refused` when something is wrong.
  func conclude(_ book: Book) throws {
    guard !isClean else { return print("All of it as of position \(position).") }
    if let firstPosition { print("The first bad position: \(firstPosition).") }
    if isLogWrong {
      Talk.say("The log was changed past Esep. Record nothing more; keep the database as it is, and restore a backup beside it to compare with.")
    } else {
      Talk.say("\(isLogChecked ? "The log itself is in order. " : "")Mend entries and read models with: esep rebuild --book \(book)")
    }
    throw ExitStatus.refused
  }
}
