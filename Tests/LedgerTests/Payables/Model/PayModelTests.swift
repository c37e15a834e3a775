import Ledger
import Testing

@Suite("Producers' money against a naive second desk")
struct PayModelTests {
  private static let figures: [(name: String, path: KeyPath<ProducerBalance, Int64> & Sendable)] = [
    ("released", \.released), ("adjusted", \.adjusted), ("withdrawn", \.withdrawn), ("available", \.available), ("inRuns", \.inRuns),
    ("inTransit", \.inTransit), ("paid", \.paid), ("tax", \.tax), ("fee", \.fee), ("reserve", \.reserve), ("nettedDebt", \.nettedDebt),
    ("nettedAdvances", \.nettedAdvances), ("debt", \.debt), ("advances", \.advances), ("reservedDebt", \.reservedDebt),
    ("reservedAdvances", \.reservedAdvances),
  ]

  /// The word by which the model knows what a command came to.
  private func verdict(_ decide: () throws(Refusal) -> Decision) -> String {
    do throws(Refusal) {
      return try decide() == .unchanged ? "unchanged" : "recorded"
    } catch {
      switch error {
      case .payables(let refusal): return String("\(refusal)".prefix { $0 != "(" })
      case .malformed(let column, _): return "malformed \(column)"
      case .missing(let column): return "missing \(column)"
      case .differs(_, let column, _, _): return "differs \(column)"
      case .unknown(let thing, _): return "unknown \(thing.rawValue)"
      case .before: return "before"
      default: return error.description
      }
    }
  }

  /// Runs one history through deciders and model; stops at the first difference and says where it lies.
  private func run(seed: Int, steps: Int, seen: inout [String: Int]) throws -> PayDesk? {
    var history = PayHistory(seed: seed)
    var desk = try PayDesk(PayHistory.producers)
    var model = PayModel(registered: Set(PayHistory.producers))
    for number in 0..<steps {
      let step = history.next()
      let (date, known) = (history.today, desk.facts.count)
      let (actual, expected): (String, String)
      switch step {
      case .release(let sale, let parts):
        desk.release(sale, parts, on: date.description)
        model.release(sale, parts, on: Int(date.daysSince1970))
        (actual, expected) = ("recorded", "recorded")
      case .withdraw(let code, let sale, let losses):
        let lines = desk.withdraw(code, of: sale, losses, on: date.description)
        actual = lines.map { "\($0.producer) \($0.amount) \($0.from)" }.joined(separator: ", ")
        expected = model.withdraw(code, of: sale, losses, on: Int(date.daysSince1970)).joined(separator: ", ")
      case .ask(let command):
        actual = verdict { () throws(Refusal) in try desk.perform(command) }
        expected = model.predict(command)
        seen[actual, default: 0] += 1
        if actual == "recorded" { history.note(command) }
      }
      // What was refused cannot have changed anything: deciding has no hand in the state.
      let hasChanged = desk.facts.count != known
      let differences = actual != expected ? ["model: \(expected)", "ledger: \(actual)"] : hasChanged ? differences(desk, model) : []
      guard differences.isEmpty else {
        Issue.record("seed \(seed), step \(number): \(step)\n\(differences.joined(separator: "\n"))")
        return nil
      }
    }
    for number in 0..<400 {
      #expect(desk.state.isReleased(.init("S\(number)")) == model.releasedSales.contains("S\(number)"), "seed \(seed)")
      #expect(desk.state.wasWithdrawn(.init("RT\(number)")) == model.returns.contains("RT\(number)"), "seed \(seed)")
    }
    return desk
  }

  private func differences(_ desk: PayDesk, _ model: PayModel) -> [String] {
    var found: [String] = []
    for producer in PayHistory.producers {
      let balance = desk.balance(producer)
      let expected = model.figures(of: producer)
      for (name, path) in Self.figures where balance[keyPath: path] != expected[name].map({ Int64($0) }) {
        found.append("\(producer) \(name): model \(expected[name] ?? 0), ledger \(balance[keyPath: path])")
      }
      let sources = balance.released + balance.adjusted - balance.withdrawn
      let places = [
        balance.available, balance.inRuns, balance.inTransit, balance.paid, balance.tax, balance.fee, balance.reserve, balance.nettedDebt,
        balance.nettedAdvances,
      ]
      if sources != places.reduce(0, +) { found.append("\(producer): \(sources) came in, \(places.reduce(0, +)) is there") }
      // What is open may be a loss that waits for a gain; nothing else may ever be below zero.
      if places.dropFirst().contains(where: { $0 < 0 }) || balance.reservedDebt > balance.debt || balance.reservedAdvances > balance.advances {
        found.append("\(producer): below zero: \(balance)")
      }
      let lines = desk.state.openLines(of: .init(producer)).map {
        PayModel.Line(sale: $0.sale?.text ?? "", day: Int($0.availableOn.daysSince1970), amount: Int($0.amount))
      }
      if lines != model.inOrder(producer) { found.append("\(producer) lines: model \(model.inOrder(producer)), ledger \(lines)") }
    }
    for run in desk.state.allRuns {
      for (producer, payment) in run.payments
      where payment.totals.net < 0 || payment.payment.items.reduce(0, { $0 + $1.amount }) != payment.totals.gross {
        found.append("\(run.run) \(producer): \(payment)")
      }
    }
    return found
  }

