/// The typed lines of an event, in order. Pure: copies the event's facts, computes nothing (DESIGN section 5).
public func unroll(_ event: Event) -> [Entry] {
  switch event {
  case .saleRecorded(let sale): saleLines(sale)
  case .saleAllocated(let event): saleLines("allocated", event.change, event.draws, sign: 1)
  case .saleReversed(let event): saleLines("reversed", event.change, event.restocks, sign: -1)
  case .saleReturned(let event): saleLines("returned", event.change, event.restocks, sign: -1, returned: event.returned)
  case .batchDrawn(let event): [soldLine("drawn", event.movement)]
  case .batchRestocked(let event): [soldLine("restocked", event.movement)]
  case .batchBought(let event): boughtLines(event)
  case .batchProduced, .batchInspected, .batchRecalled, .batchRecallLifted, .batchWrittenOff, .batchDispatched, .batchReceived, .stockAdjusted,
    .goodsDispatched, .goodsReceived, .stockCounted, .stockTracked:
    goodsLines(event)
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
  case .purchaseCredited, .toleranceAgreed, .bankEntryApplied, .deductionRuleSet, .payoutRunPrepared, .payoutRunRejected, .payoutInstructed,
    .periodClosed, .periodReopened:
    []
  case .productOriginStated, .productStageReached, .recipeAgreed, .criteriaAgreed, .certificationDecided, .certificationRevoked:
    // Rare facts without goods or money: the read models of products and certificates read the events themselves.
    []
  // Read models take these from the events themselves: they are few, and none moves goods or money.
  case .siteOpened, .siteClosed, .programmeOpened, .programmeEnrolled, .programmeLeft, .trainingCompleted,
    .grantRecorded, .consentGiven, .consentWithdrawn, .claimRecorded, .claimWithdrawn:
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

/// One person more or less where she belongs: a quantity of one, in thousandths, signed.
private func memberLine(_ kind: String, _ producer: ProducerCode, _ membership: Membership, _ sign: Int64) -> Entry {
  entry(kind) {
    ($0.producer, $0.producerGroup, $0.community) = (producer.text, membership.group?.text, membership.community.text)
    ($0.sex, $0.quantity) = (membership.sex?.rawValue, sign * 1000)
  }
}
