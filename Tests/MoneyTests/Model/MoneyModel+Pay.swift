extension MoneyModel {
  /// Accounts that may be corrected by hand.
  static let adjustable: Set<String> = ["1010", "1300", "2100", "2200", "2300", "4000", "4010", "4900", "5000", "5100", "5120", "5200", "5900"]

  mutating func pay(_ step: Step) -> Expected {
    switch step {
    case .advance(let advance): return self.advance(advance)
    case .rule(let rule):
      if let known = rules.first(where: { $0.rule == rule.rule && $0.from == rule.from }) {
        return known == rule ? .unchanged : .refused(["differs", "key reused"])
      }
      if !(0...10_000).contains(rule.points) { return .refused(["malformed"]) }
      rules.append(rule)
      return .recorded
    case .adjust(let adjustment): return adjust(adjustment)
    default: return .unchanged
    }
  }

  private mutating func advance(_ step: AdvanceStep) -> Expected {
    if let again = repetition("advance/\(step.advance)", .advance(step)) { return again == .unchanged ? again : .refused(["differs", "key reused"]) }
    var reasons: Set<String> = []
    if !producers.contains(step.producer) { reasons.insert("unknown producer") }
    if let left = leftOn[step.producer], left <= step.day { reasons.insert("inactive") }
    if step.amount <= 0 { reasons.insert("malformed") }
    let verdict = verdict(reasons, on: step.day)
    guard verdict == .recorded else { return verdict }
    documents["advance/\(step.advance)"] = .advance(step)
    purses[step.producer, default: .init()].advances += step.amount
    accounts.debit("1110", step.amount, of: step.producer)
    accounts.credit(step.isMaterial ? "1300" : "1010", step.amount)
    return .recorded
  }

  private mutating func adjust(_ step: AdjustStep) -> Expected {
    if let again = repetition("adjustment/\(step.adjustment)", .adjust(step)) {
      return again == .unchanged ? again : .refused(["differs", "key reused"])
    }
    var reasons: Set<String> = []
    if step.lines.map(\.amount).reduce(0, +) != 0 { reasons.insert("does not balance") }
    for line in step.lines {
      if !Self.adjustable.contains(line.account) { reasons.insert("not adjustable") }
      if line.account == "2100" && line.producer == nil { reasons.insert("payable of nobody") }
      if let producer = line.producer, !producers.contains(producer) { reasons.insert("unknown producer") }
    }
    let verdict = verdict(reasons, on: step.day)
    guard verdict == .recorded else { return verdict }
    documents["adjustment/\(step.adjustment)"] = .adjust(step)
    for line in step.lines {
      guard line.account == "2100", let producer = line.producer else {
        accounts.debit(line.account, line.amount)
        continue
      }
      if line.amount < 0 {
        purses[producer, default: .init()].lines.append(.init(sale: nil, day: step.day, amount: -line.amount))
        accounts.credit("2100", -line.amount, of: producer)
      } else {
        // Never below zero, also where exchange losses stand among her lines.
        let there = min(line.amount, max(0, purses[producer, default: .init()].available))
        let owed = line.amount - there + purses[producer, default: .init()].take(there)
        purses[producer, default: .init()].debt += owed
        accounts.debit("2100", line.amount - owed, of: producer)
        accounts.debit("1110", owed, of: producer)
      }
    }
    return .recorded
  }

  // MARK: What channels and returns bring

  /// What became available to producers on a day.
  mutating func release(_ parts: [String: Int], of sale: String?, _ day: Int) {
    for (producer, amount) in parts where amount != 0 {
      purses[producer, default: .init()].lines.append(.init(sale: sale, day: day, amount: amount))
      accounts.credit("2100", amount, of: producer)
      if sale != nil { accounts.debit("2110", amount, of: producer) } else { accounts.debit(amount > 0 ? "4900" : "5900", amount) }
    }
  }

  /// A released sale's goods came back: her open line of that sale first, then a debt; the channel gets back what it had paid.
  mutating func withdraw(_ change: [ModelPair: ModelGiven], by step: TakeBackStep, of sale: ModelSale) {
    let back = change.values.reduce(ModelGiven(), +)
    let netSales = Both(own: back.own.netSales, book: back.book.netSales)
    accounts.debit("1200", netSales, sale.step.currency, of: sale.step.channel)
    accounts.credit("2400", netSales, sale.step.currency, of: sale.step.channel)
    var lost: [String: Int] = [:]
    for (pair, given) in change where !pair.producer.isEmpty { lost[pair.producer, default: 0] += given.book.net }
    for (producer, amount) in lost where amount != 0 {
      accounts.credit("2110", amount, of: producer)
      if amount < 0 {
        // A coin the other way.
        if let index = purses[producer]?.lines.firstIndex(where: { $0.sale == step.sale }) {
          purses[producer]?.lines[index].amount -= amount
        } else {
          purses[producer, default: .init()].lines.append(.init(sale: step.sale, day: step.day, amount: -amount))
        }
        accounts.debit("2100", amount, of: producer)
        continue
      }
      let owed = purses[producer, default: .init()].take(amount, of: .some(step.sale))
      purses[producer, default: .init()].debt += owed
      accounts.debit("2100", amount - owed, of: producer)
      accounts.debit("1110", owed, of: producer)
    }
  }
}
