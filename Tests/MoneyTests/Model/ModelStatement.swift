struct ModelClaim {
  var target: Target
  var netSales: Both
  var commission: Both
  /// A return of goods whose producers' parts had been released.
  var isRefund = false
  var net: Both { netSales - commission }
}

struct ModelLine {
  var stated: StatedLine
  /// What it was matched with; nil while it is not.
  var claims: [ModelClaim]?
  var charge: Both?
  var step: MatchStep?
  /// How its match was undone last.
  var undone: LineStep?
  var isMatched: Bool { claims != nil }
}

struct ModelStatement {
  var step: ReceiveStep
  var lines: [ModelLine]
  /// Open disputes by line; the whole statement's under an empty name.
  var disputes: [String: Both] = [:]
  /// How the newest dispute of each began and how the last one ended, to know them again.
  var begun: [String: Step] = [:]
  var ended: [String: Step] = [:]
  var disputedOn: [String: Int] = [:]
  /// What was given up for a line since it was matched.
  var givenUp: [String: Both] = [:]
  var writtenOff = Both()
  /// What was paid, at the value the book had for it.
  var paid = Both()
  var isPaidInPart = false
  /// What the bank gave beyond that value, not passed on to producers yet.
  var exchange = 0

  var isDisputed: Bool { !disputes.isEmpty }

  /// What the channel owes by what was matched, before disputes and payments.
  var matched: Both {
    lines.reduce(Both()) { sum, line in (line.claims ?? []).reduce(sum + (line.charge ?? Both())) { $0 + $1.net } }
  }

  /// What is still to be paid and not disputed.
  var due: Both { matched - disputes.values.reduce(Both(), +) - writtenOff - paid }

  var isSettled: Bool { due.own == 0 && !isDisputed && lines.allSatisfy(\.isMatched) }

  /// Claims of sales with their line, in the order of lines.
  var saleClaims: [(line: String, claim: ModelClaim)] {
    lines.flatMap { line in (line.claims ?? []).filter { $0.target.returned == nil }.map { (line.stated.number, $0) } }
  }

  /// What sales were paid with: money, and what the channel rightly kept. What it states beyond the book covers nothing before that is agreed.
  var covered: Int {
    let returned = lines.flatMap { $0.claims ?? [] }.filter { $0.target.returned != nil }.map(\.net.own).reduce(0, +)
    let charges = lines.map { $0.charge?.own ?? 0 }.reduce(0, +)
    return paid.own - returned - charges + writtenOff.own + disputes.values.map { min(0, $0.own) }.reduce(0, +)
  }
}

struct ModelReceipt {
  var step: ReceiptStep
  /// What of it waits in suspense.
  var left: Both
  /// What of it was applied to which statement, `channel/statement`, and on what day.
  var applied: [(key: String, amount: Int, day: Int)] = []
}
