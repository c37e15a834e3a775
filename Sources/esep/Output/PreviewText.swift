import Exchange
import ReadModels

/// A preview for people: what would change in money, for whom, in which rows and by which events.
struct PreviewText {
  private let preview: Preview
  private let printer = ReportPrinter(format: .table, currency: .kgs)

  /// How many parties are named an effect and column, and how many rows are shown.
  private static let partiesMax = 10

  init(_ preview: Preview) { self.preview = preview }

  var text: String {
    var parts = [files]
    if preview.unrollsOtherwise {
      parts.append("Events would be unrolled into other lines too. What that changes is not shown here; a rebuild tells it when it is done.\n")
    }
    parts += preview.effects.map(effect)
    let nothing = preview.files.isEmpty || preview.effects.allSatisfy(\.isEmpty)
    parts.append((nothing ? "No figure would change. " : "") + "Nothing was installed. As of position \(preview.asOfPosition). Money in KGS.\n")
    return parts.joined(separator: "\n")
  }

  private var files: String {
    guard !preview.files.isEmpty else { return "Nothing is defined otherwise than it is now.\n" }
    return preview.files.map { change in
      let hashes = [change.before, change.after].map { $0.map { String($0.hash.prefix(12)) } ?? "nothing" }.joined(separator: " → ")
      let what = change.before == nil ? "is new" : change.after == nil ? "would be gone" : change.isOfSubstance ? "differs" : "differs in words alone"
      return "\(change.file) \(what): \(hashes)\n"
    }.joined()
  }

  private func effect(_ effect: PreviewedEffect) -> String {
    let role = effect.kind == .model ? "read model" : effect.isItself ? "report" : "report that reads it"
    let title = "\(effect.name) (\(role))"
    guard effect.isKnown else { return "\(title): comparing took longer than was allowed, so what would change is not known.\n" }
    guard !effect.isEmpty else { return "\(title): no row would change.\n" + columns(effect) }
    var text = "\(title): \(effect.different) of \(effect.rowsBefore) rows would say something else, \(effect.new) come, \(effect.gone) go.\n"
    text += columns(effect)
    let moved = effect.totals.filter { $0.before != $0.after }
    if !moved.isEmpty {
      var table = TextTable([.init("all rows"), .init("now", isNumber: true), .init("would be", isNumber: true), .init("difference", isNumber: true)])
      for total in moved { table.add([total.column.name] + [total.before, total.after, total.after - total.before].map { shown(total.column, $0) }) }
      text += table.text()
    }
    text += parties(effect)
    // What only reads what changes is told in sums: its rows are a `report` away once it is live, and all are in the JSON.
    if effect.isItself { text += rows(effect) }
    return text
  }

  private func columns(_ effect: PreviewedEffect) -> String {
    let (gone, new) = (effect.goneColumns.joined(separator: ", "), effect.newColumns.joined(separator: ", "))
    return (gone.isEmpty ? "" : "Columns that would be gone: \(gone).\n") + (new.isEmpty ? "" : "New columns: \(new).\n")
  }

  private func parties(_ effect: PreviewedEffect) -> String {
    var text = ""
    for column in effect.keys.map(\.name) where effect.partyCounts[column] != nil {
      let all = effect.parties.filter { $0.column == column }
      text += "For \(effect.partyCounts[column] ?? 0) by \(column):\n"
      for party in all.prefix(Self.partiesMax) {
        let moved = party.totals.filter { $0.before != $0.after }.map { total in
          "\(total.column.name) \(shown(total.column, total.before)) → \(shown(total.column, total.after))"
        }
        let key = printer.shown(ReportColumn(name: column, kind: .text), party.value)
        text += "  \(key): \(moved.isEmpty ? "\(party.rows) rows, the same sums" : moved.joined(separator: ", "))\n"
      }
      let left = (effect.partyCounts[column] ?? 0) - Int64(min(all.count, Self.partiesMax))
      if left > 0 { text += "  … \(left) more\n" }
    }
    return text
  }

  private func rows(_ effect: PreviewedEffect) -> String {
    var text = ""
    for row in effect.rows {
      let key = zip(effect.keys, row.key).map { "\($0.name) \(printer.shown($0, $1))" }.joined(separator: ", ")
      text += "\n" + (key.isEmpty ? "the whole" : key) + "\n"
      var table = TextTable([.init("figure"), .init("now", isNumber: true), .init("would be", isNumber: true)])
      for (index, column) in effect.figures.enumerated() where row.before?[index] != row.after?[index] {
        table.add([column.name] + [row.before, row.after].map { cells in cells.map { printer.shown(column, $0[index]) } ?? "no row" })
      }
      text += table.text()
      for change in row.explanation?.changes ?? [] {
        let moved = (row.explanation?.columns ?? []).enumerated().filter { change.before[$0.offset] != change.after[$0.offset] }.map {
          index, column in
          "\(column.name) \(shown(column, change.before[index])) → \(shown(column, change.after[index]))"
        }
        let event = change.event
        text += "  \(event.position)  \(event.occurredOn)  \(event.type)  \(event.stream)  \(moved.joined(separator: ", "))\n"
      }
      if let explanation = row.explanation, explanation.changeCount > Int64(explanation.changes.count) {
        text += "  … \(explanation.changeCount - Int64(explanation.changes.count)) more events\n"
      }
    }
    let left = effect.gone + effect.new + effect.different - Int64(effect.rows.count)
    return text + (left > 0 ? "\n… \(left) more rows\n" : "")
  }

  private func shown(_ column: ReportColumn, _ amount: Int64) -> String { printer.shown(column, .int64(amount)) }
}
