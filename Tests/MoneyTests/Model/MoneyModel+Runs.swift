extension MoneyModel {
  /// What is kept of a producer's gross by rules of a kind, in ten-thousandths: of each rule the newest version that holds.
  func points(_ kind: Kept, on day: Int) -> Int {
    var sum = 0
    for name in Set(rules.map(\.rule)) {
      guard let newest = rules.filter({ $0.rule == name && $0.from <= day }).max(by: { $0.from < $1.from }), newest.kind == kind else { continue }
      sum += newest.points
    }
    return sum
  }

  /// What a run to a day would pay, by producer.
  func payments(through cutOff: Int) -> [String: ModelPayment] {
    var payments: [String: ModelPayment] = [:]
    for (producer, purse) in purses {
      var payment = ModelPayment()
      payment.lines = purse.lines.filter { $0.day <= cutOff }
      payment.gross = payment.lines.map(\.amount).reduce(0, +)
      guard payment.gross > 0 else { continue }
      var left = payment.gross
      func keep(_ amount: Int) -> Int {
        let kept = min(amount, left)
        left -= kept
        return kept
      }
      for kind in Kept.allCases { payment.kept[kind] = keep(Exact.scaled(payment.gross, by: points(kind, on: cutOff), over: 10_000)) }
      payment.debt = keep(purse.debt - purse.reservedDebt)
      payment.advances = keep(purse.advances - purse.reservedAdvances)
      payments[producer] = payment
    }
    return payments
  }

  mutating func prepare(_ code: String, cutOff: Int, _ by: String, _ day: Int) -> Expected {
    if let run = runs[code] {
      let isSame = run.cutOff == cutOff && run.by == by && run.day == day
      if run.status == .rejected { return .refused(isSame ? ["rejected"] : ["rejected", "differs", "key reused"]) }
      return isSame ? .unchanged : .refused(["differs", "key reused"])
    }
    var reasons: Set<String> = []
    if cutOff > day { reasons.insert("cut-off ahead") }
    let payments = payments(through: cutOff)
    if payments.isEmpty { reasons.insert("nothing to pay") }
    let verdict = verdict(reasons, on: day)
    guard verdict == .recorded else { return verdict }
    runs[code] = ModelRun(cutOff: cutOff, by: by, day: day, signedOn: day, payments: payments)
    for (producer, payment) in payments {
      purses[producer]?.lines.removeAll { $0.day <= cutOff }
      purses[producer]?.inRuns += payment.gross
      purses[producer]?.reservedDebt += payment.debt
      purses[producer]?.reservedAdvances += payment.advances
    }
    return .recorded
  }

  mutating func approve(_ code: String, _ by: String, _ day: Int) -> Expected {
    let step = Step.approve(run: code, by: by, day: day)
    guard var run = runs[code] else { return .refused(["unknown run"]) }
    if let approved = run.approved { return approved == step ? .unchanged : .refused(["differs", "key reused", "same person"]) }
    var reasons: Set<String> = []
    if run.status == .rejected { reasons.insert("rejected") }
    if run.by == by { reasons.insert("same person") }
    if day < run.signedOn { reasons.insert("before") }
    let verdict = verdict(reasons, on: day)
    guard verdict == .recorded else { return verdict }
    (run.status, run.approved, run.signedOn) = (.approved, step, day)
    for (producer, payment) in run.payments {
      var purse = purses[producer] ?? .init()
      purse.inRuns -= payment.gross
      purse.inTransit += payment.net
      purse.debt -= payment.debt
      purse.reservedDebt -= payment.debt
      purse.advances -= payment.advances
      purse.reservedAdvances -= payment.advances
      purse.netted += payment.debt + payment.advances
      purse.kept.merge(payment.kept) { $0 + $1 }
      purses[producer] = purse
      accounts.debit("2100", payment.gross, of: producer)
      accounts.credit("1090", payment.net)
      accounts.credit("2200", payment.kept[.tax] ?? 0)
      accounts.credit("4000", payment.kept[.fee] ?? 0)
      accounts.credit("2300", payment.kept[.reserve] ?? 0)
      accounts.credit("1110", payment.debt + payment.advances, of: producer)
      // A payment of nothing is there when its run is approved.
      if payment.net == 0 { run.payments[producer]?.isPaid = true }
      if payment.net == 0 { run.payments[producer]?.paidOn = day }
    }
    runs[code] = run
    return .recorded
  }

  mutating func reject(_ code: String, _ by: String, _ reason: String, _ day: Int) -> Expected {
    let step = Step.reject(run: code, by: by, reason: reason, day: day)
    guard var run = runs[code] else { return .refused(["unknown run"]) }
    if let rejected = run.rejected { return rejected == step ? .unchanged : .refused(["differs", "rejected", "key reused"]) }
    var reasons: Set<String> = []
    if run.status != .prepared { reasons.insert("too late to reject") }
    if day < run.signedOn { reasons.insert("before") }
    let verdict = verdict(reasons, on: day)
    guard verdict == .recorded else { return verdict }
    (run.status, run.rejected) = (.rejected, step)
    for (producer, payment) in run.payments {
      purses[producer]?.inRuns -= payment.gross
      purses[producer]?.lines += payment.lines
      purses[producer]?.reservedDebt -= payment.debt
      purses[producer]?.reservedAdvances -= payment.advances
    }
    runs[code] = run
    return .recorded
  }

  mutating func instruct(_ code: String, _ by: String, _ day: Int) -> Expected {
    let step = Step.instruct(run: code, by: by, day: day)
    guard var run = runs[code] else { return .refused(["unknown run"]) }
    if let instructed = run.instructed { return instructed == step ? .unchanged : .refused(["differs", "key reused"]) }
    var reasons: Set<String> = []
    if run.status == .prepared { reasons.insert("not approved") }
    if run.status == .rejected { reasons.insert("rejected") }
    if day < run.signedOn { reasons.insert("before") }
    let verdict = verdict(reasons, on: day)
    guard verdict == .recorded else { return verdict }
    (run.status, run.instructed, run.signedOn) = (.instructed, step, day)
    runs[code] = run
    return .recorded
  }

  // MARK: The bank's word

  mutating func settle(_ step: SettleStep) -> Expected {
    guard let run = runs[step.run] else { return .refused(["unknown payment", "unknown run"]) }
    guard let payment = run.payments[step.producer] else { return .refused(["unknown payment"]) }
    var reasons = reasons(against: run, on: step.day)
    if let amount = step.amount, amount != payment.net { reasons.insert(amount < payment.net ? "payout differs" : "payout over available") }
    if payment.sentBack != nil { reasons.insert("already sent back") }
    if payment.isPaid, payment.sentBack == nil {
      // A payment of nothing was there with its approval.
      let isSame = payment.paidOn == step.day && payment.paidReference == step.reference
      if step.amount.map({ $0 == payment.net }) ?? true, isSame || payment.net == 0 { return .unchanged }
      reasons.insert("already paid")
    }
    let verdict = verdict(reasons, on: step.day)
    guard verdict == .recorded else { return verdict }
    pay(step.producer, of: step.run, step.reference, step.day)
    return .recorded
  }

  mutating func settleRun(_ code: String, _ reference: String, _ day: Int) -> Expected {
    guard let run = runs[code] else { return .refused(["unknown run"]) }
    let reasons = reasons(against: run, on: day)
    let waiting = run.payments.filter { !$0.value.isPaid && $0.value.sentBack == nil }
    if reasons.isEmpty, waiting.isEmpty { return .unchanged }
    let verdict = verdict(reasons, on: day)
    guard verdict == .recorded else { return verdict }
    for producer in waiting.keys { pay(producer, of: code, reference, day) }
    return .recorded
  }

  mutating func sendBack(_ code: String, _ producer: String, _ reason: String, _ day: Int) -> Expected {
    let step = Step.sendBack(run: code, producer: producer, reason: reason, day: day)
    guard let run = runs[code] else { return .refused(["unknown payment", "unknown run"]) }
    guard let payment = run.payments[producer] else { return .refused(["unknown payment"]) }
    if let sentBack = payment.sentBack { return sentBack == step ? .unchanged : .refused(["already sent back"]) }
    var reasons = reasons(against: run, on: day)
    if payment.net == 0 { reasons.insert("nothing to send back") }
    if payment.isPaid, day < payment.paidOn { reasons.insert("before") }
    let verdict = verdict(reasons, on: day)
    guard verdict == .recorded else { return verdict }
    runs[code]?.payments[producer]?.sentBack = step
    let tax = payment.kept[.tax] ?? 0
    if payment.isPaid { purses[producer]?.paid -= payment.net } else { purses[producer]?.inTransit -= payment.net }
    purses[producer]?.kept[.tax, default: 0] -= tax
    purses[producer]?.lines.append(.init(sale: nil, day: day, amount: payment.net + tax))
    accounts.debit(payment.isPaid ? "1010" : "1090", payment.net)
    accounts.debit("2200", tax)
    accounts.credit("2100", payment.net + tax, of: producer)
    return .recorded
  }

  private mutating func pay(_ producer: String, of run: String, _ reference: String, _ day: Int) {
    guard let net = runs[run]?.payments[producer]?.net else { return }
    runs[run]?.payments[producer]?.isPaid = true
    runs[run]?.payments[producer]?.paidOn = day
    runs[run]?.payments[producer]?.paidReference = reference
    purses[producer]?.inTransit -= net
    purses[producer]?.paid += net
    accounts.debit("1090", net)
    accounts.credit("1010", net)
  }

  /// Why nothing of a run can be paid or come back on a day.
  private func reasons(against run: ModelRun, on day: Int) -> Set<String> {
    switch run.status {
    case .prepared: ["not approved", "not instructed"]
    case .approved: ["not instructed"]
    case .rejected: ["rejected", "not instructed"]
    case .instructed: day < run.signedOn ? ["before"] : []
    }
  }
}
