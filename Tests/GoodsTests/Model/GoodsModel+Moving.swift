// Goods on their way, counted, and put right.
extension GoodsModel {
  /// What a dispatch takes of each batch, by batch.
  func parts(of step: DispatchStep) -> [(batch: String, quantity: Int)] {
    var sums: [String: Int] = [:]
    for line in step.lines { sums[line.batch, default: 0] += line.quantity }
    return sums.keys.sorted(by: isBefore).map { ($0, sums[$0] ?? 0) }
  }

  /// Why something cannot be at a place that somebody names.
  private func reasonsAgainst(_ place: String) -> Set<String> {
    if ["hub", "samples", "quarantine"].contains(place) { return [] }
    return channels[String(place.prefix { $0 != "/" })] == nil ? ["unknown channel"] : []
  }

  /// Why more of a batch cannot turn up at a place.
  private func reasonsAgainst(_ batch: ModelBatch, turningUpAt place: String) -> Set<String> {
    var reasons: Set<String> = []
    if batch.recalled != nil, place != "quarantine" { reasons.insert("recalled") }
    if batch.step.isTest, place != "samples", place != "quarantine" { reasons.insert("test batch") }
    if !batch.step.isTest, place == "samples" { reasons.insert("malformed") }
    if batch.recalled == nil, place == "quarantine" { reasons.insert("not recalled") }
    return reasons
  }

  mutating func dispatch(_ step: DispatchStep) -> Expected {
    var reasons = reasonsAgainst(step.from).union(reasonsAgainst(step.to))
    if !["samples", "quarantine"].allSatisfy({ step.from != $0 && step.to != $0 }) { reasons.insert("not for dispatch") }
    if step.from == step.to { reasons.insert("same place") }
    if step.lines.isEmpty { reasons.insert("missing") }
    if step.lines.contains(where: { $0.quantity <= 0 }) { reasons.insert("malformed") }
    for (code, quantity) in parts(of: step) {
      guard let batch = batches[code] else {
        reasons.insert("unknown batch")
        continue
      }
      reasons.formUnion(reasonsAgainst(step.day, batch))
      if documents["dispatch/\(step.dispatch)"] != nil { continue }
      if batch.recalled != nil { reasons.insert("recalled") }
      if batch.step.isTest { reasons.insert("test batch") }
      if quantity > batch.there[step.from] ?? 0 { reasons.insert("not there") }
    }
    if let known = documents["dispatch/\(step.dispatch)"] {
      return known == .dispatch(step) && reasons.isEmpty ? .unchanged : .refused(reasons.union(["differs"]))
    }
    let verdict = verdict(reasons, on: step.day)
    guard verdict == .recorded else { return verdict }
    for (code, quantity) in parts(of: step) {
      batches[code]?.put(-quantity, at: step.from)
      batches[code]?.coming.add(quantity, to: step.to)
    }
    if step.to != "hub" { tracked[step.to] = min(step.day, tracked[step.to] ?? .max) }
    dispatches[step.dispatch] = ModelDispatch(step: step)
    documents["dispatch/\(step.dispatch)"] = .dispatch(step)
    return .recorded
  }

  mutating func receive(_ step: ReceiveStep) -> Expected {
    guard var known = dispatches[step.dispatch] else { return .refused(["unknown dispatch"]) }
    let sent = parts(of: known.step)
    var received: [String: Int] = [:]
    var reasons: Set<String> = []
    for line in step.lines ?? [] {
      if line.quantity < 0 { reasons.insert("malformed") }
      if received.updateValue(line.quantity, forKey: line.batch) != nil { reasons.insert("listed twice") }
      if !sent.contains(where: { $0.batch == line.batch }) { reasons.insert("not sent") }
    }
    for (batch, quantity) in sent where received[batch] == nil {
      if step.lines == nil { received[batch] = quantity } else { reasons.insert("line missing") }
    }
    if let before = known.received {
      if before.day != step.day { reasons.insert("differs") }
      if quantities(before, of: sent) != received { reasons.insert("already received") }
      return reasons.isEmpty ? .unchanged : .refused(reasons)
    }
    if step.day < known.step.day { reasons.insert("before") }
    let verdict = verdict(reasons, on: step.day)
    guard verdict == .recorded else { return verdict }
    for (code, quantity) in sent {
      let there = received[code] ?? 0
      if there < quantity { _ = batches[code]?.takeCost(of: quantity - there) }
      batches[code]?.coming.add(-quantity, to: known.step.to)
      batches[code]?.bring(there, to: known.step.to, on: step.day)
      guard batches[code]?.recalled != nil else { continue }
      // On to where the rest of the batch is.
      batches[code]?.put(-there, at: known.step.to)
      batches[code]?.bring(there, to: "quarantine", on: step.day)
    }
    known.received = step
    dispatches[step.dispatch] = known
    return .recorded
  }

  private func quantities(_ step: ReceiveStep, of sent: [(batch: String, quantity: Int)]) -> [String: Int] {
    let all = step.lines ?? sent.map { BatchLine(batch: $0.batch, quantity: $0.quantity) }
    return Dictionary(all.map { ($0.batch, $0.quantity) }, uniquingKeysWith: { $1 })
  }

  mutating func count(_ step: CountStep) -> Expected {
    var reasons = reasonsAgainst(step.place)
    if step.lines.isEmpty { reasons.insert("missing") }
    if Set(step.lines.map(\.batch)).count < step.lines.count { reasons.insert("listed twice") }
    if step.lines.contains(where: { $0.quantity < 0 }) { reasons.insert("malformed") }
    let known = documents["count/\(step.count)"]
    for line in step.lines {
      guard let batch = batches[line.batch] else {
        reasons.insert("unknown batch")
        continue
      }
      reasons.formUnion(reasonsAgainst(step.day, batch))
      if known == nil, line.quantity > batch.there[step.place] ?? 0 { reasons.formUnion(reasonsAgainst(batch, turningUpAt: step.place)) }
    }
    if let known { return known == .count(step) && reasons.isEmpty ? .unchanged : .refused(reasons.union(["differs"])) }
    let verdict = verdict(reasons, on: step.day)
    guard verdict == .recorded else { return verdict }
    for line in step.lines {
      let book = batches[line.batch]?.there[step.place] ?? 0
      if line.quantity < book { _ = batches[line.batch]?.takeCost(of: book - line.quantity) }
      batches[line.batch]?.put(line.quantity - book, at: step.place)
    }
    documents["count/\(step.count)"] = .count(step)
    return .recorded
  }

  mutating func adjust(_ step: AdjustStep) -> Expected {
    guard var batch = batches[step.batch] else { return .refused(["unknown batch", "unknown channel", "missing", "malformed"]) }
    var reasons = reasonsAgainst(step.place).union(reasonsAgainst(step.day, batch))
    if step.reason.isEmpty { reasons.insert("missing") }
    if step.change == 0 { reasons.insert("malformed") }
    if let known = known(step.paper, of: step.batch, .adjust(step), &reasons) { return known }
    if step.change < 0, -step.change > batch.there[step.place] ?? 0 { reasons.insert("not there") }
    if step.change > 0 { reasons.formUnion(reasonsAgainst(batch, turningUpAt: step.place)) }
    let verdict = verdict(reasons, on: step.day)
    guard verdict == .recorded else { return verdict }
    if step.change < 0 { _ = batch.takeCost(of: -step.change) }
    batch.put(step.change, at: step.place)
    batches[step.batch] = batch
    remember(step.paper, of: step.batch, .adjust(step))
    return .recorded
  }
}
