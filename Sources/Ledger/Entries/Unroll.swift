/// The typed lines of an event, in order. Pure: copies the event's facts, computes nothing (DESIGN section 5).
public func unroll(_ event: Event) -> [Entry] {
  switch event {
  case .saleRecorded(let sale):
    saleLines("sold", sale.sale, sale.place, sale.goods, sale.currency, sale.allocations)
  case .saleAllocated(let event): saleLines("allocated", event.change)
  case .saleReversed(let event): saleLines("reversed", event.change)
  case .saleReturned(let event): saleLines("returned", event.change, returned: event.returned)
  case .batchDrawn(let event): [movementLine("drawn", event.movement)]
  case .batchRestocked(let event): [movementLine("restocked", event.movement)]
  case .batchProduced(let event): producedLines(event)
  case .batchInspected(let event): inspectedLines(event)
  case .producerRegistered(let event): [memberLine("registered", event.producer, event.membership, 1)]
  case .producerChanged(let event):
    [memberLine("changed", event.producer, event.previous, -1), memberLine("changed", event.producer, event.membership, 1)]
  case .producerDeactivated(let event): [memberLine("deactivated", event.producer, event.membership, -1)]
  case .producerReactivated(let event): [memberLine("reactivated", event.producer, event.membership, 1)]
  case .statementReceived, .statementLineMatched, .statementLineUnmatched, .statementDisputed, .statementResolved, .bankEntryRecorded,
    .channelPayoutReceived:
    settlementLines(event)
  case .entitlementsReleased, .entitlementsWithdrawn, .advancePaid, .payoutRunApproved, .producerPaid, .producerPaymentReturned, .adjustmentPosted:
    payablesLines(event)
  case .toleranceAgreed, .bankEntryApplied, .deductionRuleSet, .payoutRunPrepared, .payoutRunRejected, .payoutInstructed, .periodClosed,
    .periodReopened:
    []
  case .communityEnrolled, .groupFormed, .producerErased, .productDeveloped, .productRenamed, .channelOpened, .outletOpened,
    .channelTermsAgreed, .fxRatePublished:
    registryLines(event)
  }
}

private func registryLines(_ event: Event) -> [Entry] {
  switch event {
  case .communityEnrolled(let event):
    [
      entry("enrolled") {
        $0.community = event.community.text
        $0.oblast = event.oblast
      }
    ]
  case .groupFormed(let event):
    [
      entry("formed") {
        $0.producerGroup = event.group.text
        $0.community = event.community.text
      }
    ]
  case .productDeveloped(let event):
    [
      entry("developed") {
        ($0.product, $0.category, $0.hsCode) = (event.product.text, event.category, event.hsCode)
        ($0.unit, $0.oblast) = (event.unit.rawValue, event.oblast)
      }
    ]
  case .channelOpened(let event):
    [entry("opened") { ($0.channel, $0.channelKind, $0.country) = (event.channel.text, event.kind.rawValue, event.country) }]
  case .channelTermsAgreed(let event):
    [
      entry("agreed") {
        ($0.channel, $0.model, $0.currency) = (event.channel.text, event.terms.model.rawValue, event.terms.currency.code)
      }
    ]
  case .outletOpened(let event): [entry("outlet_opened") { ($0.channel, $0.outlet) = (event.channel.text, event.outlet.text) }]
  case .fxRatePublished(let event): [entry("published") { $0.currency = event.currency.code }]
  default: []
  }
}

func entry(_ kind: String, _ fill: (inout Entry) -> Void) -> Entry {
  var entry = Entry(kind)
  fill(&entry)
  return entry
}

private func saleLines(_ kind: String, _ change: SaleLinesChange, returned: ReturnCode? = nil) -> [Entry] {
  saleLines(kind, change.sale, change.place, change.goods, change.currency, change.allocations, returned: returned)
}

private func saleLines(
  _ kind: String, _ sale: SaleCode, _ place: SalePlace, _ goods: SaleGoods, _ currency: Currency, _ allocations: [Allocation],
  returned: ReturnCode? = nil
) -> [Entry] {
  allocations.map { allocation in
    var line = Entry(kind)
    (line.sale, line.returned, line.batch, line.producer) = (sale.text, returned?.text, allocation.batch?.text, allocation.producer?.text)
    (line.product, line.hsCode, line.unit) = (goods.product.text, goods.hsCode, goods.unit.rawValue)
    (line.channel, line.outlet, line.country, line.currency) = (place.channel.text, place.outlet?.text, place.country, currency.code)
    (line.quantity, line.amounts, line.bookAmounts) = (allocation.quantity.thousandths, allocation.amounts, allocation.bookAmounts)
    return line
  }
}

/// Goods lie in the hub until dispatches to outlets are tracked.
let hub = "hub"

private func movementLine(_ kind: String, _ movement: BatchMovement) -> Entry {
  entry(kind) {
    ($0.batch, $0.product, $0.sale) = (movement.batch.text, movement.product.text, movement.sale.text)
    ($0.place, $0.quantity) = (hub, movement.quantity.thousandths)
  }
}

private func producedLines(_ event: BatchProduced) -> [Entry] {
  event.contributions.map { contribution in
    entry("produced") {
      ($0.batch, $0.product, $0.unit) = (event.batch.text, event.product.text, event.unit.rawValue)
      ($0.producer, $0.place, $0.quantity) = (contribution.producer.text, hub, contribution.quantity.thousandths)
    }
  }
}

private func inspectedLines(_ event: BatchInspected) -> [Entry] {
  [("accepted", event.accepted), ("rejected", event.rejected)].map { kind, quantity in
    entry(kind) {
      ($0.batch, $0.product, $0.place, $0.quantity) = (event.batch.text, event.product.text, hub, quantity.thousandths)
    }
  }
}

/// One person more or less where she belongs: a quantity of one, in thousandths, signed.
private func memberLine(_ kind: String, _ producer: ProducerCode, _ membership: Membership, _ sign: Int64) -> Entry {
  entry(kind) {
    ($0.producer, $0.producerGroup, $0.community) = (producer.text, membership.group?.text, membership.community.text)
    ($0.sex, $0.quantity) = (membership.sex?.rawValue, sign * 1000)
  }
}
