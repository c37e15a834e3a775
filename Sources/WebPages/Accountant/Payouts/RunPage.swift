import Ledger
import Office
import ReadModels
import SignIn
import Web

/// One payout run, from draft to settled.
enum RunPage {
  static func show(_ request: PageRequest, mistake: String? = nil) async throws -> PageAnswer {
    let words = request.words
    guard let code = RunCode(checking: request.parameters["run"] ?? ""), let run = try? await request.desk.payables.run(code) else {
      return .notFound(words("accountant.payouts.unknown"))
    }
    let position = try await request.desk.log.headPosition()
    var blocks: [Block] = []
    if let mistake { blocks.append(.notice(Notice(.bad, mistake))) }
    blocks += [
      .figures([
        Figure(
          words("accountant.net"), request.money(run.net), note: words.count("accountant.payments_count", Int64(run.payments.count)),
          href: "#payments"),
        Figure(words("accountant.waiting"), words.numbers.whole(Int64(run.waiting)), href: "#payments"),
        Figure(words("accountant.cut_off"), request.day(run.cutOff), href: nil),
      ]), .steps(steps(request, run)),
    ]
    blocks += actions(request, run)
    blocks.append(try await payments(request, run))
    let page = Page(
      words("accountant.run_title", ["run": run.run.text]), area: .accountant, asOf: position,
      trail: [Link(words("accountant.payouts.title"), "/payouts")], blocks)
    return mistake == nil ? .page(page) : .mistaken(page)
  }

  private static func steps(_ request: PageRequest, _ run: PayoutRun) -> [Step] {
    let words = request.words
    func signed(_ signature: PayoutRun.Signature?) -> String? {
      signature.map { words("accountant.by_on", ["who": $0.by, "day": request.day($0.on)]) }
    }
    if let rejected = run.rejected {
      return [
        Step(.done, words("accountant.step.prepared"), note: signed(run.prepared)),
        Step(.failed, words("accountant.step.rejected"), note: [signed(rejected), run.rejectionReason].compactMap(\.self).joined(separator: ": ")),
      ]
    }
    let isSettled = run.instructed != nil && run.waiting == 0
    return [
      Step(.done, words("accountant.step.prepared"), note: signed(run.prepared)),
      Step(
        run.approved != nil ? .done : .current, words("accountant.step.approved"), note: signed(run.approved) ?? words("accountant.step.approve_hint")
      ),
      Step(
        run.instructed != nil ? .done : run.approved != nil ? .current : .open, words("accountant.step.instructed"),
        note: signed(run.instructed) ?? words("accountant.step.instruct_hint")),
      Step(
        isSettled ? .done : run.instructed != nil ? .current : .open, words("accountant.step.settled"),
        note: run.instructed == nil ? nil : words.count("accountant.left", Int64(run.waiting))),
    ]
  }

  /// What who asks may do with it now.
  private static func actions(_ request: PageRequest, _ run: PayoutRun) -> [Block] {
    let words = request.words
    let action = "/payouts/" + PathText.segment(run.run.text)
    let may = { (permission: Permission) in request.identity?.may(permission) == true }
    let reason = Field("reason", words("accountant.reason"), value: request.form["reason"], isRequired: true)
    switch run.status {
    case .prepared where may(.approve):
      guard run.prepared.by != request.actor else { return [.notice(Notice(.plain, words("accountant.same_person")))] }
      return [
        request.button(action, "approve", words("accountant.approve")),
        .details(summary: words("accountant.reject"), [request.button(action, "reject", words("accountant.reject"), [reason])]),
      ]
    case .approved where may(.recordMoney): return [request.button(action, "instruct", words("accountant.instruct"))]
    case .instructed where may(.recordMoney):
      var blocks: [Block] = [.links([Link(words("accountant.payment_list"), action + "/payments", isMain: run.waiting > 0)])]
      let producers = run.orderedPayments.prefix(5_000).map { (value: $0.totals.producer.text, text: $0.totals.producer.text) }
      if run.waiting > 0 {
        let reference = Field("reference", words("accountant.reference"), value: request.form["reference"])
        blocks.append(
          .columns([
            [.heading(words("accountant.settle_all"), id: "settle"), request.button(action, "settle", words("accountant.settle_all"), [reference])],
            [
              .heading(words("accountant.settle_one"), id: "settle-one"),
              request.button(
                action, "settle-one", words("accountant.settle_one"),
                [Field("producer", words("accountant.producer"), .select(producers)), reference]),
            ],
          ]))
      }
      blocks.append(
        .details(
          summary: words("accountant.send_back"),
          [
            request.button(
              action, "send-back", words("accountant.send_back"), [Field("producer", words("accountant.producer"), .select(producers)), reason])
          ]))
      return blocks
    default: return []
    }
  }

