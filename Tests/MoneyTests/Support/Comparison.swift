/// The reports of a book beside what the model says.
struct Comparison {
  private let model: MoneyModel
  private let book: RecordedBook

  init(_ model: MoneyModel, _ book: RecordedBook) { (self.model, self.book) = (model, book) }

  /// All that is not the same, in words.
  func differences() async throws -> [String] {
    try await producers() + accounts() + currencies() + statements() + receivables()
  }

  /// Rows by some columns, with the others; rows of nothing but zeros are left out.
  private func rows(_ report: String, by keys: [String], _ columns: [String]) async throws -> [String: [String: Int]] {
    var found: [String: [String: Int]] = [:]
    for row in try await book.report(report) {
      var cells: [String: Int] = [:]
      for column in columns { if let value = Int(row[column] ?? "0"), value != 0 { cells[column] = value } }
      if !cells.isEmpty { found[keys.map { row[$0] ?? "" }.joined(separator: " ")] = cells }
    }
    return found
  }

  private func differences(_ report: String, _ expected: [String: [String: Int]], by keys: [String], _ columns: [String]) async throws -> [String] {
    let wanted = expected.mapValues { $0.filter { $0.value != 0 } }.filter { !$0.value.isEmpty }
    let found = try await rows(report, by: keys, columns)
    return Set(wanted.keys).union(found.keys).sorted().compactMap { key in
      let (one, other) = (wanted[key] ?? [:], found[key] ?? [:])
      return one == other ? nil : "\(report), \(key): \(one.sorted { $0.key < $1.key }) expected, \(other.sorted { $0.key < $1.key }) found"
    }
  }

  private func producers() async throws -> [String] {
    var expected: [String: [String: Int]] = [:]
    for name in model.producers {
      let purse = model.purses[name] ?? Purse()
      let available = purse.available + purse.inRuns
      expected[name] = [
        "accrued": -(model.accounts.parts["2110 \(name)"] ?? 0), "available": available, "in_transit": purse.inTransit, "paid": purse.paid,
        "advances": purse.advances, "debt": purse.debt, "due": available + purse.inTransit - purse.debt - purse.advances,
        "deducted": purse.kept.values.reduce(0, +),
      ]
    }
    return try await differences(
      "producer-balance", expected, by: ["producer"], ["accrued", "available", "in_transit", "paid", "advances", "debt", "due", "deducted"])
  }

  private func accounts() async throws -> [String] {
    let expected = model.accounts.book.mapValues { ["debit": max($0, 0), "credit": max(-$0, 0)] }
    return try await differences("trial-balance", expected, by: ["account"], ["debit", "credit"])
  }

  private func currencies() async throws -> [String] {
    var expected: [String: [String: Int]] = [:]
    for (account, amounts) in model.accounts.foreign { for (currency, amount) in amounts { expected["\(account) \(currency)"] = ["amount": amount] } }
    let found = try await differences("trial-balance-currency", expected, by: ["account", "currency"], ["amount"])
    // Of accounts that do not keep the document's currency the amount is the balance, which was compared.
    return found.filter { Accounts.keepCurrency.contains($0.split(separator: " ")[1].description) }
  }

  private func statements() async throws -> [String] {
    var expected: [String: [String: Int]] = [:]
    for statement in model.statements.values {
      expected["\(statement.step.channel) \(statement.step.statement)"] = [
        "stated": statement.step.lines.map(\.amount).reduce(0, +), "matched": statement.matched.own,
        "disputed": statement.disputes.values.map(\.own).reduce(0, +), "written_off": statement.writtenOff.own, "paid": statement.paid.own,
        "open": statement.due.own, "open_value": statement.due.book,
      ]
    }
    return try await differences(
      "channel-reconciliation", expected, by: ["channel", "statement"],
      ["stated", "matched", "disputed", "written_off", "paid", "open", "open_value"])
  }

  private func receivables() async throws -> [String] {
    var expected: [String: [String: Int]] = [:]
    let names = ["1200": "not_stated", "1210": "unpaid", "1290": "disputed", "2400": "refunds_due"]
    for (part, amount) in model.accounts.parts {
      let (account, channel) = (String(part.prefix(4)), String(part.dropFirst(5)))
      guard let name = names[account] else { continue }
      expected[channel, default: [:]][name, default: 0] += account == "2400" ? -amount : amount
    }
    var found: [String: [String: Int]] = [:]
    for row in try await book.report("channel-receivable") {
      for name in names.values { found[row["channel"] ?? "", default: [:]][name, default: 0] += Int(row[name] ?? "0") ?? 0 }
    }
    return expected.keys.sorted().compactMap { channel in
      let (one, other) = (expected[channel, default: [:]].filter { $0.value != 0 }, found[channel, default: [:]].filter { $0.value != 0 })
      return one == other ? nil : "channel-receivable, \(channel): \(one) expected, \(other) found"
    }
  }
}
