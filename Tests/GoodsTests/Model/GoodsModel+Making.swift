// Batches: made, inspected, recalled, written off, bought.
extension GoodsModel {
  mutating func produce(_ step: ProduceStep) -> Expected {
    if let again = repetition("batch/\(step.batch)", .produce(step)) { return again }
    var reasons: Set<String> = []
    if !products.contains(step.product) { reasons.insert("unknown product") }
    if step.parts.contains(where: { !producers.contains($0.producer) }) { reasons.insert("unknown producer") }
    var parts: [String: Int] = [:]
    for part in step.parts {
      parts[part.producer, default: 0] += part.quantity
      if part.quantity <= 0 { reasons.insert("malformed") }
    }
    let made = parts.values.reduce(0, +)
    if made <= 0 { reasons.insert("malformed") }
    if let stated = step.stated, stated != made { reasons.insert("contributions differ") }
    if let accepted = step.accepted, !(0...max(0, made)).contains(accepted) || !step.isInspected { reasons.insert("malformed") }
    let verdict = verdict(reasons, on: step.day)
    guard verdict == .recorded else { return verdict }
    var batch = ModelBatch(step: step, parts: parts)
    if step.isInspected {
      batch.accepted = step.accepted ?? made
      batch.rejected = made - batch.accepted
      batch.put(batch.accepted, at: batch.home)
    }
    batches[step.batch] = batch
    documents["batch/\(step.batch)"] = .produce(step)
    return .recorded
  }

  mutating func inspect(_ step: InspectStep) -> Expected {
    guard var batch = batches[step.batch] else { return .refused(["unknown batch"]) }
    var reasons = reasonsAgainst(step.day, batch)
    if step.accepted < 0 || step.rejected < 0 || step.accepted + step.rejected <= 0 { reasons.insert("malformed") }
    if step.reasons.contains(where: { $0.quantity <= 0 }) { reasons.insert("malformed") }
    if step.reasons.contains(where: { $0.reason.isEmpty }) { reasons.insert("missing") }
    if !step.reasons.isEmpty, step.reasons.map(\.quantity).reduce(0, +) != step.rejected { reasons.insert("reasons differ") }
    if let known = known(step.paper, of: step.batch, .inspect(step), &reasons) { return known }
    if step.again {
      if step.accepted != 0 { reasons.insert("malformed") }
      if step.rejected > batch.there[step.place] ?? 0 { reasons.insert("not there") }
      if step.rejected > batch.accepted { reasons.insert("over rejected") }
    } else {
      if step.accepted + step.rejected > batch.waiting { reasons.insert("over inspected") }
      if batch.boughtFor != nil { reasons.insert("bought already") }
    }
    let verdict = verdict(reasons, on: step.day)
    guard verdict == .recorded else { return verdict }
    if step.again {
      _ = batch.takeCost(of: step.rejected)
      batch.put(-step.rejected, at: step.place)
      batch.accepted -= step.rejected
    } else {
      batch.put(step.accepted, at: batch.recalled == nil ? batch.home : "quarantine")
      batch.accepted += step.accepted
    }
    batch.rejected += step.rejected
    batches[step.batch] = batch
    remember(step.paper, of: step.batch, .inspect(step))
    return .recorded
  }

  mutating func recall(_ step: RecallStep) -> Expected {
    guard var batch = batches[step.batch] else { return .refused(["unknown batch", "missing"]) }
    var reasons = reasonsAgainst(step.day, batch)
    if step.reason.isEmpty || step.by.isEmpty { reasons.insert("missing") }
    if let reason = batch.recalled {
      if reason == step.reason, reasons.isEmpty { return .unchanged }
      if reason != step.reason { reasons.insert("already recalled") }
    }
    let verdict = verdict(reasons, on: step.day)
    guard verdict == .recorded else { return verdict }
    (batch.recalled, batch.recalledOn) = (step.reason, step.day)
    for (place, quantity) in batch.there where place != "quarantine" {
      batch.put(-quantity, at: place)
      batch.bring(quantity, to: "quarantine", on: step.day)
    }
    batches[step.batch] = batch
    return .recorded
  }

