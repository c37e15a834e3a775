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
    guard let sight = try await sight(request) else { return .notFound(words("accountant.statements.unknown")) }
    let received = sight.statement.received
    let path = StatementPages.path(received.channel.text, received.statement.text)
    if request.form["what"] == "auto" {
      let findings = try await sight.work.match(received.statement)
      let count = findings.count { $0.status == .matched }
      try? await request.desk.wait(for: request.desk.log.headPosition(), timeoutMilliseconds: 5_000)
      return .seeOther(path, notice: words.count("accountant.matched_now", Int64(count)))
    }
    do throws(Mistake) {
      let command = try command(request, sight)
      if let refusal = try await carry(command, request) { return try await again(request, refusal) }
      return .seeOther(path, notice: words("accountant.done"))
    } catch { return try await again(request, error.text) }
  }

  private static func again(_ request: PageRequest, _ text: String) async throws(Mistake) -> PageAnswer {
    do { return try await show(request, mistake: text) } catch { throw Mistake(text: text) }
  }

  private static func carry(_ command: SettlementCommand, _ request: PageRequest) async throws(Mistake) -> String? {
    do { return try await request.carryOut(.settlement(command)) } catch { throw Mistake(text: request.words("error.database_away.text")) }
  }

  /// What cannot be understood of what was sent.
  struct Mistake: Error {
    let text: String
  }

  private static func command(_ request: PageRequest, _ sight: Sight) throws(Mistake) -> SettlementCommand {
    let (words, form) = (request.words, request.form)
    let received = sight.statement.received
    let (channel, statement, today) = (received.channel, received.statement, CalendarDate.todayHere)
    let line = LineCode(checking: form["line"])
    func given(_ name: String, _ mistake: String) throws(Mistake) -> String {
      guard !form[name].isEmpty else { throw Mistake(text: mistake) }
      return form[name]
    }
    func needed() throws(Mistake) -> LineCode {
      guard let line else { throw Mistake(text: words("accountant.line_missing")) }
      return line
    }
    func amount() throws(Mistake) -> Int64 {
      guard let minor = request.minor(form["amount"], places: received.currency.decimals) else {
        throw Mistake(text: words("accountant.amount_wrong"))
      }
      return minor
    }
    let dispute = form["dispute"].isEmpty ? nil : form["dispute"]
    switch form["what"] {
    case "match":
      let text = form["other"].isEmpty ? form["targets"] : form["other"]
      return sight.work.matching(try needed(), of: received, to: try targets(text, words), dispute: dispute)
    case "accept": return sight.work.accepting(try needed(), of: received, dispute: dispute)
    case "unmatch":
      let reason = try given("reason", words("accountant.reason_missing"))
      return .unmatch(UnmatchLine(channel: channel, statement: statement, line: try needed(), reason: reason, date: today))
    case "dispute":
      let reason = try given("reason", words("accountant.reason_missing"))
      return .dispute(
        DisputeStatement(
          channel: channel, statement: statement, line: line, amount: try amount(), reason: reason,
          date: today))
    case "resolve":
      guard let outcome = DisputeOutcome(rawValue: form["outcome"]) else { throw Mistake(text: words("accountant.outcome")) }
      let reason = try given("reason", words("accountant.reason_missing"))
      return .resolve(ResolveDispute(channel: channel, statement: statement, line: line, outcome: outcome, reason: reason, date: today))
    case "apply":
      guard let payout = PayoutCode(checking: form["payout"]) else { throw Mistake(text: words("accountant.receipt_missing")) }
      let part = form["amount"].isEmpty ? nil : try amount()
      return .applyReceipt(ApplyReceipt(payout: payout, channel: channel, statement: statement, amount: part, date: today))
    default: throw Mistake(text: words("error.bad_request.text"))
    }
  }

  /// `S-1, S-2@R-1`: sales, and returns of sales.
  private static func targets(_ text: String, _ words: Words) throws(Mistake) -> [ClaimTarget] {
    var targets: [ClaimTarget] = []
    for part in text.split(separator: ",") {
      let sides = part.split(separator: "@", maxSplits: 1).map { String($0).trimmingCharacters(in: .whitespaces) }
      guard let first = sides.first, let sale = SaleCode(checking: first) else { throw Mistake(text: words("accountant.sales_missing")) }
      var returned: ReturnCode?
      if sides.count == 2 {
        guard let code = ReturnCode(checking: sides[1]) else { throw Mistake(text: words("accountant.sales_missing")) }
        returned = code
      }
      targets.append(ClaimTarget(sale: sale, returned: returned))
    }
    guard !targets.isEmpty else { throw Mistake(text: words("accountant.sales_missing")) }
    return targets
  }
}
