extension MoneyModel {
  mutating func receive(_ step: ReceiveStep) -> Expected {
    let key = "\(step.channel)/\(step.statement)"
    if let again = repetition("statement/\(key)", .receive(step)) { return again == .unchanged ? again : .refused(["differs", "key reused"]) }
    guard let terms = channels[step.channel] else { return .refused(["unknown channel"]) }
    var reasons: Set<String> = []
    if step.from > step.to { reasons.insert("malformed") }
    if step.to < terms.from { reasons.insert("no terms") } else if step.currency != terms.currency { reasons.insert("wrong currency") }
    if step.lines.isEmpty { reasons.insert("missing") }
    if Set(step.lines.map(\.number)).count != step.lines.count { reasons.insert("malformed") }
    for line in step.lines where line.type == .sale && line.amount < 0 || line.type == .return && line.amount > 0 { reasons.insert("malformed") }
    if step.opening + step.lines.map(\.amount).reduce(0, +) != step.closing { reasons.insert("does not add up") }
    let verdict = verdict(reasons, on: step.day)
    guard verdict == .recorded else { return verdict }
    statements[key] = ModelStatement(step: step, lines: step.lines.map { ModelLine(stated: $0) })
    documents["statement/\(key)"] = .receive(step)
    return .recorded
  }

  mutating func tolerate(_ step: ToleranceStep) -> Expected {
    guard channels[step.channel] != nil else { return .refused(["unknown channel"]) }
    if let known = tolerances.first(where: { $0.channel == step.channel && $0.currency == step.currency && $0.from == step.from }) {
      return known == step ? .unchanged : .refused(["differs", "key reused"])
    }
    if step.amount < 0 { return .refused(["malformed"]) }
    tolerances.append(step)
    return .recorded
  }

  /// By how much a channel's line may differ on a day.
  func tolerance(_ channel: String, _ currency: String, on day: Int) -> Int {
    tolerances.filter { $0.channel == channel && $0.currency == currency && $0.from <= day }.max { $0.from < $1.from }?.amount ?? 0
  }

  // MARK: Matching

  /// Whether a sale stands on a statement by a match.
  func isClaimed(_ sale: String) -> Bool { claimed(Target(sale: sale, returned: nil)) }

  private func claimed(_ target: Target) -> Bool {
    statements.values.contains { $0.lines.contains { ($0.claims ?? []).contains { $0.target == target } } }
  }

  mutating func match(_ step: MatchStep) -> Expected {
    let key = "\(step.channel)/\(step.statement)"
    guard var statement = statements[key] else { return .refused(["unknown statement"]) }
    guard let index = statement.lines.firstIndex(where: { $0.stated.number == step.line }) else { return .refused(["unknown line"]) }
    let line = statement.lines[index]
    // Whenever and however it was asked: it stands for these sales.
    if let known = line.step { return known.targets == step.targets ? .unchanged : .refused(["already matched"]) }
    var reasons: Set<String> = step.day < statement.step.day ? ["before"] : []
    var matched: [Int: ModelLine] = [:]
    // What channel and book differ by, at the value the claims have; a shortfall is positive.
    var difference = Both()
    switch line.stated.type {
    case .sale, .return:
      let claims = claims(of: step.targets, on: statement, line.stated.type, &reasons)
      if Set(step.targets).count != step.targets.count { reasons.insert("claimed twice") }
      if step.targets.isEmpty { reasons.insert("no targets") }
      let claimed = claims.map(\.netSales).reduce(Both(), +)
      difference = value(claimed.own - line.stated.amount, like: claimed, statement.step.currency)
      matched[index] = ModelLine(stated: line.stated, claims: claims, charge: nil, step: step)
    case .commission:
      if statement.lines.contains(where: { [.sale, .return].contains($0.stated.type) && !$0.isMatched }) { reasons.insert("sales first") }
      let claims = statement.lines.flatMap { $0.claims ?? [] }
      let (all, sold) = (claims.map(\.commission).reduce(Both(), +), claims.map(\.netSales).reduce(Both(), +))
      let lines = statement.lines.indices.filter { statement.lines[$0].stated.type == .commission }
      let stated = lines.map { statement.lines[$0].stated.amount }.reduce(0, +)
      difference = value(-all.own - stated, like: sold, statement.step.currency)
      for index in lines { matched[index] = ModelLine(stated: statement.lines[index].stated, claims: [], charge: nil, step: step) }
    case .fee, .tax, .adjustment:
      let book = worth(line.stated.amount, statement.step.currency, on: step.day)
      if book == nil { reasons.insert("no rate") }
      matched[index] = ModelLine(stated: line.stated, claims: [], charge: Both(own: line.stated.amount, book: book ?? 0), step: step)
    }
    let isTolerated = abs(difference.own) <= tolerance(step.channel, statement.step.currency, on: step.day)
    if difference.own != 0, !isTolerated, step.dispute == nil { reasons.insert("beyond tolerance") }
    let verdict = verdict(reasons, on: step.day)
    guard verdict == .recorded else { return verdict }

    let currency = statement.step.currency
    for (index, line) in matched {
      statement.lines[index] = line
      for claim in line.claims ?? [] { post(claim, step.channel, currency, sign: 1) }
      if let charge = line.charge { post(charge: charge, step.channel, currency) }
    }
    if difference.own != 0 {
      let name = matched.keys.min().map { statement.lines[$0].stated.number } ?? step.line
      accounts.credit("1210", difference, currency, of: step.channel)
      if isTolerated {
        statement.writtenOff += difference
        statement.givenUp[name] = difference
        accounts.debit("5200", difference.book)
      } else {
        statement.disputes[name] = difference
        statement.begun[name] = nil
        statement.disputedOn[name] = step.day
        accounts.debit("1290", difference, currency, of: step.channel)
      }
    }
    statements[key] = statement
    releaseWhatIsCovered(key, step.day)
    return .recorded
  }

