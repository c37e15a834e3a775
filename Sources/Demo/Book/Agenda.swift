import Ledger

/// Steps waiting for the day they are recorded on; those of one day in the order they were planned.
struct Agenda {
  private var waiting: [(planned: Int, step: DemoStep)] = []
  private var planned = 0

  mutating func add(_ command: DatedCommand) { add(DemoStep(on: command.recordedAt, .record(command.command))) }

  mutating func add(_ step: DemoStep) {
    waiting.append((planned, step))
    planned += 1
  }

  mutating func add(_ steps: [DemoStep]) { for step in steps { add(step) } }

  /// Takes out, in order, all that is recorded before a day; all of it when there is none.
  mutating func take(before date: CalendarDate?) -> [DemoStep] {
    var due: [(planned: Int, step: DemoStep)] = []
    var later: [(planned: Int, step: DemoStep)] = []
    for entry in waiting {
      if date.map({ entry.step.recordedAt < $0 }) ?? true { due.append(entry) } else { later.append(entry) }
    }
    waiting = later
    due.sort { ($0.step.recordedAt, $0.planned) < ($1.step.recordedAt, $1.planned) }
    return due.map(\.step)
  }
}