  /// The lines of all events, posted as the accounts ask, are what the balances say: 2100, 1090 and 1110 equal their sub-ledgers.
  private func checkEntries(of desk: PayDesk, seed: Int) {
    var (payable, transit, owing): ([String: Int64], [String: Int64], [String: Int64]) = ([:], [:], [:])
    for entry in desk.facts.flatMap({ unroll($0.event) }) {
      guard let producer = entry.producer, let amount = entry.bookAmounts?.gross else { continue }
      switch (entry.kind, entry.purpose) {
      case ("released", _), ("tax_back", _): payable[producer, default: 0] += amount
      case ("withdrawn", "available"), ("deducted", _): payable[producer, default: 0] -= amount
      case ("withdrawn", _), ("advanced", _), ("adjusted", "1110"): owing[producer, default: 0] += amount
      case ("netted", _):
        payable[producer, default: 0] -= amount
        owing[producer, default: 0] -= amount
      case ("approved", _):
        payable[producer, default: 0] -= amount
        transit[producer, default: 0] += amount
      case ("paid", _): transit[producer, default: 0] -= amount
      case ("sent_back", let purpose):
        payable[producer, default: 0] += amount
        if purpose == "instructed" { transit[producer, default: 0] -= amount }
      case ("adjusted", "2100"): payable[producer, default: 0] -= amount
      default: break
      }
    }
    for producer in PayHistory.producers {
      let balance = desk.balance(producer)
      #expect(payable[producer, default: 0] == balance.available + balance.inRuns, "seed \(seed), \(producer): 2100")
      #expect(transit[producer, default: 0] == balance.inTransit, "seed \(seed), \(producer): 1090")
      #expect(owing[producer, default: 0] == balance.debt + balance.advances, "seed \(seed), \(producer): 1110")
    }
  }

  @Test("Every verdict, every figure of every producer and every open line is what the naive desk says, and no coin is lost", arguments: 0..<15)
  func agreesWithTheModel(block: Int) throws {
    var seen: [String: Int] = [:]
    for seed in block * 20..<block * 20 + 20 {
      guard let desk = try run(seed: seed, steps: 120, seen: &seen) else { return }
      checkEntries(of: desk, seed: seed)
    }
  }

  @Test("Long histories agree as well", arguments: [1001, 1002, 1003])
  func agreesForLong(seed: Int) throws {
    var seen: [String: Int] = [:]
    guard let desk = try run(seed: seed, steps: 900, seen: &seen) else { return }
    checkEntries(of: desk, seed: seed)
  }

  @Test("Random histories reach every verdict many times")
  func histories() throws {
    var seen: [String: Int] = [:]
    for seed in 5000..<5040 { _ = try run(seed: seed, steps: 300, seen: &seen) }
    let wanted = [
      "recorded", "unchanged", "nothingToPay", "cutOffAhead", "samePerson", "unknownRun", "unknownPayment", "notApproved", "notInstructed",
      "rejected",
      "tooLateToReject", "payoutDiffers", "payoutOverAvailable", "alreadyPaid", "alreadySentBack", "nothingToSendBack", "doesNotBalance",
      "notAdjustable", "payableOfNobody", "before", "unknown producer", "missing by", "missing reason", "malformed amount", "malformed basis_points",
      "differs amount", "differs basis_points", "differs kind", "differs by", "differs date", "differs cut_off",
    ]
    for word in wanted { #expect(seen[word, default: 0] >= 10, "\(word): \(seen)") }
  }

  @Test("Whoever reads the log again, from any place in it on, stands where the desk stands", arguments: [7, 8, 9])
  func readAgain(seed: Int) throws {
    var seen: [String: Int] = [:]
    guard let desk = try run(seed: seed, steps: 300, seen: &seen) else { return }
    var other = try PayDesk(PayHistory.producers)
    for fact in desk.facts {
      other.take(Fact(try Event(type: fact.event.type, payload: fact.event.payload.canonicalBytes), in: fact.stream, on: fact.occurredOn))
    }
    for producer in PayHistory.producers {
      #expect(other.balance(producer) == desk.balance(producer), "seed \(seed)")
      #expect(other.open(producer) == desk.open(producer), "seed \(seed)")
    }
  }
}
