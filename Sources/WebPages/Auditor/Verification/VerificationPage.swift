import Languages
import SignIn
import Web

/// Whether everything agrees: the log with its rules and what was signed, and entries and read models with the log.
enum VerificationPage {
  static func answer(_ request: PageRequest) async throws -> PageAnswer { .page(page(request)) }

  /// Begins one, for auditors and administrators: it takes as much of the machine as it is given.
  static func start(_ request: PageRequest) async throws -> PageAnswer {
    let words = request.words
    guard let identity = request.identity, mayStart(request) else {
      var refused = page(request)
      refused.blocks.insert(.notice(Notice(.warning, words("auditor.verification.not_yours"))), at: 0)
      return .mistaken(refused)
    }
    let isBegun = VerificationRoom.shared.begin(request.desk, by: identity.name)
    return .seeOther("/verification", notice: words(isBegun ? "auditor.verification.begun" : "auditor.verification.under_way"))
  }

  private static func mayStart(_ request: PageRequest) -> Bool {
    request.identity?.roles.contains { $0 == .auditor || $0 == .admin } ?? false
  }

  private static func page(_ request: PageRequest) -> Page {
    let words = request.words
    let state = VerificationRoom.shared.state(of: request.desk)
    var page = Page(words("auditor.verification.title"), area: .auditor, lead: words("auditor.verification.lead"), [])
    if let running = state.running {
      page.reloadsAfterSeconds = 3
      page.blocks += progress(request, running)
    } else if mayStart(request) {
      page.blocks.append(.form(Form(.post, "/verification", fields: [], submit: words("auditor.verification.start"))))
    }
    guard let last = state.last else {
      if state.running == nil { page.blocks.append(.text(words("auditor.verification.never"))) }
      return page
    }
    page.blocks.append(.heading(words("auditor.verification.last"), id: "last"))
    page.blocks += result(request, last)
    return page
  }

  private static func progress(_ request: PageRequest, _ running: VerificationRoom.Running) -> [Block] {
    let words = request.words
    let share = running.total > 0 ? words.numbers.percent(millionths: Int64(Double(running.done) / Double(running.total) * 1_000_000)) : ""
    func note(_ isThis: Bool) -> String? { isThis && running.total > 0 ? share : nil }
    return [
      .notice(
        Notice(.plain, words("auditor.verification.running", ["by": running.by, "since": request.moment(Int64(running.startedAt) * 1_000_000)]))),
      .steps([
        Step(running.isInTables ? .done : .current, words("auditor.verification.step_log"), note: note(!running.isInTables)),
        Step(running.isInTables ? .current : .open, words("auditor.verification.step_tables"), note: note(running.isInTables)),
      ]),
    ]
  }

  private static func result(_ request: PageRequest, _ result: VerificationResult) -> [Block] {
    let words = request.words
    let verdict =
      !result.isWhole
      ? Notice(.warning, words("auditor.verification.broken_off"))
      : result.isClean
        ? Notice(.good, words("auditor.verification.clean", ["position": words.numbers.whole(result.position)]))
        : Notice(
          .bad, words(result.isLogWrong ? "auditor.verification.log_wrong" : "auditor.verification.tables_wrong"),
          link: result.firstPosition.map { Link(words("auditor.verification.first", ["position": words.numbers.whole($0)]), "/log/\($0)") })
    let seconds = Int64(max(0, result.endedAt - result.startedAt).rounded())
    let facts: [(name: String, value: [Inline])] = [
      (words("auditor.verification.by"), [Inline(result.by)]),
      (words("auditor.verification.ended_at"), [Inline(request.moment(Int64(result.endedAt) * 1_000_000))]),
      (words("auditor.verification.took"), [Inline(words.count("auditor.verification.seconds", seconds))]),
      (words("auditor.verification.checked"), [Inline(words.count("auditor.verification.events", result.position))]),
    ]
    let marks = ["good": "✓", "unknown": "?", "bad_log": "✗", "bad_tables": "✗", "detail": " "]
    let text = result.lines.map { "\(marks[$0.kind] ?? " ") \($0.text)" }.joined(separator: "\n")
    return [
      .notice(verdict), .facts(facts),
      .details(summary: words("auditor.verification.report"), [.verbatim(text, label: words("auditor.verification.report"))]),
    ]
  }
}
