/// Which months are closed. Months are closed one after the other, and the first takes all before it along, so there is one last closed month.
public struct CalendarState: Sendable {
  /// This month and all before it are closed; nil while nothing is.
  public private(set) var closedThrough: Month?

  /// Nothing closed.
  public init() {}

  /// Takes a fact in.
  public mutating func evolve(_ event: Event) {
    switch event {
    case .periodClosed(let event): closedThrough = event.month
    case .periodReopened(let event): closedThrough = event.month.previous
    default: break
    }
  }

  /// Whether a day lies in a closed month.
  public func isClosed(_ date: CalendarDate) -> Bool { closedThrough.map { date <= $0.days.upperBound } ?? false }

  /// The first day that is open, once anything is closed.
  public var firstOpen: CalendarDate? { closedThrough.map { $0.days.upperBound.adding(days: 1) } }

  /// Refuses facts of goods and money in a closed month.
  ///
  /// Registries, rates and terms may be written down for any day: they change no figure of a month that has passed.
  /// - Throws: `Refusal.periodClosed` with the first day that is open.
  public func check(_ facts: [Fact]) throws(Refusal) {
    guard let firstOpen else { return }
    for fact in facts where fact.event.movesGoodsOrMoney && isClosed(fact.occurredOn) {
      throw .periodClosed(Month(of: fact.occurredOn), fact.occurredOn, firstOpen: firstOpen)
    }
  }
}

extension Event {
  /// Whether it changes what was made, sold, owed or paid.
  var movesGoodsOrMoney: Bool {
    switch self {
    case .communityEnrolled, .groupFormed, .producerRegistered, .producerChanged, .producerDeactivated, .producerReactivated, .producerErased,
      .productDeveloped, .productRenamed, .productOriginStated, .productStageReached, .recipeAgreed, .criteriaAgreed, .certificationDecided,
      .certificationRevoked, .channelOpened, .outletOpened, .channelTermsAgreed, .stockTracked, .fxRatePublished, .toleranceAgreed, .deductionRuleSet,
      .periodClosed, .periodReopened,
      .siteOpened, .siteClosed, .programmeOpened, .programmeEnrolled, .programmeLeft, .trainingCompleted,
      .grantRecorded, .consentGiven, .consentWithdrawn, .claimRecorded, .claimWithdrawn:
      false
    case .batchProduced, .batchInspected, .batchRecalled, .batchRecallLifted, .batchWrittenOff, .batchDispatched, .batchReceived, .stockAdjusted,
      .goodsDispatched, .goodsReceived, .stockCounted, .batchDrawn, .batchRestocked, .batchBought, .purchaseCredited, .saleRecorded, .saleAllocated,
      .saleReturned, .saleReversed, .statementReceived, .statementLineMatched, .statementLineUnmatched, .statementDisputed, .statementResolved,
      .bankEntryRecorded,
      .bankEntryApplied, .channelPayoutReceived, .entitlementsReleased, .entitlementsWithdrawn, .advancePaid, .payoutRunPrepared, .payoutRunApproved,
      .payoutRunRejected, .payoutInstructed, .producerPaid, .producerPaymentReturned, .adjustmentPosted:
      true
    }
  }
}
