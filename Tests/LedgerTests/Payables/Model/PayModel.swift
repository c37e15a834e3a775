import Ledger

/// A naive second desk: plain whole numbers, lists and dictionaries, and no sum is kept. Whatever is asked is added up from what happened.
struct PayModel {
  struct Line: Equatable {
    /// Empty for what is of no sale.
    var sale: String
    var day: Int
    var amount: Int
  }

  struct Payment {
    var gross = 0, tax = 0, fee = 0, reserve = 0, debt = 0, advances = 0
    /// Open, paid or back; the day and the bank's reference, or the reason.
    var end = "", endDay = 0, endNote = "", wasPaid = false
    var lines: [Line] = []
    var net: Int { gross - tax - fee - reserve - debt - advances }
  }

  struct Run {
    var cutOff = 0
    /// Who prepared, approved, rejected, instructed, and when.
    var signatures: [String: (name: String, day: Int)] = [:]
    var reason = ""
    var payments: [String: Payment] = [:]
    func has(_ step: String) -> Bool { signatures[step] != nil }
  }

  struct Adjustment: Equatable {
    var corrects = 0, reason = "", by = "", day = 0
    /// By account and producer.
    var sums: [String: Int] = [:]
  }

  /// Who is registered.
  let registered: Set<String>
  var lines: [String: [Line]] = [:]
  var released: [String: [Int]] = [:], adjusted: [String: [Int]] = [:], withdrawn: [String: [Int]] = [:], debts: [String: [Int]] = [:]
  var releasedSales: Set<String> = []
  var returns: Set<String> = []
  var advances: [String: (producer: String, amount: Int, form: String, day: Int)] = [:]
  /// By rule: its kind, and what it says from which day.
  var rules: [String: (kind: String, versions: [Int: Int])] = [:]
  var runs: [String: Run] = [:]
  var adjustments: [String: Adjustment] = [:]

  init(registered: Set<String>) { self.registered = registered }

  /// How a producer stands, figure by figure.
  func figures(of producer: String) -> [String: Int] {
    let payments = runs.values.filter { !$0.has("rejected") }.compactMap { run in run.payments[producer].map { (run.has("approved"), $0) } }
    let (planned, booked) = (payments.filter { !$0.0 }.map(\.1), payments.filter(\.0).map(\.1))
    func sum(_ list: [Payment], _ part: (Payment) -> Int) -> Int { list.map(part).reduce(0, +) }
    func sum(_ list: [Int]?) -> Int { (list ?? []).reduce(0, +) }
    let given = advances.values.filter { $0.producer == producer }.map(\.amount)
    let (nettedDebt, nettedAdvances) = (sum(booked) { $0.debt }, sum(booked) { $0.advances })
    return [
      "released": sum(released[producer]), "adjusted": sum(adjusted[producer]), "withdrawn": sum(withdrawn[producer]),
      "available": sum((lines[producer] ?? []).map(\.amount)), "inRuns": sum(planned) { $0.gross },
      "inTransit": sum(booked.filter { $0.end == "" }) { $0.net }, "paid": sum(booked.filter { $0.end == "paid" }) { $0.net },
      "tax": sum(booked.filter { $0.end != "back" }) { $0.tax }, "fee": sum(booked) { $0.fee }, "reserve": sum(booked) { $0.reserve },
      "nettedDebt": nettedDebt, "nettedAdvances": nettedAdvances, "debt": sum(debts[producer]) - nettedDebt,
      "advances": sum(given) - nettedAdvances, "reservedDebt": sum(planned) { $0.debt }, "reservedAdvances": sum(planned) { $0.advances },
    ]
  }

  // MARK: Lines

  mutating func add(_ amount: Int, _ sale: String, on day: Int, to producer: String) {
    var list = lines[producer] ?? []
    if let index = list.firstIndex(where: { !sale.isEmpty && $0.sale == sale }) {
      list[index].amount += amount
      list[index].day = min(list[index].day, day)
    } else {
      list.append(Line(sale: sale, day: day, amount: amount))
    }
    lines[producer] = list.filter { $0.amount != 0 }
  }

  /// Oldest first; of one day, those of no sale first, then by sale.
  func inOrder(_ producer: String) -> [Line] {
    (lines[producer] ?? []).enumerated().sorted { one, other in
      let (left, right) = (one.element, other.element)
      if left.day != right.day { return left.day < right.day }
      if left.sale != right.sale { return left.sale < right.sale }
      return one.offset < other.offset
    }.map(\.element)
  }

  mutating func takeFromOldest(_ amount: Int, of producer: String) {
    var left = amount
    var rest: [Line] = []
    for line in inOrder(producer) {
      var line = line
      while left > 0, line.amount > 0 {
        line.amount -= 1
        left -= 1
      }
      if line.amount != 0 { rest.append(line) }
    }
    lines[producer] = rest
  }

  // MARK: What channels and returns bring

  mutating func release(_ sale: String?, _ parts: [(String, Int64)], on day: Int) {
    for (producer, amount) in parts {
      add(Int(amount), sale ?? "", on: day, to: producer)
      released[producer, default: []].append(Int(amount))
      if let sale { releasedSales.insert(sale) }
    }
  }

  /// What a withdrawal should say: producer, amount, place.
  mutating func withdraw(_ number: String, of sale: String, _ losses: [(String, Int64)], on day: Int) -> [String] {
    returns.insert(number)
    var said: [String] = []
    for (producer, loss) in losses {
      let open = (lines[producer] ?? []).first { $0.sale == sale }?.amount ?? 0
      let fromOpen = loss < 0 ? Int(loss) : min(Int(loss), max(open, 0))
      let owed = Int(loss) - fromOpen
      if fromOpen != 0 {
        said.append("\(producer) \(fromOpen) available")
        withdrawn[producer, default: []].append(fromOpen)
        add(-fromOpen, sale, on: day, to: producer)
      }
      if owed != 0 {
        said.append("\(producer) \(owed) debt")
        debts[producer, default: []].append(owed)
      }
    }
    return said
  }
}
