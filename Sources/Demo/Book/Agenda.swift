import Ledger

/// Commands waiting for the day they are recorded on; those of one day in the order they were planned.
struct Agenda {
  private var waiting: [(planned: Int, command: DatedCommand)] = []
  private var planned = 0

  mutating func add(_ command: DatedCommand) {
    waiting.append((planned, command))
    planned += 1
  }

  /// Takes out, in order, all that is recorded before a day; all of it when there is none.
  mutating func take(before date: CalendarDate?) -> [DatedCommand] {
    var due: [(planned: Int, command: DatedCommand)] = []
    var later: [(planned: Int, command: DatedCommand)] = []
    for entry in waiting {
      if date.map({ entry.command.recordedAt < $0 }) ?? true { due.append(entry) } else { later.append(entry) }
    }
    waiting = later
    due.sort { ($0.command.recordedAt, $0.planned) < ($1.command.recordedAt, $1.planned) }
    return due.map(\.command)
  }
}
