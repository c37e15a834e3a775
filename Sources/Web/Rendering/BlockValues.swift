import Foundation

/// What the templates see of blocks: dictionaries of texts, flags and lists. A flag that is named `is…` chooses a part of a template.
struct BlockValues {
  typealias Values = [String: Any]

  let frame: PageRenderer.Frame

  init(_ frame: PageRenderer.Frame) { self.frame = frame }

  /// Every kind of block, as absent: what a block does not have, a template would otherwise find in the block around it, and so on without end.
  private static let kinds = [
    "heading", "text", "prose", "figures", "notice", "table", "chart", "form", "links", "steps", "facts", "columns", "details", "verbatim", "drawing",
    "signature",
  ]

  func value(of block: Block) -> Values { own(block).merging(Self.kinds.map { ($0, false as Any) }) { kept, _ in kept } }

  private func own(_ block: Block) -> Values {
    switch block {
    case .heading(let text, let id): ["heading": ["text": text, "id": id] as Values]
    case .text(let text): ["text": ["text": text] as Values]
    case .prose(let parts): ["prose": ["parts": parts.map(inline)] as Values]
    case .figures(let figures): ["figures": ["all": figures.map(figure)] as Values]
    case .notice(let notice): ["notice": self.notice(notice)]
    case .table(let table): ["table": self.table(table)]
    case .chart(let chart):
      ["chart": ["title": chart.title, "svg": chart.svg, "table": self.table(chart.table), "asTable": frame.words("chart.as_table")] as Values]
    case .form(let form): ["form": FormValuesOf(frame: frame, form: form).values]
    case .links(let links): ["links": ["all": links.map(link)] as Values]
    case .steps(let steps): ["steps": ["all": steps.map(step)] as Values]
    case .facts(let facts):
      ["facts": ["all": facts.map { ["name": $0.name, "value": $0.value.map(inline)] as Values }] as Values]
    case .columns(let columns): ["columns": ["all": columns.map { ["blocks": $0.map(value)] as Values }] as Values]
    case .details(let summary, let blocks):
      ["details": ["summary": summary, "blocks": blocks.map(value), "isOpen": blocks.contains(where: \.isMistaken)] as Values]
    case .verbatim(let text, let label): ["verbatim": ["text": text, "label": label] as Values]
    case .drawing(let svg, let label): ["drawing": ["svg": svg, "label": label] as Values]
    case .signatureLine(let text): ["signature": ["text": text] as Values]
    }
  }

  func notice(_ notice: Notice) -> Values {
    var values: Values = [
      "tone": notice.tone.rawValue, "text": notice.text, "word": notice.tone == .plain ? false : frame.words(family: "tone", notice.tone.rawValue),
      "link": false,
    ]
    // What hinders is read out at once, the rest when there is a pause.
    values["role"] = notice.tone == .bad ? "alert" : "status"
    if let link = notice.link { values["link"] = self.link(link) }
    return values
  }

  func link(_ link: Link) -> Values { ["text": link.text, "href": link.href, "isMain": link.isMain] }

  private func inline(_ part: Inline) -> Values {
    part.href.map { ["text": part.text, "plain": "", "link": ["href": $0, "text": part.text] as Values] } ?? ["plain": part.text, "link": false]
  }

  private func figure(_ figure: Figure) -> Values {
    var values: Values = ["label": figure.label, "value": figure.value, "tone": figure.tone.rawValue, "href": false, "remark": false, "word": false]
    if let href = figure.href { values["href"] = href }
    if let note = figure.note { values["remark"] = ["text": note] as Values }
    // How it is meant is said in a word, whether there is a remark or not.
    if figure.tone != .plain {
      (values["word"], values["remark"]) = (frame.words(family: "tone", figure.tone.rawValue), ["text": figure.note ?? ""] as Values)
    }
    return values
  }

  private func step(_ step: Step) -> Values {
    var values: Values = [
      "state": step.state.rawValue, "word": frame.words(family: "step", step.state.rawValue), "text": step.text, "isCurrent": false, "note": false,
      "link": false,
    ]
    if step.state == .current { values["isCurrent"] = true }
    if let note = step.note { values["note"] = note }
    if let link = step.link { values["link"] = self.link(link) }
    return values
  }

  private func table(_ table: DataTable) -> Values {
    var values: Values = [
      "caption": table.caption, "hidesCaption": table.hidesCaption, "isEmpty": table.rows.isEmpty, "hasRows": !table.rows.isEmpty,
      "columns": table.columns.map { ["title": $0.title, "isNumber": $0.isNumber] as Values },
      "rows": table.rows.map { ["cells": cells($0, of: table)] as Values }, "empty": table.empty ?? frame.words("table.empty"),
      "footer": false, "hasFiles": table.files != nil, "csv": false, "workbook": false, "previous": false, "next": false,
    ]
    if let footer = table.footer { values["footer"] = ["cells": cells(footer, of: table)] as Values }
    if let csv = table.files?.csv { values["csv"] = ["href": csv, "text": frame.words("table.csv"), "title": table.caption] as Values }
    if let workbook = table.files?.workbook {
      values["workbook"] = ["href": workbook, "text": frame.words("table.workbook"), "title": table.caption] as Values
    }
    if let previous = table.previous { values["previous"] = link(previous) }
    if let next = table.next { values["next"] = link(next) }
    values["hasPages"] = table.previous != nil || table.next != nil
    return values
  }

  private func cells(_ row: [DataTable.Cell], of table: DataTable) -> [Values] {
    row.enumerated().map { index, cell in
      var values: Values = [
        "isNumber": index < table.columns.count && table.columns[index].isNumber, "isRowHead": index == 0, "isPlain": index != 0, "link": false,
        "tone": false, "word": false, "text": cell.text,
      ]
      // A code is one word, whatever hyphens it has.
      values["isCode"] = (values["isNumber"] as? Bool) == false && !cell.text.contains(where: \.isWhitespace) && cell.text.utf8.count <= 40
      // On a phone a row is a small list: each value says what it is.
      values["title"] = index < table.columns.count ? table.columns[index].title : ""
      if let href = cell.href { values["link"] = ["href": href, "text": cell.text] as Values }
      if cell.tone != .plain {
        values["tone"] = cell.tone.rawValue
        values["word"] = frame.words(family: "tone", cell.tone.rawValue)
      }
      return values
    }
  }
}
