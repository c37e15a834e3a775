import Foundation
import Languages
import Ledger
import Office
import ReadModels
import Web

/// Carries out what was decided about a statement.
extension StatementPage {
  static func act(_ request: PageRequest) async throws -> PageAnswer {
    let words = request.words
    guard let day = request.form["date"].isEmpty ? .todayHere : CalendarDate(request.form["date"]) else {
      return try await show(request, mistake: FormMistake(field: "date", text: words("accountant.day_wrong")))
    }
    guard let sight = try await sight(request, on: day) else { return .notFound(words("accountant.statements.unknown")) }
    let received = sight.statement.received
    let path = StatementPages.path(received.channel.text, received.statement.text)
    if request.form["what"] == "auto" {
      let findings = try await sight.work.match(received.statement)
      let count = findings.count { $0.status == .matched }
      try? await request.desk.wait(for: request.desk.log.headPosition(), timeoutMilliseconds: 5_000)
      return .seeOther(path, notice: words.count("accountant.matched_now", Int64(count)))
    }
    do {
      let command = try await StatementDecision(request, sight).command()
      if let refusal = try await request.mistake(carryingOut: .settlement(command)) { throw refusal }
      return .seeOther(path, notice: words("accountant.done"))
    } catch let mistake as FormMistake { return try await show(request, mistake: mistake) }
  }
}

/// What a form about a statement asks for, as a command.
private struct StatementDecision {
  private let request: PageRequest
  private let sight: StatementPage.Sight
  private var words: Words { request.words }
  private var received: StatementReceived { sight.statement.received }

  init(_ request: PageRequest, _ sight: StatementPage.Sight) { (self.request, self.sight) = (request, sight) }

  /// - Throws: `FormMistake` for what cannot be understood.
  func command() async throws -> SettlementCommand {
    let form = request.form
    let (channel, statement, day) = (received.channel, received.statement, sight.work.date)
    let line = LineCode(checking: form["line"])
    let dispute = form["dispute"].isEmpty ? nil : form["dispute"]
    switch form["what"] {
    case "match":
      let line = try needed(line)
      let text = form["other"].isEmpty ? form["targets"] : form["other"]
      return sight.work.matching(line, of: received, to: try await targets(text, line), dispute: dispute)
    case "accept": return sight.work.accepting(try needed(line), of: received, dispute: dispute)
    case "unmatch":
      return .unmatch(UnmatchLine(channel: channel, statement: statement, line: try needed(line), reason: try reason(), date: day))
    case "dispute":
      return .dispute(
        DisputeStatement(channel: channel, statement: statement, line: line, amount: try amount(), reason: try reason(), date: day))
    case "resolve":
      guard let outcome = DisputeOutcome(rawValue: form["outcome"]) else {
        throw FormMistake(field: "outcome", text: words("accountant.outcome_missing"))
      }
      return .resolve(ResolveDispute(channel: channel, statement: statement, line: line, outcome: outcome, reason: try reason(), date: day))
    case "apply":
      guard let payout = PayoutCode(checking: form["payout"]) else {
        throw FormMistake(field: "payout", text: words("accountant.receipt_missing"))
      }
      let part = form["amount"].isEmpty ? nil : try amount()
      return .applyReceipt(ApplyReceipt(payout: payout, channel: channel, statement: statement, amount: part, date: day))
    default: throw FormMistake(field: nil, text: words("error.bad_request.text"))
    }
  }

  private func reason() throws(FormMistake) -> String {
    guard !request.form["reason"].isEmpty else { throw FormMistake(field: "reason", text: words("accountant.reason_missing")) }
    return request.form["reason"]
  }

  private func needed(_ line: LineCode?) throws(FormMistake) -> LineCode {
    guard let line else { throw FormMistake(field: "line", text: words("accountant.line_missing")) }
    return line
  }

  private func amount() throws(FormMistake) -> Int64 {
    guard let minor = request.minor(request.form["amount"], places: received.currency.decimals) else {
      throw FormMistake(field: "amount", text: words("accountant.amount_wrong"))
    }
    return minor
  }

  /// `S-1, R-1@S-2`: sales, and returns of sales, as the command line takes them; for a line of returns an open return by its number alone.
  private func targets(_ text: String, _ line: LineCode) async throws -> [ClaimTarget] {
    let mistake = FormMistake(field: "other", text: words("accountant.sales_missing"))
    let isReturn = received.lines.first { $0.line == line }?.type == .return
    var targets: [ClaimTarget] = []
    for part in text.split(separator: ",").map({ $0.trimmingCharacters(in: .whitespaces) }) {
      if let place = part.lastIndex(of: "@") {
        guard let sale = SaleCode(checking: String(part[part.index(after: place)...])), let code = ReturnCode(checking: String(part[..<place])) else {
          throw mistake
        }
        targets.append(ClaimTarget(sale: sale, returned: code))
      } else if isReturn {
        guard let target = try? await sight.work.openReturn(part, for: received) else {
          throw FormMistake(field: "other", text: words("accountant.return_unknown", ["return": part]))
        }
        targets.append(target)
      } else {
        guard let sale = SaleCode(checking: part) else { throw mistake }
        targets.append(ClaimTarget(sale: sale))
      }
    }
    guard !targets.isEmpty else { throw mistake }
    return targets
  }
}