  private static func payments(_ request: PageRequest, _ run: PayoutRun) async throws -> Block {
    let words = request.words
    let offset = request.offset
    let all = run.orderedPayments
    let shown = all.dropFirst(offset).prefix(PageRequest.accountRowsMax)
    let names = try await request.names(of: shown.map { $0.totals.producer.text })
    let rows = shown.map { payment in
      let totals = payment.totals
      let code = totals.producer.text
      return [DataTable.Cell(names[code].map { "\(code) · \($0)" } ?? code, href: "/balances/" + PathText.segment(code))]
        + [totals.gross, totals.tax + totals.fee + totals.reserve, totals.debt + totals.advances, totals.net].map {
          DataTable.Cell(words.numbers.decimal($0, places: request.desk.currency.decimals))
        } + [DataTable.Cell(status(request, run, payment.status))]
    }
    var table = DataTable(
      words("accountant.payments"),
      columns: [
        .init(words("accountant.producer")), .init(words("accountant.gross"), isNumber: true), .init(words("accountant.deducted"), isNumber: true),
        .init(words("accountant.netted"), isNumber: true), .init(words("accountant.net"), isNumber: true), .init(words("accountant.state")),
      ], rows: Array(rows))
    (table.previous, table.next) = request.pages(
      offset: offset, shown: shown.count, hasMore: offset + shown.count < all.count, PageRequest.accountRowsMax, values: [])
    return .table(table)
  }

  private static func status(_ request: PageRequest, _ run: PayoutRun, _ status: PayoutRun.Payment.Status) -> String {
    let words = request.words
    switch status {
    case .asItsRun: return words(family: "run_status", run.status.rawValue)
    case .paid(let date, let reference): return words("accountant.paid_on", ["day": request.day(date), "reference": reference ?? "–"])
    case .sentBack(let date, let reason, _): return words("accountant.sent_back_on", ["day": request.day(date), "reason": reason])
    }
  }

  /// What a button of the page asks for.
  static func act(_ request: PageRequest) async throws -> PageAnswer {
    let words = request.words
    guard let run = RunCode(checking: request.parameters["run"] ?? "") else { return .notFound(words("accountant.payouts.unknown")) }
    let (what, today, form) = (request.form["what"], CalendarDate.todayHere, request.form)
    // Which permission a button needs is not the page's but the command's.
    let needed: Permission = what == "approve" || what == "reject" ? .approve : .recordMoney
    guard request.identity?.may(needed) == true else { throw WebError.forbidden }
    let command: PayablesCommand
    switch what {
    case "approve": command = .approve(ApprovePayoutRun(run: run, by: request.actor, date: today))
    case "reject":
      guard !form["reason"].isEmpty else { return try await show(request, mistake: words("accountant.reason_missing")) }
      command = .reject(RejectPayoutRun(run: run, by: request.actor, reason: form["reason"], date: today))
    case "instruct": command = .instruct(InstructPayoutRun(run: run, by: request.actor, date: today))
    case "settle": command = .settleRun(SettleRun(run: run, reference: form["reference"].isEmpty ? nil : form["reference"], date: today))
    case "settle-one", "send-back":
      guard let producer = ProducerCode(checking: form["producer"]) else {
        return try await show(request, mistake: words("accountant.producer_missing"))
      }
      if what == "settle-one" {
        command = .settle(SettlePayment(run: run, producer: producer, reference: form["reference"].isEmpty ? nil : form["reference"], date: today))
      } else {
        guard !form["reason"].isEmpty else { return try await show(request, mistake: words("accountant.reason_missing")) }
        command = .sendBack(ReturnPayment(run: run, producer: producer, reason: form["reason"], date: today))
      }
    default: return .notFound(words("accountant.payouts.unknown"))
    }
    if let refusal = try await request.carryOut(.payables(command)) { return try await show(request, mistake: refusal) }
    return .seeOther("/payouts/" + PathText.segment(run.text), notice: words("accountant.done"))
  }
}
