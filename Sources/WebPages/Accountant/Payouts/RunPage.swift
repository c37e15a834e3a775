import Ledger
import Office
import ReadModels
import SignIn
import Web

/// One payout run, from draft to settled.
enum RunPage {
  static func show(_ request: PageRequest, mistake: FormMistake? = nil) async throws -> PageAnswer {
    let words = request.words
    guard let code = RunCode(checking: request.parameters["run"] ?? ""), let run = try? await request.desk.payables.run(code) else {
      return .notFound(words("accountant.payouts.unknown"))
    }
    let position = try await request.desk.log.headPosition()
    var blocks: [Block] = []
    blocks += [
      .figures([
        Figure(
          words("accountant.net"), request.money(run.net), note: words.count("accountant.payments_count", Int64(run.payments.count)),
          href: "#payments"),
        Figure(words("accountant.waiting"), words.numbers.whole(Int64(run.waiting)), href: "#payments"),
        Figure(words("accountant.cut_off"), request.day(run.cutOff), href: nil),
      ]), .steps(steps(request, run)),
    ]
    blocks += try await actions(request, run)
    blocks.append(try await payments(request, run))
    blocks += [run.prepared, run.approved].compactMap(\.self).map { .signatureLine(words("accountant.run_signature", ["who": $0.by])) }
    if let mistake { blocks = blocks.answering(mistake, to: request) }
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

  private static func payments(_ request: PageRequest, _ run: PayoutRun) async throws -> Block {
    let words = request.words
    let offset = request.offset
    let all = run.orderedPayments
    let shown = all.dropFirst(offset).prefix(PageRequest.accountRowsMax)
    let mayPay = request.identity?.may(.recordMoney) == true
    let names = try await request.names(of: shown.map { $0.totals.producer.text })
    let rows = shown.map { payment in
      let totals = payment.totals
      let code = totals.producer.text
      return [DataTable.Cell(names[code].map { "\(code) · \($0)" } ?? code, href: "/balances/" + PathText.segment(code))]
        + [totals.gross, totals.tax + totals.fee + totals.reserve, totals.debt + totals.advances, totals.net].map {
          DataTable.Cell(words.numbers.decimal($0, places: request.desk.currency.decimals))
        } + [DataTable.Cell(status(request, run, payment.status), href: mayPay && run.mayBeSettled(payment) ? run.settlePath(code) : nil)]
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
}
