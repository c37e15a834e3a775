import TestSupport

extension MoneyHistory {
  mutating func channelMoney() {
    switch chance.number(1...100) {
    case ...22: statement()
    case ...55: match()
    case ...60: unmatch()
    case ...65: dispute()
    case ...73: resolve()
    case ...90: receipt()
    case ...97: apply()
    default:
      let terms = chance.pick(Self.channels)
      ask(.tolerate(ToleranceStep(channel: terms.channel, currency: terms.currency, amount: chance.pick([0, 5, 60, 900]), from: today)))
    }
  }

  /// Statements in the order of their keys, so that a seed reproduces the choice.
  private var statementKeys: [String] { model.statements.keys.sorted() }

  private func openLines(_ key: String) -> [ModelLine] { (model.statements[key]?.lines ?? []).filter { !$0.isMatched } }

  // MARK: Statements

  /// What a channel would send: some of what it sold and took back, what it keeps, and now and then a mistake.
  mutating func statement() {
    let terms = chance.pick(Self.channels)
    let code = fresh("ST")
    var lines: [StatedLine] = []
    var commission = 0
    func number() -> String { "\(lines.count + 1)" }
    func add(_ targets: [Target], _ type: LineType, _ amount: Int, _ pieces: Int) {
      meant["\(terms.channel)/\(code)/\(number())"] = targets
      lines.append(
        StatedLine(number: number(), type: type, reference: targets.first?.returned ?? targets.first?.sale ?? "", pieces: pieces, amount: amount))
    }
    var open = model.sales.values.filter { sale in
      sale.step.channel == terms.channel && sale.step.currency == terms.currency && sale.step.day <= today && !sale.isReversed
        && !stated.contains(Target(sale: sale.step.sale, returned: nil))
    }.sorted { $0.step.sale < $1.step.sale }
    for _ in 0..<chance.number(1...4) where !open.isEmpty {
      let together = (0..<min(open.count, chance.happens(75) ? 1 : chance.number(2...3))).map { _ in
        open.remove(at: chance.number(0...open.count - 1))
      }
      var targets = together.map { Target(sale: $0.step.sale, returned: nil) }
      var amount = together.map(\.netSales.own).reduce(0, +)
      commission += together.map(\.commission.own).reduce(0, +)
      // Some channels state what they sold less what came back.
      let netted = model.returns.values.filter { back in
        back.step.day <= today && together.contains { $0.step.sale == back.step.sale }
          && !stated.contains(Target(sale: back.step.sale, returned: back.step.number))
      }.sorted { $0.step.number < $1.step.number }
      for back in netted where chance.happens(25) {
        targets.append(Target(sale: back.step.sale, returned: back.step.number))
        amount -= back.netSales.own
        commission -= back.commission.own
      }
      stated.formUnion(targets)
      add(targets, .sale, max(0, amount + mistake()), together.map(\.step.pieces).reduce(0, +))
      // The channel states the same sale twice.
      if chance.happens(4) { add(targets, .sale, amount, 1) }
    }
    let back = model.returns.values.filter { back in
      let sale = model.sales[back.step.sale]
      return sale?.step.channel == terms.channel && sale?.step.currency == terms.currency && back.step.day <= today
        && !stated.contains(Target(sale: back.step.sale, returned: back.step.number))
    }.sorted { $0.step.number < $1.step.number }
    for back in back where chance.happens(60) {
      let target = Target(sale: back.step.sale, returned: back.step.number)
      stated.insert(target)
      commission -= back.commission.own
      add([target], .return, min(0, -back.netSales.own + (chance.happens(10) ? mistake() : 0)), back.step.pieces)
    }
    // Nobody knows what this is.
    if chance.happens(5) { add([], .sale, chance.number(1...5_000), 1) }
    if terms.commission > 0, chance.happens(90) {
      let wrong = chance.happens(15) ? mistake() : 0
      if chance.happens(30) {
        add([], .commission, -(commission / 3), 0)
        add([], .commission, -(commission - commission / 3) + wrong, 0)
      } else {
        add([], .commission, -commission + wrong, 0)
      }
    }
    if chance.happens(20) { add([], .fee, -chance.number(1...(terms.currency == "JPY" ? 300 : 9_000)), 0) }
    if chance.happens(8) { add([], .tax, -chance.number(1...500), 0) }
    if chance.happens(10) { add([], .adjustment, chance.number(-400...400), 0) }
    guard !lines.isEmpty else { return }
    let opening = chance.happens(10) ? chance.number(-500...500) : 0
    ask(
      .receive(
        ReceiveStep(
          statement: code, channel: terms.channel, from: max(Self.firstDay, today - 30), to: today, currency: terms.currency, opening: opening,
          closing: opening + lines.map(\.amount).reduce(0, +), day: today, file: "file of \(code)", lines: lines)))
  }

  /// By how much a channel is wrong; mostly it is not.
  private mutating func mistake() -> Int {
    switch chance.number(1...100) {
    case ...78: 0
    case ...88: chance.number(-5...5)
    default: chance.number(-4_000...1_500)
    }
  }

