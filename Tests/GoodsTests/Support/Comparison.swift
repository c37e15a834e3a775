/// The reports of a book beside what the model says.
struct Comparison {
  private let model: GoodsModel
  private let book: RecordedBook

  init(_ model: GoodsModel, _ book: RecordedBook) { (self.model, self.book) = (model, book) }

  /// All that is not the same, in words.
  func differences() async throws -> [String] {
    try await stock() + batches() + inTransit() + deliveries() + ageing() + recall()
  }

  /// Rows by some columns, with the others; rows of nothing but zeros are left out.
  private func compare(_ report: String, _ expected: [String: [String: String]], by keys: [String], _ columns: [String]) async throws -> [String] {
    func meaningful(_ cells: [String: String]) -> [String: String] { cells.filter { $0.value != "0" && columns.contains($0.key) } }
    var found: [String: [String: String]] = [:]
    var findings: [String] = []
    for row in try await book.report(report) {
      let (key, cells) = (keys.map { row[$0] ?? "" }.joined(separator: " "), meaningful(row))
      if found[key] != nil { findings.append("\(report), \(key): two rows") }
      if !cells.isEmpty { found[key] = cells }
    }
    let wanted = expected.mapValues(meaningful).filter { !$0.value.isEmpty }
    for key in Set(wanted.keys).union(found.keys).sorted() where wanted[key] != found[key] {
      findings.append(
        "\(report), \(key): \((wanted[key] ?? [:]).sorted { $0.key < $1.key }) expected, \((found[key] ?? [:]).sorted { $0.key < $1.key }) found")
    }
    return findings
  }

  /// Place by place.
  private func stock() async throws -> [String] {
    var expected: [String: [String: String]] = [:]
    for (code, batch) in model.batches {
      for (place, quantity) in batch.there { expected["\(code) \(place)", default: [:]]["on_hand"] = "\(quantity)" }
      for (place, quantity) in batch.coming { expected["\(code) \(place)", default: [:]]["in_transit"] = "\(quantity)" }
    }
    return try await compare("stock", expected, by: ["batch", "place"], ["on_hand", "in_transit"])
  }

  /// Batch by batch, and each row of the report for itself: it says what it adds up from.
  private func batches() async throws -> [String] {
    var sums: [String: [String: Int]] = [:]
    var findings: [String] = []
    for row in try await book.report("stock") {
      func number(_ column: String) -> Int { Int(row[column] ?? "") ?? 0 }
      let code = row["batch"] ?? ""
      for column in ["produced", "accepted", "rejected", "sold", "returned"] { sums[code, default: [:]][column, default: 0] += number(column) }
      let came = number("accepted") + number("returned") + number("received") + number("adjusted")
      if came - number("sold") - number("sent") - number("written_off") != number("on_hand") { findings.append("stock, \(row): does not add up") }
      guard let batch = model.batches[code] else { continue }
      let told = [row["product"], row["owner"], row["produced_on"], row["unit"]]
      if told != [batch.product, batch.boughtFor == nil ? "producers" : "association", "\(date(batch.day))", "H87"] {
        findings.append("stock, \(row)")
      }
    }
    for (code, batch) in model.batches {
      let draws = model.sales.values.flatMap(\.draws).filter { $0.batch == code }
      let wanted = [
        "produced": batch.made, "accepted": batch.accepted, "rejected": batch.rejected, "sold": draws.map(\.quantity).reduce(0, +),
        "returned": draws.map(\.back).reduce(0, +),
      ]
      if sums[code] ?? [:] != wanted { findings.append("stock, \(code): \(wanted) expected, \(sums[code] ?? [:]) found") }
    }
    return findings
  }

