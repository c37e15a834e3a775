/// What one producer has with the association, in the book's currency.
struct Purse {
  struct Line {
    /// Of which sale; nil for money that came back, exchange differences and corrections.
    var sale: String?
    var day: Int
    var amount: Int
  }

  /// Available and in no run.
  var lines: [Line] = []
  var debt = 0
  var advances = 0
  /// Parts of both that a prepared run will net.
  var reservedDebt = 0
  var reservedAdvances = 0
  /// In prepared runs; approved and on its way; with her.
  var inRuns = 0
  var inTransit = 0
  var paid = 0
  /// Kept back by approved runs.
  var kept: [Kept: Int] = [:]
  var netted = 0

  var available: Int { lines.map(\.amount).reduce(0, +) }

  /// Takes an amount from her oldest lines, of one sale or of any; gives what they did not have.
  mutating func take(_ amount: Int, of sale: String?? = .none) -> Int {
    var left = amount
    // Of one day, what is of no sale comes first, then by the sales' numbers.
    let order = lines.indices.sorted { first, second in
      let (one, other) = (lines[first], lines[second])
      if one.day != other.day { return one.day < other.day }
      return one.sale == other.sale ? first < second : isBefore(one.sale ?? "", other.sale ?? "")
    }
    for index in order where left > 0 && lines[index].amount > 0 && (sale == .none || lines[index].sale == sale) {
      let part = min(left, lines[index].amount)
      lines[index].amount -= part
      left -= part
    }
    lines.removeAll { $0.amount == 0 }
    return left
  }
}

struct ModelPayment {
  var gross = 0
  var kept: [Kept: Int] = [:]
  var debt = 0
  var advances = 0
  var lines: [Purse.Line] = []
  var isPaid = false
  var paidOn = 0
  var paidReference: String?
  var sentBack: Step?
  var net: Int { gross - kept.values.reduce(0, +) - debt - advances }
}

struct ModelRun {
  enum Status { case prepared, approved, rejected, instructed }
  var cutOff: Int
  var by: String
  var day: Int
  var status = Status.prepared
  /// The step that signed each stage, to know it again.
  var approved: Step?
  var instructed: Step?
  var rejected: Step?
  var signedOn = 0
  var payments: [String: ModelPayment] = [:]
}
