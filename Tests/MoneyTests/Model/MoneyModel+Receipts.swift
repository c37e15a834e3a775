extension MoneyModel {
  mutating func bank(_ step: ReceiptStep) -> Expected {
    if let again = repetition("receipt/\(step.payout)", .bank(step)) { return again == .unchanged ? again : .refused(["differs", "key reused"]) }
    var reasons: Set<String> = []
    if let channel = step.channel, channels[channel] == nil { reasons.insert("unknown channel") }
    if step.amount <= 0 || step.fee < 0 { reasons.insert("malformed") }
    guard let value = step.book ?? worth(step.amount, step.currency, on: step.day) else { return .refused(reasons.union(["no rate"])) }
    let whole = Both(own: step.amount + step.fee, book: value + feeValue(step, value))
    if Set(step.applications.map(\.statement)).count != step.applications.count { reasons.insert("malformed") }
    var left = whole.own
    for application in step.applications {
      let key = "\(step.channel ?? "")/\(application.statement)"
      guard let statement = statements[key] else {
        reasons.insert("unknown statement")
        continue
      }
      if statement.step.currency != step.currency { reasons.insert("receipt in other currency") }
      if step.day < statement.step.day { reasons.insert("before") }
      reasons.formUnion(overpayment(application.amount, of: statement.due.own))
      left -= application.amount
    }
    if left < 0 { reasons.insert("beyond receipt") }
    let verdict = verdict(reasons, on: step.day)
    guard verdict == .recorded else { return verdict }
    documents["receipt/\(step.payout)"] = .bank(step)
    receipts[step.payout] = ModelReceipt(step: step, left: whole)
    accounts.debit("1010", value)
    accounts.debit("5120", whole.book - value)
    accounts.credit("1900", whole.book)
    // What is netted comes first: it adds to what the receipt can pay for.
    for application in step.applications.filter({ $0.amount < 0 }) + step.applications.filter({ $0.amount > 0 }) {
      settle("\(step.channel ?? "")/\(application.statement)", application.amount, step.payout, step.day)
    }
    return .recorded
  }

  /// A bank's fee is worth what the receipt is worth.
  private func feeValue(_ step: ReceiptStep, _ value: Int) -> Int {
    if step.book != nil { return Both(own: step.amount, book: value).part(step.fee).book }
    return worth(step.fee, step.currency, on: step.day) ?? 0
  }

  mutating func apply(_ step: ApplyStep) -> Expected {
    let key = "\(step.channel)/\(step.statement)"
    var reasons: Set<String> = []
    if statements[key] == nil { reasons.insert("unknown statement") }
    if receipts[step.payout] == nil { reasons.insert("unknown receipt") }
    guard let statement = statements[key], let receipt = receipts[step.payout] else { return .refused(reasons) }
    if receipt.step.currency != statement.step.currency { reasons.insert("receipt in other currency") }
    if let channel = receipt.step.channel, channel != step.channel { reasons.insert("receipt of other channel") }
    if step.day < receipt.step.day || step.day < statement.step.day { reasons.insert("before") }
    // The same again on the same day pays nothing a second time.
    let known = receipt.applied.filter { $0.key == key && $0.day == step.day }.map(\.amount)
    let nothingToApply = statement.due.own == 0 || (statement.due.own > 0 && receipt.left.own == 0)
    if reasons.isEmpty, step.amount.map({ known.contains($0) }) ?? (!known.isEmpty && nothingToApply) { return .unchanged }
    let amount = step.amount ?? min(receipt.left.own, statement.due.own)
    // What a statement of less than nothing takes off is there for the others.
    if receipt.left.own <= 0, amount >= 0 { reasons.insert("nothing left") }
    reasons.formUnion(overpayment(amount, of: statement.due.own))
    if amount > receipt.left.own { reasons.insert("beyond receipt") }
    let verdict = verdict(reasons, on: step.day)
    guard verdict == .recorded else { return verdict }
    settle(key, amount, step.payout, step.day)
    return .recorded
  }

  /// Why so much cannot be paid of what is due, which may be less than nothing.
  private func overpayment(_ amount: Int, of due: Int) -> Set<String> {
    if due == 0 { return ["nothing open", "overpaid"] }
    if amount == 0 { return ["malformed"] }
    return due > 0 ? (1...due).contains(amount) ? [] : ["overpaid"] : (due...(-1)).contains(amount) ? [] : ["overpaid"]
  }

  /// Pays that much of a statement out of a receipt.
  private mutating func settle(_ key: String, _ amount: Int, _ payout: String, _ day: Int) {
    guard var statement = statements[key], let receipt = receipts[payout] else { return }
    let currency = statement.step.currency
    let (received, carrying) = (value(amount, like: receipt.left, currency), value(amount, like: statement.due, currency))
    receipts[payout]?.left -= received
    receipts[payout]?.applied.append((key, amount, day))
    statement.paid += carrying
    statement.exchange += received.book - carrying.book
    statement.isPaidInPart = true
    statements[key] = statement
    accounts.debit("1900", received.book)
    accounts.credit("1210", carrying, statement.step.currency, of: statement.step.channel)
    let difference = received.book - carrying.book
    accounts.credit(difference > 0 ? "4900" : "5900", difference)
    releaseWhatIsCovered(key, day)
  }

  // MARK: Release

  /// Whole sales in the order of lines, as far as what was paid and rightly kept covers them, and not those on a line in dispute; all of them once the
  /// statement is settled.
  mutating func releaseWhatIsCovered(_ key: String, _ day: Int) {
    guard let statement = statements[key] else { return }
    let isSettled = statement.isSettled
    // What the channel kept covers sales only together with a payment.
    guard isSettled || statement.isPaidInPart else { return }
    var left = statement.covered - statement.saleClaims.filter { released.contains($0.claim.target.sale) }.map(\.claim.net.own).reduce(0, +)
    for (line, claim) in statement.saleClaims {
      let code = claim.target.sale
      guard !released.contains(code), let sale = sales[code], isSettled || statement.disputes[line] == nil else { continue }
      if !isSettled, claim.net.own > left { break }
      left -= claim.net.own
      released.insert(code)
      release(sale.producerNets, of: code, day)
    }
    guard isSettled else { return }
    giveUpRest(of: key)
    guard let terms = channels[statement.step.channel], terms.producersBearRisk else { return }
    var weights: [String: Int] = [:]
    for (_, claim) in statement.saleClaims { weights.merge(sales[claim.target.sale]?.producerNets ?? [:]) { $0 + $1 } }
    let names = weights.filter { $0.value > 0 }.keys.sorted(by: isBefore)
    // On goods of our own we gain and lose ourselves.
    let ours = max(0, statement.saleClaims.map { sales[$0.claim.target.sale]?.ourNet ?? 0 }.reduce(0, +))
    let parts = Exact.split(statement.exchange, names.map { weights[$0] ?? 0 } + [ours])
    statements[key]?.exchange = 0
    release(Dictionary(uniqueKeysWithValues: zip(names, parts)), of: nil, day)
  }

  /// Charges have the rate of their own day. What that leaves of a statement with nothing to pay is given up, so that no account keeps it.
  private mutating func giveUpRest(of key: String) {
    guard var statement = statements[key], statement.due.book != 0 else { return }
    let rest = statement.due
    statement.writtenOff += rest
    statement.givenUp["", default: Both()] += rest
    statements[key] = statement
    accounts.debit("5200", rest.book)
    accounts.credit("1210", rest, statement.step.currency, of: statement.step.channel)
  }

  /// Whether a sale's statement has been paid as far as the sale.
  func isPaidFor(_ sale: String) -> Bool { released.contains(sale) }

  /// Whose makers became known after the channel had paid: theirs becomes available at once.
  mutating func releaseAllocated(_ change: [ModelPair: ModelGiven], of sale: ModelSale, _ day: Int) {
    var parts: [String: Int] = [:]
    for (pair, given) in change where !pair.producer.isEmpty { parts[pair.producer, default: 0] += given.book.net }
    release(parts, of: sale.step.sale, day)
  }
}
