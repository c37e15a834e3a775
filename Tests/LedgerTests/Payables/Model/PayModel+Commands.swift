import Ledger

/// What the model says a command comes to: recorded, unchanged, or a word for the refusal. It takes in what is recorded.
extension PayModel {
  mutating func predict(_ command: PayablesCommand) -> String {
    switch command {
    case .payAdvance(let command): return give(command)
    case .setRule(let command): return set(command)
    case .prepare(let command):
      return prepare(command.run.text, to: number(command.cutOff), by: command.by, on: number(command.date))
    case .approve(let command): return sign("approved", command.run.text, command.by, number(command.date), "")
    case .reject(let command): return sign("rejected", command.run.text, command.by, number(command.date), command.reason)
    case .instruct(let command): return sign("instructed", command.run.text, command.by, number(command.date), "")
    case .settle(let command):
      return settle(
        command.run.text, command.producer.text, command.amount.map { Int($0) }, command.reference ?? "", number(command.date))
    case .settleRun(let command): return settleAll(command.run.text, command.reference ?? "", number(command.date))
    case .sendBack(let command): return sendBack(command.run.text, command.producer.text, command.reason, number(command.date))
    case .adjust(let command): return adjust(command)
    }
  }

  private func number(_ date: CalendarDate) -> Int { Int(date.daysSince1970) }

  private mutating func give(_ command: PayAdvance) -> String {
    if command.amount <= 0 { return "malformed amount" }
    let new = (producer: command.producer.text, amount: Int(command.amount), form: command.form.rawValue, day: number(command.date))
    if let old = advances[command.advance.text] {
      if old.producer != new.producer { return "differs producer" }
      if old.amount != new.amount { return "differs amount" }
      if old.form != new.form { return "differs form" }
      return old.day == new.day ? "unchanged" : "differs date"
    }
    if !registered.contains(new.producer) { return "unknown producer" }
    advances[command.advance.text] = new
    return "recorded"
  }

  private mutating func set(_ command: SetDeductionRule) -> String {
    let (code, kind, part) = (command.rule.text, command.kind.rawValue, Int(command.basisPoints))
    if part < 0 || part > 10_000 { return "malformed basis_points" }
    if let rule = rules[code] {
      if rule.kind != kind { return "differs kind" }
      if let there = rule.versions[number(command.validFrom)] { return there == part ? "unchanged" : "differs basis_points" }
    }
    rules[code, default: (kind, [:])].versions[number(command.validFrom)] = part
    return "recorded"
  }

  private func keptBack(_ kind: String, of gross: Int, on day: Int) -> Int {
    var part = 0
    for rule in rules.values where rule.kind == kind {
      if let newest = rule.versions.keys.filter({ $0 <= day }).max() { part += rule.versions[newest] ?? 0 }
    }
    return (gross * part * 2 + 10_000) / 20_000
  }

  private mutating func prepare(_ code: String, to cutOff: Int, by name: String, on day: Int) -> String {
    if name.isEmpty { return "missing by" }
    if let run = runs[code] {
      if run.has("rejected") { return "rejected" }
      if run.cutOff != cutOff { return "differs cut_off" }
      if run.signatures["prepared"]?.name != name { return "differs by" }
      return run.signatures["prepared"]?.day == day ? "unchanged" : "differs date"
    }
    if cutOff > day { return "cutOffAhead" }
    var run = Run(cutOff: cutOff, signatures: ["prepared": (name, day)])
    for producer in registered {
      let due = inOrder(producer).filter { $0.day <= cutOff }
      let gross = due.map(\.amount).reduce(0, +)
      if gross <= 0 { continue }
      var payment = Payment(gross: gross, lines: due)
      payment.tax = min(keptBack("tax", of: gross, on: cutOff), payment.net)
      payment.fee = min(keptBack("fee", of: gross, on: cutOff), payment.net)
      payment.reserve = min(keptBack("reserve", of: gross, on: cutOff), payment.net)
      let figures = figures(of: producer)
      payment.debt = min((figures["debt"] ?? 0) - (figures["reservedDebt"] ?? 0), payment.net)
      payment.advances = min((figures["advances"] ?? 0) - (figures["reservedAdvances"] ?? 0), payment.net)
      run.payments[producer] = payment
    }
    if run.payments.isEmpty { return "nothingToPay" }
    for producer in run.payments.keys { lines[producer]?.removeAll { $0.day <= cutOff } }
    runs[code] = run
    return "recorded"
  }

