/// What the book knows of all that producers are owed and paid: the state of the one stream `payables/book`.
///
/// One stream, so that its expected version makes "nobody is paid twice" a constraint. It stays small: per producer her open lines and a dozen
/// sums; of what was released only the sale's number; of runs the payments with their lines.
public struct PayablesState: Sendable {
  /// An event as it was recorded, to know it again.
  struct Known<Payload: Hashable & Sendable>: Hashable, Sendable {
    let event: Payload
    let date: CalendarDate
  }

  /// One producer.
  struct Producer {
    var balance = ProducerBalance()
    var open = OpenLines()
  }

  var producers: [ProducerCode: Producer] = [:]
  var releasedSales: Set<SaleCode> = []
  var withdrawnReturns: Set<ReturnCode> = []
  var runs: [RunCode: PayoutRun] = [:]
  var rules = DeductionRules()
  var advances: [AdvanceCode: Known<AdvancePaid>] = [:]
  var adjustments: [AdjustmentCode: Known<AdjustmentPosted>] = [:]

  /// Nothing known yet.
  public init() {}

  /// Whether its producers' parts became available. A sale whose goods have no known maker yet has no part here: `SettlementState.isReleased` knows of it too,
  /// and is what decides about a return.
  public func isReleased(_ sale: SaleCode) -> Bool { releasedSales.contains(sale) }

  /// Whether that return took back what had been released.
  public func wasWithdrawn(_ returned: ReturnCode) -> Bool { withdrawnReturns.contains(returned) }

  /// How a producer stands; all zero for one who never was entitled to anything.
  public func balance(of producer: ProducerCode) -> ProducerBalance { producers[producer]?.balance ?? ProducerBalance() }

  /// All producers who were ever entitled to anything, by code. O(n log n).
  public var producerCodes: [ProducerCode] { producers.keys.sorted() }

  /// What is open to a producer, oldest first. O(n log n) for her lines.
  public func openLines(of producer: ProducerCode) -> [OpenLine] { producers[producer]?.open.ordered ?? [] }

  /// A payout run with its payments.
  public func run(_ code: RunCode) -> PayoutRun? { runs[code] }

  /// All payout runs, by the day they were prepared, then by code. O(n log n).
  public var allRuns: [PayoutRun] { runs.values.sorted { ($0.prepared.on, $0.run) < ($1.prepared.on, $1.run) } }

  /// What rules of a kind keep back on a day, in ten-thousandths of gross pay.
  public func basisPoints(_ kind: DeductionKind, on date: CalendarDate) -> Int64 { rules.basisPoints(kind, on: date) }

  /// Where what producers lose by a return is taken from: from her open line of that sale as far as it goes, the rest is her debt.
  ///
  /// - Parameter lines: what each loses, in minor units of the book's currency; several lines of one producer are added up. A negative one (a
  ///   coin that goes the other way) adds to what is available.
  /// - Complexity: O(lines).
  public func withdrawal(of lines: [(producer: ProducerCode, amount: Int64)], sale: SaleCode) -> [WithdrawnLine] {
    var order: [ProducerCode] = []
    var losses: [ProducerCode: Int64] = [:]
    for line in lines {
      if losses[line.producer] == nil { order.append(line.producer) }
      losses[line.producer, default: 0] = (losses[line.producer] ?? 0).adding(line.amount)
    }
    return order.flatMap { producer in
      let loss = losses[producer] ?? 0
      let available = min(loss, max(0, producers[producer]?.open.amount(of: sale) ?? 0))
      return [(available, WithdrawnFrom.available), (loss - available, .debt)].compactMap { amount, from in
        amount == 0 ? nil : WithdrawnLine(producer: producer, amount: amount, from: from)
      }
    }
  }

  /// Every producer with more than nothing available by a day, by code, with the sum. O(open lines).
  func payable(through cutOff: CalendarDate) -> [(producer: ProducerCode, gross: Int128)] {
    producers.compactMap { code, producer in
      let gross = producer.open.total(through: cutOff)
      return gross > 0 ? (code, gross) : nil
    }.sorted { $0.producer < $1.producer }
  }
}
