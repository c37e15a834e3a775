import Languages
import Ledger
import Office
import SignIn
import Web

/// Carries out what was decided about a payout run.
extension RunPage {
  /// What a button of the page asks for.
  static func act(_ request: PageRequest) async throws -> PageAnswer {
    let words = request.words
    guard let run = RunCode(checking: request.parameters["run"] ?? "") else { return .notFound(words("accountant.payouts.unknown")) }
    // Which permission a button needs is not the page's but the command's.
    let needed: Permission = ["approve", "reject"].contains(request.form["what"]) ? .approve : .recordMoney
    guard request.identity?.may(needed) == true else { throw WebError.forbidden }
    do {
      let command = try RunDecision(request: request, run: run).command()
      if let refusal = try await request.mistake(carryingOut: .payables(command)) { throw refusal }
      return .seeOther("/payouts/" + PathText.segment(run.text), notice: words("accountant.done"))
    } catch let mistake as FormMistake { return try await show(request, mistake: mistake) }
  }
}

/// What a form about a run asks for, as a command.
private struct RunDecision {
  let request: PageRequest
  let run: RunCode
  private var words: Words { request.words }

  /// - Throws: `FormMistake` for what cannot be understood.
  func command() throws(FormMistake) -> PayablesCommand {
    let (form, actor, date) = (request.form, request.actor, try day())
    let reference = form["reference"].isEmpty ? nil : form["reference"]
    switch form["what"] {
    case "approve": return .approve(ApprovePayoutRun(run: run, by: actor, date: date))
    case "reject": return .reject(RejectPayoutRun(run: run, by: actor, reason: try reason(), date: date))
    case "instruct": return .instruct(InstructPayoutRun(run: run, by: actor, date: date))
    case "settle": return .settleRun(SettleRun(run: run, reference: reference, date: date))
    case "settle-one": return .settle(SettlePayment(run: run, producer: try producer(), reference: reference, date: date))
    case "send-back": return .sendBack(ReturnPayment(run: run, producer: try producer(), reason: try reason(), date: date))
    default: throw FormMistake(field: nil, text: words("error.bad_request.text"))
    }
  }

  private func day() throws(FormMistake) -> CalendarDate {
    guard let day = request.form["date"].isEmpty ? .todayHere : CalendarDate(request.form["date"]) else {
      throw FormMistake(field: "date", text: words("accountant.day_wrong"))
    }
    return day
  }

  private func reason() throws(FormMistake) -> String {
    guard !request.form["reason"].isEmpty else { throw FormMistake(field: "reason", text: words("accountant.reason_missing")) }
    return request.form["reason"]
  }

  private func producer() throws(FormMistake) -> ProducerCode {
    guard let producer = ProducerCode(checking: request.form["producer"].uppercased()) else {
      throw FormMistake(field: "producer", text: words("accountant.producer_missing"))
    }
    return producer
  }
}