  private mutating func match() {
    // Old statements are not forgotten, new ones come first.
    for key in statementKeys.shuffled(&chance) {
      guard let statement = model.statements[key], let line = chance.perhaps(openLines(key)) else { continue }
      let targets = meant["\(key)/\(line.stated.number)"] ?? []
      if targets.isEmpty, [.sale, .return].contains(line.stated.type), chance.happens(90) { continue }
      let isGenerous = chance.happens(45)
      ask(
        .match(
          MatchStep(
            channel: statement.step.channel, statement: statement.step.statement, line: line.stated.number, targets: targets, day: today,
            dispute: isGenerous ? "the channel states less" : nil)))
      if chance.happens(40) { return }
    }
  }

  private mutating func unmatch() {
    guard let key = chance.perhaps(statementKeys), let statement = model.statements[key], let line = chance.perhaps(statement.lines) else { return }
    ask(.unmatch(lineStep(statement, line.stated.number, "matched by mistake")))
  }

  private mutating func dispute() {
    guard let key = chance.perhaps(statementKeys), let statement = model.statements[key] else { return }
    let due = statement.due.own
    guard due > 0 || chance.happens(10) else { return }
    let line = chance.happens(50) ? chance.perhaps(statement.lines)?.stated.number : nil
    ask(
      .dispute(lineStep(statement, line, "goods are said to be missing"), amount: chance.number(1...max(1, chance.happens(90) ? due / 3 : due + 9))))
  }

  private mutating func resolve() {
    let disputed = statementKeys.filter { model.statements[$0]?.isDisputed ?? false }
    guard let key = chance.perhaps(disputed), let statement = model.statements[key] else { return }
    guard let name = chance.perhaps(statement.disputes.keys.sorted()) else { return }
    ask(.resolve(lineStep(statement, name.isEmpty ? nil : name, "agreed with the channel"), isRecovered: chance.happens(50)))
  }

  func lineStep(_ statement: ModelStatement, _ line: String?, _ reason: String) -> LineStep {
    LineStep(channel: statement.step.channel, statement: statement.step.statement, line: line, reason: reason, day: today)
  }

  // MARK: Receipts

  private mutating func receipt() {
    let payable = statementKeys.filter { (model.statements[$0]?.due.own ?? 0) > 0 }
    guard let first = chance.perhaps(payable), let statement = model.statements[first] else { return }
    let (channel, currency) = (statement.step.channel, statement.step.currency)
    var applications: [Application] = []
    var total = 0
    let isIdentified = chance.happens(80)
    // Statements of less than nothing are netted from the others.
    let netted = statementKeys.filter { (model.statements[$0]?.due.own ?? 0) < 0 }
    for key in [first] + payable + netted where isIdentified {
      guard let other = model.statements[key], other.step.channel == channel, applications.count < 3 else { continue }
      guard key == first || chance.happens(30), !applications.contains(where: { $0.statement == other.step.statement }) else { continue }
      if other.due.own < 0, total + other.due.own <= 0 { continue }
      let amount = other.due.own < 0 || chance.happens(65) ? other.due.own : chance.number(1...other.due.own)
      applications.append(Application(statement: other.step.statement, amount: amount))
      total += amount
    }
    if applications.isEmpty { total = max(1, statement.due.own + chance.pick([0, 0, -7, 250])) }
    let extra = chance.happens(10) ? chance.number(1...3_000) : 0
    let fee = chance.happens(30) ? chance.number(0...max(0, min(400, total - 1))) : 0
    let amount = max(1, total + extra - fee)
    var book: Int?
    if currency != "KGS", chance.happens(60), let value = model.worth(amount, currency, on: today) {
      book = max(1, value + value * chance.number(-8...8) / 100)
    }
    ask(
      .bank(
        ReceiptStep(
          payout: fresh("PAY"), day: today, channel: isIdentified || chance.happens(50) ? channel : nil, currency: currency, amount: amount, fee: fee,
          book: book, applications: applications)))
  }

  private mutating func apply() {
    let waiting = model.receipts.keys.sorted().filter { (model.receipts[$0]?.left.own ?? 0) > 0 }
    guard let payout = chance.perhaps(waiting), let receipt = model.receipts[payout] else { return }
    let payable = statementKeys.filter { key in
      guard let statement = model.statements[key], statement.due.own != 0, statement.step.currency == receipt.step.currency else { return false }
      return receipt.step.channel.map { $0 == statement.step.channel } ?? true
    }
    guard let key = chance.perhaps(payable), let statement = model.statements[key] else { return }
    let most = max(1, min(receipt.left.own, statement.due.own))
    ask(
      .apply(
        ApplyStep(
          payout: payout, channel: statement.step.channel, statement: statement.step.statement,
          amount: chance.happens(50) ? nil : chance.number(1...most), day: today)))
  }
}

extension Array {
  /// In another order, which a seed reproduces.
  func shuffled(_ chance: inout Chance) -> [Element] {
    var rest = self
    var shuffled: [Element] = []
    while !rest.isEmpty { shuffled.append(rest.remove(at: chance.number(0...rest.count - 1))) }
    return shuffled
  }
}