  /// An amount at the value that something else has; a foreign one has none when that is nothing.
  func value(_ own: Int, like other: Both, _ currency: String) -> Both {
    currency == Self.bookCurrency ? Both(own: own, book: own) : other.part(own)
  }

  private func claims(of targets: [Target], on statement: ModelStatement, _ type: LineType, _ reasons: inout Set<String>) -> [ModelClaim] {
    var claims: [ModelClaim] = []
    for target in targets {
      guard let sale = sales[target.sale] else {
        reasons.insert("unknown sale")
        continue
      }
      if sale.step.channel != statement.step.channel { reasons.insert("other channel") }
      if sale.step.currency != statement.step.currency { reasons.insert("other currency") }
      if sale.isReversed { reasons.insert("reversed") }
      if claimed(target) { reasons.insert("claimed twice") }
      if type == .return, target.returned == nil { reasons.insert("not a return") }
      guard let number = target.returned else {
        if sale.step.day > statement.step.to { reasons.insert("after the period") }
        claims.append(ModelClaim(target: target, netSales: sale.netSales, commission: sale.commission))
        continue
      }
      guard let back = returns[number], back.step.sale == target.sale else {
        reasons.insert("unknown return")
        continue
      }
      if back.step.day > statement.step.to { reasons.insert("after the period") }
      claims.append(ModelClaim(target: target, netSales: -back.netSales, commission: -back.commission, isRefund: back.isRefund))
    }
    return claims
  }

  /// From what the channel owes for sales to what it has to pay by its statement; a refund was owed to it already.
  private mutating func post(_ claim: ModelClaim, _ channel: String, _ currency: String, sign: Int) {
    func signed(_ amount: Both) -> Both { sign > 0 ? amount : -amount }
    accounts.debit("1210", signed(claim.net), currency, of: channel)
    accounts.debit("2150", signed(claim.commission), currency)
    accounts.credit("1200", signed(claim.netSales), currency, of: channel)
    guard claim.isRefund else { return }
    accounts.debit("2400", signed(-claim.netSales), currency, of: channel)
    accounts.credit("1200", signed(-claim.netSales), currency, of: channel)
  }

  private mutating func post(charge: Both, _ channel: String, _ currency: String) {
    accounts.debit("1210", charge, currency, of: channel)
    accounts.credit("5100", charge.book)
  }

