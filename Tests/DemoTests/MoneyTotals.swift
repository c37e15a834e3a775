import Demo
import Ledger

/// What the facts about money come to, summed up from the facts alone: nothing of the ledger's states.
struct MoneyTotals {
  /// A sale as all its facts leave it, in tyiyn.
  private struct Sold {
    var due: Int64 = 0, fee: Int64 = 0
    /// What of it is the association's own, because the goods were.
    var own: Int64 = 0
  }

  /// One producer, in tyiyn.
  struct Producer {
    var released: Int64 = 0, withdrawn: Int64 = 0, indebted: Int64 = 0, adjusted: Int64 = 0, purchased: Int64 = 0
    var paid: Int64 = 0, sentBack: Int64 = 0
  }

  private(set) var statements: [StatementReceived] = []
  private(set) var matches: [LineMatch] = []
  private(set) var receipts: [(entry: BankEntryRecorded, on: CalendarDate)] = []
  private(set) var payments: [ChannelPayoutReceived] = []
  private(set) var disputes: [StatementDisputed] = [], resolutions: [(event: StatementResolved, on: CalendarDate)] = []
  private(set) var withdrawals: [(event: EntitlementsWithdrawn, on: CalendarDate)] = []
  private(set) var sentBack: [(event: ProducerPaymentReturned, on: CalendarDate)] = []
  private(set) var adjustments: [AdjustmentPosted] = []
  private(set) var advances: [AdvancePaid] = []
  private(set) var closed: [(month: Month, on: CalendarDate)] = []
  private(set) var approved: [PayoutRunApproved] = []
  private(set) var producers: [ProducerCode: Producer] = [:]
  /// Those who at some time had been paid more than was theirs.
  private(set) var paidTooMuch: Set<ProducerCode> = []
  /// Facts that carry a day of a month which was closed before.
  private(set) var backdated = 0
  private var sales: [SaleCode: Sold] = [:]
  private var returns: [ReturnCode: (sale: SaleCode, due: Int64)] = [:]
  private var claimed: Set<SaleCode> = [], claimedReturns: Set<ReturnCode> = []

  mutating func add(_ fact: Fact, recordedAt day: CalendarDate) {
    if let last = closed.last, Month(of: fact.occurredOn) <= last.month { count(backdated: fact.event) }
    switch fact.event {
    case .saleRecorded(let sale): addSale(sale.sale, sale.allocations)
    case .saleAllocated(let event): addSale(event.change.sale, event.change.allocations)
    case .saleReturned(let event):
      addSale(event.change.sale, event.change.allocations)
      let due = event.change.allocations.reduce(0) { $0 - $1.bookAmounts.netSales + $1.bookAmounts.commission }
      returns[event.returned] = (event.change.sale, due)
    case .statementReceived(let event): statements.append(event)
    case .statementLineMatched(let event):
      matches.append(event.match)
      for claim in event.match.claims { claimed.insert(claim.sale) }
      claimedReturns.formUnion(event.match.claims.compactMap(\.returned))
    case .statementDisputed(let event): disputes.append(event)
    case .statementResolved(let event): resolutions.append((event, fact.occurredOn))
    case .bankEntryRecorded(let event): receipts.append((event, fact.occurredOn))
    case .channelPayoutReceived(let event): payments.append(event)
    case .periodClosed(let event): closed.append((event.month, day))
    default: addPay(fact)
    }
  }

  private mutating func addPay(_ fact: Fact) {
    switch fact.event {
    case .entitlementsReleased(let event): for line in event.lines { producers[line.producer, default: Producer()].released += line.amount }
    case .entitlementsWithdrawn(let event):
      withdrawals.append((event, fact.occurredOn))
      for line in event.lines {
        producers[line.producer, default: Producer()].withdrawn += line.amount
        if line.from == .debt { producers[line.producer, default: Producer()].indebted += line.amount }
      }
    case .purchaseCredited(let event): for line in event.lines { producers[line.producer, default: Producer()].purchased += line.amount }
    case .adjustmentPosted(let event):
      adjustments.append(event)
      for line in event.lines { if let producer = line.producer { producers[producer, default: Producer()].adjusted -= line.amount } }
    case .payoutRunApproved(let event): approved.append(event)
    case .producerPaid(let event): pay(event.producer) { $0.paid += event.amount }
    case .producerPaymentReturned(let event):
      sentBack.append((event, fact.occurredOn))
      pay(event.producer) { $0.sentBack += event.net }
    case .advancePaid(let event): advances.append(event)
    default: break
    }
  }

  /// Whoever is paid has been released as much before. What she owes for goods that came back later was hers when it was paid.
  private mutating func pay(_ code: ProducerCode, _ change: (inout Producer) -> Void) {
    var producer = producers[code] ?? Producer()
    change(&producer)
    producers[code] = producer
    let hers = producer.released + producer.purchased + max(0, producer.adjusted) - (producer.withdrawn - producer.indebted)
    if producer.paid - producer.sentBack > hers { paidTooMuch.insert(code) }
  }

  private mutating func addSale(_ sale: SaleCode, _ lines: [Allocation]) {
    var sold = sales[sale] ?? Sold()
    for line in lines {
      sold.due += line.bookAmounts.netSales - line.bookAmounts.commission
      sold.fee += line.bookAmounts.fee
      if line.batch != nil, line.producer == nil { sold.own += line.bookAmounts.netSales - line.bookAmounts.commission }
    }
    sales[sale] = sold
  }

  private mutating func count(backdated event: Event) {
    switch event {
    case .siteOpened, .programmeOpened, .programmeEnrolled, .trainingCompleted, .grantRecorded, .consentGiven, .consentWithdrawn, .claimRecorded,
      .criteriaAgreed, .certificationDecided, .certificationRevoked, .recipeAgreed, .productStageReached:
      break
    case .communityEnrolled, .producerRegistered, .producerDeactivated, .producerReactivated, .productDeveloped, .productRenamed, .fxRatePublished,
      .channelOpened, .channelTermsAgreed, .outletOpened, .groupFormed, .deductionRuleSet, .periodClosed:
      break
    default: backdated += 1
    }
  }

  // MARK: Sums

  /// What channels paid, at the value it had for us.
  var carried: Int64 { payments.reduce(0) { $0 + $1.carrying } }
  /// What became available to producers, less what returns took back.
  var given: Int64 { producers.values.reduce(0) { $0 + $1.released - $1.withdrawn } }
  /// The association's fees on all sales that channels have stated and we have matched.
  var fees: Int64 { claimed.reduce(0) { $0 + (sales[$1]?.fee ?? 0) } }
  /// What the association earned by goods of its own, of the same sales.
  var own: Int64 { claimed.reduce(0) { $0 + (sales[$1]?.own ?? 0) } }
  /// What has come back of those and stands on no statement yet: channels still have it to get.
  var notStated: Int64 {
    returns.reduce(0) { sum, back in claimedReturns.contains(back.key) || !claimed.contains(back.value.sale) ? sum : sum + back.value.due }
  }
  /// Given up.
  var writtenOff: Int64 { resolutions.reduce(0) { $1.event.outcome == .writtenOff ? $0 + $1.event.amount.book : $0 } }
}
