/// What several rows of a file make together: a batch, a statement, a payment received.
protocol RowGroup<Columns> {
  associatedtype Columns: TableColumn
  /// What it is called in messages, and the column that bears its number.
  static var thing: String { get }
  /// Whose it is: rows that answer alike belong together.
  static func name(of row: borrowing TableRow<Columns>) throws(RowProblem) -> GroupName
  /// Takes a row in.
  /// - Parameter first: the row of it that came first; nil for the first itself.
  /// - Throws: what is wrong with the row; the group is refused whole then.
  mutating func add(_ row: borrowing TableRow<Columns>, after first: Int?) throws(RowProblem)
  /// What all its rows ask for together.
  func command() -> ReadCommand.Content?
}

/// The number that rows of one group share.
struct GroupName: Hashable {
  /// As it stands in the rows.
  let number: String
  /// Within what the number is unique; empty for the whole book.
  var owner = ""
}

/// Puts the rows of a file together to groups, wherever in the file they stand.
///
/// A first pass over the file notes the last row of every group, so that the second can let a group go as soon as it is complete: memory grows
/// with the number of groups and the largest of them, not with the file. A group with a bad row is refused whole, for the rest of it would be
/// another document than the one on paper: a batch whose goods are given to too few, a statement that does not add up.
final class GroupAssembler<Group: RowGroup> {
  /// A group some of whose rows have been read.
  private struct OpenGroup {
    var group: Group
    var places: [RowPlace] = []
    var fault: RowProblem?
  }

  private let reader: TableReader<Group.Columns>
  private let lastRows: [GroupName: Int]
  private let empty: Group
  private var open: [GroupName: OpenGroup] = [:]
  private var ready: [RowVerdict<ReadCommand>] = []

  /// - Parameter empty: a group without rows.
  init(_ reader: TableReader<Group.Columns>, lastRows: [GroupName: Int], empty: Group) {
    (self.reader, self.lastRows, self.empty) = (reader, lastRows, empty)
  }

  /// The last row of each group of a file.
  static func lastRows(_ reader: TableReader<Group.Columns>) throws(CSVFileError) -> [GroupName: Int] {
    var lastRows: [GroupName: Int] = [:]
    while let verdict = try reader.next({ row throws(RowProblem) in (try Group.name(of: row), row.number) }) {
      if case .good(let (name, number)) = verdict { lastRows[name] = number }
    }
    return lastRows
  }

  func next() throws(CSVFileError) -> RowVerdict<ReadCommand>? {
    while ready.isEmpty {
      guard let verdict = try reader.next({ row throws(RowProblem) in try self.take(row) }) else { return nil }
      if case .rejected(let problem) = verdict {
        for name in open.keys where open[name]?.fault == nil && mayBelong(problem, to: name) { open[name]?.fault = problem }
        ready.append(.rejected(problem))
      }
    }
    return ready.removeFirst()
  }

  /// Whether a damaged row may be one of a group that has begun and is not complete: it bears the group's number, or all that is known of it is
  /// one damaged field.
  private func mayBelong(_ problem: RowProblem, to name: GroupName) -> Bool { problem.column != nil || problem.value.contains(name.number) }

  private func take(_ row: borrowing TableRow<Group.Columns>) throws(RowProblem) {
    let name = try Group.name(of: row)
    var group = open.removeValue(forKey: name) ?? OpenGroup(group: empty)
    let place = RowPlace(row: row.number, line: row.line)
    do throws(RowProblem) {
      try group.group.add(row, after: group.places.first?.row)
      group.places.append(place)
    } catch {
      if group.fault == nil { group.fault = error }
      ready.append(.rejected(error))
    }
    if lastRows[name] == row.number {
      complete(group, name)
    } else {
      open[name] = group
    }
  }

  private func complete(_ group: OpenGroup, _ name: GroupName) {
    if let fault = group.fault {
      for place in group.places { ready.append(.rejected(.dragged(place, by: fault.row, Group.thing, name.number))) }
    } else if let content = group.group.command() {
      ready.append(.good(ReadCommand(command: content.command, places: group.places, parts: content.parts, thing: Group.thing)))
    }
  }
}

extension RowProblem {
  /// A sound row that is refused because another row of the same group is not.
  static func dragged(_ place: RowPlace, by row: Int, _ thing: String, _ number: String) -> RowProblem {
    RowProblem(
      row: place.row, line: place.line, column: thing, value: number, because: .dragged(by: row, thing))
  }
}

extension TableRow {
  /// Refuses a row that says of its group what an earlier row says otherwise. What is left empty says nothing.
  func agree<Value: Equatable>(
    _ column: Columns, _ there: Value?, _ here: Value?, of thing: String, _ number: String, after first: Int?
  ) throws(RowProblem) {
    guard let there, let here, there != here, let first else { return }
    throw problem(
      column, .disagrees(thing, number, row: first, column: column.column.name, there: "\(there)", here: "\(here)"))
  }
}
