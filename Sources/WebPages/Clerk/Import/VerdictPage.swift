import Web

/// What became of a file's rows.
struct VerdictPage {
  let request: PageRequest
  let id: String
  let outcome: ImportOutcome

  var page: Page {
    let words = request.words
    var page = Page(
      words("clerk.import.of", ["file": outcome.name]), area: .clerk,
      lead: outcome.isRecorded ? words("clerk.import.is_recorded") : words("clerk.import.is_judged"), asOf: outcome.position,
      trail: [Link(words("clerk.title"), "/clerk"), Link(words("clerk.import.title"), "/clerk/import")], [figures])
    for note in outcome.notes { page.blocks.append(.notice(Notice(.plain, note))) }
    if !outcome.problems.isEmpty { page.blocks.append(.table(problems)) }
    if outcome.rejected > 0 {
      page.blocks.append(.links([Link(words.count("clerk.import.rejects", Int64(outcome.rejected)), "/clerk/import/\(id)/rejects")]))
    }
    if outcome.isRecorded {
      page.blocks.append(.links([Link(words("clerk.import.another"), "/clerk/import", isMain: true), Link(words("clerk.done"), "/clerk")]))
    } else if outcome.taken > 0 {
      page.blocks.append(
        .form(Form(.post, "/clerk/import/\(id)", fields: [], submit: words.count("clerk.import.record", Int64(outcome.taken)))))
    } else {
      page.blocks.append(.notice(Notice(.plain, words("clerk.import.nothing"), link: Link(words("clerk.import.another"), "/clerk/import"))))
    }
    return page
  }

  private var figures: Block {
    let words = request.words
    func figure(_ label: String, _ count: Int, _ tone: Tone = .plain) -> Figure {
      Figure(label, words.numbers.whole(Int64(count)), href: nil, tone: count > 0 ? tone : .plain)
    }
    return .figures([
      figure(outcome.isRecorded ? words("clerk.import.taken") : words("clerk.import.good"), outcome.taken, .good),
      figure(words("clerk.import.unchanged"), outcome.unchanged), figure(words("clerk.import.rejected"), outcome.rejected, .bad),
    ])
  }

  private var problems: DataTable {
    let words = request.words
    return DataTable(
      words("clerk.import.problems"),
      columns: [
        .init(words("clerk.import.row"), isNumber: true), .init(words("clerk.import.column")), .init(words("clerk.import.value")),
        .init(words("clerk.import.reason")),
      ],
      rows: outcome.problems.map { problem in
        [
          .init(words.numbers.whole(Int64(problem.row))),
          .init(problem.column.map { words.member(of: "clerk.field", $0) ?? words(family: "column", $0) } ?? "–"), .init(problem.value),
          .init(problem.reason),
        ]
      })
  }
}
