import Ledger

/// One history through the deciders, watched by the model and by a second set of posting rules.
struct PureRun {
  private(set) var book = PureBook()
  private(set) var journal = Journal()
  private(set) var refusals: [String: Int] = [:]
  private let steps: [(step: Step, expected: Expected)]
  private(set) var model = MoneyModel()

  /// A random history.
  init(seed: UInt64, steps: Int) { self.steps = MoneyHistory(seed: seed, count: steps).steps }

  /// A history that somebody wrote.
  init(_ steps: [Step]) {
    var model = MoneyModel()
    self.steps = steps.map { ($0, model.take($0)) }
  }

  /// The first thing that is not as the model says, in words; nil when all is.
  mutating func firstProblem() -> String? {
    for (number, (step, expected)) in steps.enumerated() {
      _ = model.take(step)
      if let problem = problem(of: step, expected) { return "step \(number), \(step): \(problem)" }
    }
    return nil
  }

  private mutating func problem(of step: Step, _ expected: Expected) -> String? {
    let position = book.facts.count
    do throws(Refusal) {
      let decision = try book.perform(step.command)
      guard (decision == .unchanged ? Expected.unchanged : .recorded) == expected else { return "expected \(expected), but \(decision)" }
    } catch {
      refusals[error.word, default: 0] += 1
      guard case .refused(let reasons) = expected, reasons.contains(error.word) else { return "expected \(expected), but refused: \(error)" }
    }
    for fact in book.facts[position...] {
      let difference = journal.book(unroll(fact.event))
      if difference != 0 { return "\(fact.event.type) does not balance: \(difference)" }
    }
    return differences.isEmpty ? nil : differences.joined(separator: "; ") + " in \(book.facts[position...].map(\.event))"
  }

  /// Where journal and states are not what the model says.
  private var differences: [String] {
    var found = model.accounts.differences(from: journal.accounts).map { "account \($0)" }
    found += journal.accounts.looseEnds.map { "the parts of \($0) do not come to it" }
    for (code, receipt) in model.receipts where journal.suspense[code] ?? 0 != receipt.left.book {
      found.append("in suspense of \(code): \(receipt.left.book) and \(journal.suspense[code] ?? 0)")
    }
    for (key, statement) in model.statements {
      guard let state = book.statement(statement.step.statement, of: statement.step.channel) else {
        found.append("no statement \(key)")
        continue
      }
      let disputed = statement.disputes.values.reduce(Both(), +)
      let pairs: [(String, Both, Valued)] = [
        ("matched", statement.matched, state.matched), ("disputed", disputed, state.disputed),
        ("written off", statement.writtenOff, state.writtenOff),
        ("paid", statement.paid, state.paid), ("open", statement.due, state.open),
      ]
      for (what, one, other) in pairs where one != Both(own: Int(other.own), book: Int(other.book)) {
        found.append("statement \(key), \(what): \(one) and \(other)")
      }
    }
    for (code, batch) in model.batches {
      let stock = book.stock(code)
      if batch.left * 1000 != stock.total.thousandths { found.append("left of \(code): \(batch.left) and \(stock.total)") }
      if batch.cost.map(Int64.init) != stock.costLeft {
        found.append("cost left of \(code): \(batch.cost ?? -1) and \(stock.costLeft ?? -1)")
      }
    }
    for (name, purse) in model.purses {
      let balance = book.payables.balance(of: .init(name))
      let pairs: [(String, Int, Int64)] = [
        ("available", purse.available, balance.available), ("in runs", purse.inRuns, balance.inRuns),
        ("in transit", purse.inTransit, balance.inTransit),
        ("paid", purse.paid, balance.paid), ("debt", purse.debt, balance.debt), ("advances", purse.advances, balance.advances),
        ("tax", purse.kept[.tax] ?? 0, balance.tax), ("fee", purse.kept[.fee] ?? 0, balance.fee),
        ("reserve", purse.kept[.reserve] ?? 0, balance.reserve),
      ]
      for (what, one, other) in pairs where one != Int(other) { found.append("\(name)'s \(what): \(one) and \(other)") }
    }
    return found
  }

  /// Facts that random histories have to come to.
  static let wantedFacts = [
    "BatchBought", "PurchaseCredited", "BatchWrittenOff",
    "SaleRecorded", "SaleReturned", "SaleReversed", "SaleAllocated", "StatementReceived", "StatementLineMatched", "StatementLineUnmatched",
    "StatementDisputed", "StatementResolved", "ToleranceAgreed", "BankEntryRecorded", "BankEntryApplied", "ChannelPayoutReceived",
    "EntitlementsReleased",
    "EntitlementsWithdrawn", "AdvancePaid", "DeductionRuleSet", "PayoutRunPrepared", "PayoutRunApproved", "PayoutRunRejected", "PayoutInstructed",
    "ProducerPaid", "ProducerPaymentReturned", "AdjustmentPosted", "PeriodClosed", "PeriodReopened",
  ]

  /// Refusals that random histories have to come to.
  static let wantedRefusals = [
    "unknown channel", "unknown sale", "unknown producer", "missing", "malformed", "differs", "inactive", "no rate", "insufficient stock",
    "exceeds sold", "unknown batch", "sold in part", "nothing to buy", "no price", "not hers", "not there",
    "before", "reversed", "sale on statement", "period closed",
    "unknown statement", "unknown line", "unknown return", "unknown receipt", "does not add up", "wrong currency", "other currency", "other channel",
    "after the period", "claimed twice", "no targets", "not a return", "beyond tolerance", "already matched", "not matched", "sales first",
    "commission first", "released", "paid for", "disputed", "not disputed", "over due", "nothing open", "overpaid", "nothing left", "beyond receipt",
    "receipt in other currency", "receipt of other channel",
    "nothing to pay", "cut-off ahead", "same person", "unknown run", "unknown payment", "not approved", "not instructed", "rejected",
    "too late to reject", "payout differs", "payout over available", "already paid", "already sent back", "nothing to send back", "does not balance",
    "not adjustable", "payable of nobody",
    "not the next month", "month not over", "month not closed", "same person reopens",
  ]
}