  mutating func lift(_ step: RecallStep) -> Expected {
    guard var batch = batches[step.batch] else { return .refused(["unknown batch", "missing"]) }
    var reasons = reasonsAgainst(step.day, batch)
    if step.reason.isEmpty || step.by.isEmpty { reasons.insert("missing") }
    if batch.recalled == nil { reasons.insert("not recalled") }
    let verdict = verdict(reasons, on: step.day)
    guard verdict == .recorded else { return verdict }
    (batch.recalled, batch.liftedOn) = (nil, max(step.day, batch.liftedOn ?? step.day))
    let free = batch.there["quarantine"] ?? 0
    batch.put(-free, at: "quarantine")
    batch.put(free, at: batch.home)
    batches[step.batch] = batch
    return .recorded
  }

  mutating func writeOff(_ step: WriteOffStep) -> Expected {
    guard var batch = batches[step.batch] else { return .refused(["unknown batch", "missing", "malformed"]) }
    var reasons = reasonsAgainst(step.day, batch)
    if step.reason.isEmpty { reasons.insert("missing") }
    if step.quantity <= 0 { reasons.insert("malformed") }
    if let known = known(step.paper, of: step.batch, .writeOff(step), &reasons) { return known }
    if step.quantity > batch.there[step.place] ?? 0 { reasons.insert("not there") }
    let verdict = verdict(reasons, on: step.day)
    guard verdict == .recorded else { return verdict }
    _ = batch.takeCost(of: step.quantity)
    batch.put(-step.quantity, at: step.place)
    batches[step.batch] = batch
    remember(step.paper, of: step.batch, .writeOff(step))
    return .recorded
  }

  mutating func buy(_ step: BuyStep) -> Expected {
    guard var batch = batches[step.batch] else { return .refused(["unknown batch"]) }
    var reasons = reasonsAgainst(step.day, batch)
    if batch.boughtFor != nil {
      return documents["bought/\(step.batch)"] == .buy(step) ? .unchanged : .refused(["differs", "before", "period closed"])
    }
    if batch.step.isTest { reasons.insert("test batch") }
    if batch.recalled != nil { reasons.insert("recalled") }
    if batch.waiting > 0 { reasons.insert("not inspected") }
    if sales.values.contains(where: { sale in !sale.draws.filter { $0.batch == step.batch && $0.quantity > $0.back }.isEmpty }) {
      reasons.insert("sold in part")
    }
    if batch.all == 0 { reasons.insert("nothing to buy") }
    let verdict = verdict(reasons, on: step.day)
    guard verdict == .recorded else { return verdict }
    batch.boughtFor = step.price
    batch.costLeft = cost(of: batch, at: step.price)
    batches[step.batch] = batch
    documents["bought/\(step.batch)"] = .buy(step)
    return .recorded
  }

  /// Each producer is paid for her part of what is there, by largest remainder, at that price; each amount is rounded for itself.
  private func cost(of batch: ModelBatch, at price: Int) -> Int {
    let makers = batch.parts.keys.sorted(by: isBefore)
    var parts = makers.map { batch.all * (batch.parts[$0] ?? 0) / batch.made }
    let remainders = makers.indices.map { batch.all * (batch.parts[makers[$0]] ?? 0) % batch.made }
    let missing = batch.all - parts.reduce(0, +)
    for index in makers.indices.sorted(by: { remainders[$0] == remainders[$1] ? $0 < $1 : remainders[$0] > remainders[$1] }).prefix(missing) {
      parts[index] += 1
    }
    return parts.map { halfUp($0 * price, 1000) }.reduce(0, +)
  }

  // MARK: Days and papers

  func reasonsAgainst(_ day: Int, _ batch: ModelBatch) -> Set<String> { day < batch.day ? ["before"] : [] }

  /// What a paper of a batch comes to whose number is known already: nothing new, or a reason against it.
  func known(_ paper: String?, of batch: String, _ step: Step, _ reasons: inout Set<String>) -> Expected? {
    guard let paper, let known = documents["paper/\(batch)/\(paper)"] else { return nil }
    if known == step, reasons.isEmpty { return .unchanged }
    return .refused(reasons.union(["differs"]))
  }

  mutating func remember(_ paper: String?, of batch: String, _ step: Step) {
    if let paper { documents["paper/\(batch)/\(paper)"] = step }
  }
}
