import Ledger

@testable import Exchange

/// What a file's rows ask for, and the rows that are refused, as they come.
func commands(_ table: Table, _ text: String, defaults: ImportDefaults = ImportDefaults(today: day("2024-06-01"))) throws -> (
  good: [ReadCommand], problems: [String]
) {
  let reader = try CommandReader(bytes: Array(text.utf8), name: table.fileName, table: table, defaults: defaults)
  var (good, problems): ([ReadCommand], [String]) = ([], [])
  while let verdict = try reader.next() {
    switch verdict {
    case .good(let command): good.append(command)
    case .rejected(let problem): problems.append(problem.description)
    }
  }
  return (good, problems)
}

/// A day that is one.
func day(_ text: String) -> CalendarDate {
  guard let date = CalendarDate(text) else { preconditionFailure("\(text) is no day") }
  return date
}

/// A currency that is one.
func currency(_ code: String) -> Currency {
  guard let currency = Currency(code) else { preconditionFailure("\(code) is no currency") }
  return currency
}