  private mutating func sign(_ step: String, _ code: String, _ name: String, _ day: Int, _ reason: String) -> String {
    if name.isEmpty { return "missing by" }
    if step == "rejected", reason.isEmpty { return "missing reason" }
    guard var run = runs[code] else { return "unknownRun" }
    if step != "rejected", run.has("rejected") { return "rejected" }
    if let known = run.signatures[step] {
      if known.name != name { return "differs by" }
      if known.day != day { return "differs date" }
      return step == "rejected" && run.reason != reason ? "differs reason" : "unchanged"
    }
    let before = step == "instructed" ? "approved" : "prepared"
    if step == "approved", run.signatures["prepared"]?.name == name { return "samePerson" }
    if step == "rejected", run.has("approved") { return "tooLateToReject" }
    guard let earlier = run.signatures[before] else { return "notApproved" }
    if day < earlier.day { return "before" }
    run.signatures[step] = (name, day)
    run.reason = reason
    for (producer, payment) in run.payments {
      if step == "approved", payment.net == 0 {
        run.payments[producer]?.end = "paid"
        run.payments[producer]?.endDay = day
      }
      if step == "rejected" { for line in payment.lines { add(line.amount, line.sale, on: line.day, to: producer) } }
    }
    runs[code] = run
    return "recorded"
  }

  private mutating func settle(_ code: String, _ producer: String, _ amount: Int?, _ reference: String, _ day: Int) -> String {
    guard let run = runs[code], var payment = run.payments[producer] else { return "unknownPayment" }
    if run.has("rejected") { return "rejected" }
    if let amount, amount != payment.net { return amount > payment.net ? "payoutOverAvailable" : "payoutDiffers" }
    if payment.end == "paid" {
      return payment.net == 0 || (payment.endDay == day && payment.endNote == reference) ? "unchanged" : "alreadyPaid"
    }
    if payment.end == "back" { return "alreadySentBack" }
    guard let instructed = run.signatures["instructed"] else { return "notInstructed" }
    if day < instructed.day { return "before" }
    (payment.end, payment.endDay, payment.endNote) = ("paid", day, reference)
    runs[code]?.payments[producer] = payment
    return "recorded"
  }

  private mutating func settleAll(_ code: String, _ reference: String, _ day: Int) -> String {
    guard let run = runs[code] else { return "unknownRun" }
    if run.has("rejected") { return "rejected" }
    guard run.has("instructed") else { return "notInstructed" }
    var verdict = "unchanged"
    for (producer, payment) in run.payments where payment.end.isEmpty { verdict = settle(code, producer, nil, reference, day) }
    // Also when nobody waits, a day before the instruction is a mistake.
    return day < run.signatures["instructed"]?.day ?? 0 ? "before" : verdict
  }

  private mutating func sendBack(_ code: String, _ producer: String, _ reason: String, _ day: Int) -> String {
    if reason.isEmpty { return "missing reason" }
    guard let run = runs[code], var payment = run.payments[producer] else { return "unknownPayment" }
    if run.has("rejected") { return "rejected" }
    if payment.end == "back" { return payment.endDay == day && payment.endNote == reason ? "unchanged" : "alreadySentBack" }
    guard let instructed = run.signatures["instructed"] else { return "notInstructed" }
    if payment.net == 0 { return "nothingToSendBack" }
    if day < instructed.day || (payment.end == "paid" && day < payment.endDay) { return "before" }
    payment.wasPaid = payment.end == "paid"
    (payment.end, payment.endDay, payment.endNote) = ("back", day, reason)
    runs[code]?.payments[producer] = payment
    add(payment.net + payment.tax, "", on: day, to: producer)
    return "recorded"
  }

  private mutating func adjust(_ command: PostAdjustment) -> String {
    if command.reason.isEmpty { return "missing reason" }
    if command.by.isEmpty { return "missing by" }
    if command.lines.isEmpty { return "missing lines" }
    let adjustable = ["1010", "1300", "2100", "2200", "2300", "4000", "4010", "4900", "5000", "5100", "5120", "5200", "5900"]
    var new = Adjustment(corrects: Int(command.corrects ?? 0), reason: command.reason, by: command.by, day: number(command.date))
    for line in command.lines {
      if line.amount == 0 { return "malformed amount" }
      if !adjustable.contains(line.account.rawValue) { return "notAdjustable" }
      if let producer = line.producer?.text, !registered.contains(producer) { return "unknown producer" }
      if line.account.rawValue == "2100", line.producer == nil { return "payableOfNobody" }
      new.sums["\(line.account.rawValue) \(line.producer?.text ?? "")", default: 0] += Int(line.amount)
    }
    if new.sums.values.reduce(0, +) != 0 { return "doesNotBalance" }
    new.sums = new.sums.filter { $0.value != 0 }
    if let old = adjustments[command.adjustment.text] {
      if old.corrects != new.corrects { return "differs corrects" }
      if old.reason != new.reason { return "differs reason" }
      if old.by != new.by { return "differs by" }
      if old.day != new.day { return "differs date" }
      return old.sums == new.sums ? "unchanged" : "differs lines"
    }
    adjustments[command.adjustment.text] = new
    for line in command.lines where line.account.rawValue == "2100" {
      guard let producer = line.producer?.text else { continue }
      let amount = Int(line.amount)
      if amount < 0 {
        add(-amount, "", on: new.day, to: producer)
        adjusted[producer, default: []].append(-amount)
      } else {
        let open = min(amount, max(0, figures(of: producer)["available"] ?? 0))
        takeFromOldest(open, of: producer)
        adjusted[producer, default: []].append(-open)
        debts[producer, default: []].append(amount - open)
      }
    }
    return "recorded"
  }
}