  private func inTransit() async throws -> [String] {
    var expected: [String: [String: String]] = [:]
    for (code, dispatch) in model.dispatches where dispatch.received == nil {
      for (batch, quantity) in model.parts(of: dispatch.step) {
        expected["\(code) \(batch)"] = [
          "from_place": dispatch.step.from, "place": dispatch.step.to, "in_transit": "\(quantity)", "sent_on": "\(date(dispatch.step.day))",
          "product": model.batches[batch]?.product ?? "", "unit": "H87",
        ]
      }
    }
    return try await compare(
      "goods-in-transit", expected, by: ["dispatch", "batch"], ["from_place", "place", "in_transit", "sent_on", "product", "unit"])
  }

  private func deliveries() async throws -> [String] {
    var expected: [String: [String: String]] = [:]
    for (code, dispatch) in model.dispatches {
      for (batch, sent) in model.parts(of: dispatch.step) {
        var cells = ["dispatched": "\(sent)", "sent_on": "\(date(dispatch.step.day))"]
        if let receipt = dispatch.received {
          let there = receipt.lines.map { lines in lines.first { $0.batch == batch }?.quantity ?? 0 } ?? sent
          cells["received"] = "\(there)"
          cells["short"] = "\(max(0, sent - there))"
          cells["over"] = "\(max(0, there - sent))"
          cells["received_on"] = "\(date(receipt.day))"
        }
        expected["\(code) \(batch)"] = cells
      }
    }
    return try await compare(
      "deliveries", expected, by: ["dispatch", "batch"], ["dispatched", "short", "over", "received", "sent_on", "received_on"])
  }

  /// What left a place is taken from what was brought first.
  private func ageing() async throws -> [String] {
    var expected: [String: [String: String]] = [:]
    for (code, batch) in model.batches {
      for (place, onHand) in batch.there where place != "hub" && place != "samples" {
        var left = (batch.brought[place] ?? [:]).sorted { $0.key < $1.key }.map { (day: $0.key, quantity: $0.value) }
        if left.isEmpty { expected["\(place) \(code) "] = ["on_hand": "\(onHand)"] }
        var gone = left.map(\.quantity).reduce(0, +) - onHand
        for index in left.indices where gone != 0 {
          // More than was brought was found: it stands with the first.
          let taken = min(gone, left[index].quantity)
          left[index].quantity -= taken
          gone -= taken
        }
        for part in left where part.quantity > 0 { expected["\(place) \(code) \(date(part.day))"] = ["on_hand": "\(part.quantity)"] }
      }
    }
    return try await compare("goods-ageing", expected, by: ["place", "batch", "arrived_on"], ["on_hand"])
  }

  private func recall() async throws -> [String] {
    var expected: [String: [String: String]] = [:]
    for (code, batch) in model.batches {
      guard let recalledOn = batch.recalledOn else { continue }
      var cells = ["recalled_on": "\(date(recalledOn))", "quarantined": "\(batch.there["quarantine"] ?? 0)"]
      if batch.recalled == nil, let liftedOn = batch.liftedOn { cells["lifted_on"] = "\(date(liftedOn))" }
      let sales = model.sales.filter { $0.value.draws.contains { $0.batch == code } }
      if sales.isEmpty { expected["\(code) "] = cells }
      for (number, sale) in sales {
        let draws = sale.draws.filter { $0.batch == code }
        let (sold, back) = (draws.map(\.quantity).reduce(0, +), draws.map(\.back).reduce(0, +))
        cells["sold"] = "\(sold)"
        cells["restocked"] = "\(back)"
        cells["still_out"] = "\(sale.isReversed ? 0 : min(sold - back, sale.step.quantity - sale.returned))"
        cells["sold_on"] = "\(date(sale.step.day))"
        cells["channel"] = sale.step.channel
        cells["outlet"] = sale.step.outlet
        expected["\(code) \(number)"] = cells
      }
    }
    return try await compare(
      "recall", expected, by: ["batch", "sale"],
      ["recalled_on", "lifted_on", "quarantined", "sold", "restocked", "still_out", "sold_on", "channel", "outlet"])
  }
}
