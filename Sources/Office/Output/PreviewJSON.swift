import Exchange
public import ReadModels

/// A preview for programs.
///
/// `as_of_position`; `unrolls_otherwise`; `files`: each `before` and `after` (file and sha256; null for none) and `of_substance`; `effects`: each `kind`
/// (model, report), `name`, `itself` (or only what it reads), `new`, `gone`, `known`, `keys` and `figures` (columns: name and kind), `gone_columns`,
/// `new_columns`, `rows_before`, `rows_after`, `rows_gone`, `rows_new`, `rows_different`, `totals` (by column: before and after), `parties` (whom it
/// concerns: column, value, rows, totals), `party_counts`, and `rows`: each `key`, `before`, `after` (figures by column; null for no row), `event_count` and
/// `events` with what each event adds `before` and `after`; null where figures are no sums of events.
public struct PreviewJSON {
  private let preview: Preview

  /// Of what was found.
  public init(preview: Preview) { self.preview = preview }

  /// One object.
  public var text: String {
    let files = preview.files.map { change in
      JSONText.object([
        ("before", JSONText.file(change.before)), ("after", JSONText.file(change.after)), ("of_substance", String(change.isOfSubstance)),
      ])
    }
    return JSONText.object([
      ("as_of_position", String(preview.asOfPosition)), ("unrolls_otherwise", String(preview.unrollsOtherwise)), ("files", JSONText.lines(files)),
      ("effects", JSONText.lines(preview.effects.map(effect))),
    ])
  }

  private func effect(_ effect: PreviewedEffect) -> String {
    let rows = effect.rows.map { row in
      JSONText.object([
        ("key", JSONText.cells(effect.keys, row.key)), ("before", JSONText.cells(effect.figures, row.before)),
        ("after", JSONText.cells(effect.figures, row.after)), ("event_count", row.explanation.map { String($0.changeCount) } ?? "null"),
        ("events", row.explanation.map { found in JSONText.array(found.changes.map { JSONText.change($0, found.columns) }) } ?? "null"),
      ])
    }
    let parties = effect.parties.map { party in
      JSONText.object([
        ("column", JSONText.string(party.column)), ("value", JSONText.value(party.value)), ("rows", String(party.rows)),
        ("totals", totals(party.totals)),
      ])
    }
    return JSONText.object([
      ("kind", JSONText.string(effect.kind.rawValue)), ("name", JSONText.string(effect.name)), ("itself", String(effect.isItself)),
      ("new", String(effect.isNew)), ("gone", String(effect.isGone)), ("known", String(effect.isKnown)), ("keys", JSONText.columns(effect.keys)),
      ("figures", JSONText.columns(effect.figures)), ("gone_columns", JSONText.array(effect.goneColumns.map(JSONText.string))),
      ("new_columns", JSONText.array(effect.newColumns.map(JSONText.string))), ("rows_before", String(effect.rowsBefore)),
      ("rows_after", String(effect.rowsAfter)), ("rows_gone", String(effect.gone)), ("rows_new", String(effect.new)),
      ("rows_different", String(effect.different)), ("totals", totals(effect.totals)), ("parties", JSONText.array(parties)),
      ("party_counts", JSONText.object(effect.partyCounts.sorted { $0.key < $1.key }.map { ($0.key, String($0.value)) })),
      ("rows", JSONText.lines(rows)),
    ])
  }

  private func totals(_ totals: [PreviewedEffect.Total]) -> String {
    JSONText.object(
      totals.map { ($0.column.name, JSONText.object([("before", String($0.before)), ("after", String($0.after))])) })
  }
}
