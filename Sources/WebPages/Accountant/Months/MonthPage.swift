import Ledger
import Office
import ReadModels
import SignIn
import Web

/// One month: a checklist before it is closed; what was closed; asking for it to be opened again.
enum MonthPage {
  static func show(_ request: PageRequest, mistake: FormMistake? = nil) async throws -> PageAnswer {
    let words = request.words
    guard let month = Month(request.parameters["month"] ?? "") else { return .notFound(words("accountant.months.unknown")) }
    let history = try await request.desk.log.periodHistory()
    let isClosed = history.closedThrough.map { month <= $0 } ?? false
    var blocks: [Block] = []
    let position: Int64
    if isClosed {
      position = history.position
      blocks += try await closed(request, month, history)
    } else {
      let command = try await MonthClosing(reporter: request.desk.reporter).command(month, by: request.actor, on: CalendarDate.todayHere)
      position = command.asOfPosition
      blocks += try await open(request, command, history)
    }
    if let mistake { blocks = blocks.answering(mistake, to: request) }
    let page = Page(
      request.period(month.description), area: .accountant, asOf: position, trail: [Link(words("accountant.months.title"), "/months")], blocks)
    return mistake == nil ? .page(page) : .mistaken(page)
  }

  private static func open(_ request: PageRequest, _ command: ClosePeriod, _ history: PeriodHistory) async throws -> [Block] {
    let (words, month) = (request.words, command.month)
    let steps: Block = .steps(try await MonthChecklist(request: request, command: command).steps())
    let facts: Block = .facts([
      (
        words("accountant.close.receivable"),
        [Inline(request.money(command.openItems.receivable), href: "/trial-balance?to=\(month.days.upperBound)")]
      )
    ])
    guard request.identity?.may(.closePeriods) == true else { return [steps, facts] }
    if month >= Month(of: .todayHere) {
      return [.notice(Notice(.plain, words("accountant.months.not_over", ["day": request.day(month.next.days.lowerBound)]))), steps, facts]
    }
    if let next = history.closedThrough?.next, month != next {
      let name = request.period(next.description)
      let link = Link(words("accountant.months.next", ["month": name]), "/months/\(next)")
      return [.notice(Notice(.plain, words("accountant.months.earlier_first", ["month": name]), link: link)), steps, facts]
    }
    return [
      .text(words("accountant.close.lead")), steps, facts,
      request.button("/months/\(month)", "close", words("accountant.close.submit", ["month": request.period(month.description)])),
    ]
  }

  private static func closed(_ request: PageRequest, _ month: Month, _ history: PeriodHistory) async throws -> [Block] {
    let words = request.words
    let action = "/months/\(month)"
    var blocks: [Block] = []
    if let entry = history.entries.last(where: { $0.month == month && $0.kind == .closed }) {
      let link = request.identity?.may(.readLog) == true ? Link(words("accountant.months.look"), "/log/\(entry.position)") : nil
      let text = words("accountant.months.closed_by", ["who": entry.by, "position": words.numbers.whole(entry.position)])
      blocks.append(.notice(Notice(.good, text, link: link)))
    }
    let asked = try await request.accounts.openRequests(kind: MonthPages.reopening).first { $0.subject == month.description }
    let may = { (permission: Permission) in request.identity?.may(permission) == true }
    guard let asked else {
      guard may(.closePeriods) else { return blocks }
      return blocks + [
        .heading(words("accountant.reopen.title"), id: "reopen"), .text(words("accountant.reopen.lead")),
        request.button(
          action, "ask", words("accountant.reopen.ask"),
          [Field("reason", words("accountant.reason"), isRequired: true)]),
      ]
    }
    blocks.append(
      .notice(
        Notice(
          .warning, words("accountant.months.asked", ["month": request.period(asked.subject), "who": asked.requestedBy, "reason": asked.reason]))))
    if may(.approve), asked.requestedBy != request.actor { blocks.append(request.button(action, "agree", words("accountant.reopen.agree"))) }
    if may(.approve), asked.requestedBy == request.actor { blocks.append(.notice(Notice(.plain, words("accountant.same_person")))) }
    if may(.closePeriods) || may(.approve) { blocks.append(request.button(action, "cancel", words("accountant.reopen.cancel"))) }
    return blocks
  }

  static func act(_ request: PageRequest) async throws -> PageAnswer {
    let words = request.words
    guard let month = Month(request.parameters["month"] ?? "") else { return .notFound(words("accountant.months.unknown")) }
    let what = request.form["what"]
    guard request.identity?.may(what == "agree" ? .approve : .closePeriods) == true || (what == "cancel" && request.identity?.may(.approve) == true)
    else {
      throw WebError.forbidden
    }
    let path = "/months/\(month)"
    switch what {
    case "close":
      // What was recorded a moment ago belongs into the totals on record.
      try await request.desk.wait(for: request.desk.log.headPosition())
      let command = try await MonthClosing(reporter: request.desk.reporter).command(month, by: request.actor, on: CalendarDate.todayHere)
      if let refusal = try await request.mistake(carryingOut: .control(.close(command))) { return try await show(request, mistake: refusal) }
    case "ask":
      guard !request.form["reason"].isEmpty else {
        return try await show(request, mistake: FormMistake(field: "reason", text: words("accountant.reason_missing")))
      }
      do {
        _ = try await request.accounts.request(
          kind: MonthPages.reopening, subject: month.description, reason: request.form["reason"], by: request.actor)
      } catch SignInProblem.taken {}
    case "agree", "cancel":
      guard let asked = try await request.accounts.openRequests(kind: MonthPages.reopening).first(where: { $0.subject == month.description }) else {
        return .seeOther(path)
      }
      if what == "cancel" {
        try await request.accounts.cancel(asked.id, by: request.actor)
      } else if let refusal = try await agree(request, asked, month) {
        return try await show(request, mistake: refusal)
      }
    default: return .notFound(words("accountant.months.unknown"))
    }
    return .seeOther(path, notice: words("accountant.done"))
  }

  /// Opens the month again in both names.
  /// - Returns: why not, where it is refused.
  private static func agree(_ request: PageRequest, _ asked: PendingRequest, _ month: Month) async throws -> FormMistake? {
    let actor = request.actor
    do {
      try await request.accounts.approve(asked.id, by: actor) { asked in
        let command = ReopenPeriod(
          month: month, reason: asked.reason, today: CalendarDate.todayHere, requestedBy: asked.requestedBy, approvedBy: actor)
        if let refusal = try await request.mistake(carryingOut: .control(.reopen(command))) { throw refusal }
      }
      return nil
    } catch let refused as FormMistake { return refused } catch let problem as SignInProblem {
      return FormMistake(field: nil, text: problem.text(request.words))
    }
  }
}