  mutating func unmatch(_ step: LineStep) -> Expected {
    let key = "\(step.channel)/\(step.statement)"
    guard let statement = statements[key] else { return .refused(["unknown statement"]) }
    guard let index = statement.lines.firstIndex(where: { $0.stated.number == step.line }) else { return .refused(["unknown line"]) }
    let line = statement.lines[index]
    guard let claims = line.claims else { return line.undone == step ? .unchanged : .refused(["not matched"]) }
    // Commission was matched as one, from all sales and returns.
    let isCommission = line.stated.type == .commission
    let undone = isCommission ? statement.lines.indices.filter { statement.lines[$0].stated.type == .commission } : [index]
    let names = undone.map { statement.lines[$0].stated.number }
    var reasons: Set<String> = step.day < line.step?.day ?? 0 ? ["before"] : []
    if claims.contains(where: { $0.target.returned == nil && released.contains($0.target.sale) }) { reasons.insert("released") }
    if names.contains(where: { statement.disputes[$0] != nil }) { reasons.insert("disputed") }
    if [.sale, .return].contains(line.stated.type), statement.lines.contains(where: { $0.stated.type == .commission && $0.isMatched }) {
      reasons.insert("commission first")
    }
    var rest = statement
    for index in undone {
      rest.lines[index] = ModelLine(stated: rest.lines[index].stated, undone: step)
      rest.writtenOff -= rest.givenUp.removeValue(forKey: rest.lines[index].stated.number) ?? Both()
    }
    if statement.isPaidInPart, rest.due.own < min(0, statement.due.own) { reasons.insert("paid for") }
    let verdict = verdict(reasons, on: step.day)
    guard verdict == .recorded else { return verdict }
    for claim in claims { post(claim, step.channel, statement.step.currency, sign: -1) }
    if let charge = line.charge { post(charge: -charge, step.channel, statement.step.currency) }
    for name in names {
      guard let lost = statement.givenUp[name] else { continue }
      accounts.credit("5200", lost.book)
      accounts.debit("1210", lost, statement.step.currency, of: step.channel)
    }
    statements[key] = rest
    // A charge in our favour had lessened what sales are covered by.
    releaseWhatIsCovered(key, step.day)
    return .recorded
  }

  // MARK: Disputes

  mutating func dispute(_ step: LineStep, _ amount: Int) -> Expected {
    let key = "\(step.channel)/\(step.statement)"
    guard var statement = statements[key] else { return .refused(["unknown statement"]) }
    let name = step.line ?? ""
    if let line = step.line, !statement.lines.contains(where: { $0.stated.number == line }) { return .refused(["unknown line"]) }
    var reasons: Set<String> = step.day < statement.step.day ? ["before"] : []
    if let line = step.line, !statement.lines.contains(where: { $0.stated.number == line && $0.isMatched }) { reasons.insert("not matched") }
    if statement.disputes[name] != nil {
      if statement.begun[name] == .dispute(step, amount: amount) { return .unchanged }
      reasons.insert("disputed")
    }
    if amount <= 0 { reasons.insert("malformed") }
    if amount > statement.due.own { reasons.insert("over due") }
    let verdict = verdict(reasons, on: step.day)
    guard verdict == .recorded else { return verdict }
    let value = statement.due.part(amount)
    statement.disputes[name] = value
    statement.begun[name] = .dispute(step, amount: amount)
    statement.disputedOn[name] = step.day
    statements[key] = statement
    accounts.debit("1290", value, statement.step.currency, of: step.channel)
    accounts.credit("1210", value, statement.step.currency, of: step.channel)
    // Sales behind one in dispute do not wait for it.
    releaseWhatIsCovered(key, step.day)
    return .recorded
  }

  mutating func resolve(_ step: LineStep, isRecovered: Bool) -> Expected {
    let key = "\(step.channel)/\(step.statement)"
    guard var statement = statements[key] else { return .refused(["unknown statement"]) }
    let name = step.line ?? ""
    if let line = step.line, !statement.lines.contains(where: { $0.stated.number == line }) { return .refused(["unknown line"]) }
    guard let value = statement.disputes[name] else {
      return statement.ended[name] == .resolve(step, isRecovered: isRecovered) ? .unchanged : .refused(["not disputed"])
    }
    let verdict = verdict(step.day < statement.disputedOn[name] ?? 0 ? ["before"] : [], on: step.day)
    guard verdict == .recorded else { return verdict }
    statement.disputes[name] = nil
    statement.ended[name] = .resolve(step, isRecovered: isRecovered)
    accounts.credit("1290", value, statement.step.currency, of: step.channel)
    if isRecovered {
      accounts.debit("1210", value, statement.step.currency, of: step.channel)
    } else {
      statement.writtenOff += value
      statement.givenUp[name, default: Both()] += value
      accounts.debit("5200", value.book)
    }
    statements[key] = statement
    releaseWhatIsCovered(key, step.day)
    return .recorded
  }
}
