/// Every kind of fact this ledger knows. Never changed, never deleted; a later fact corrects an earlier one.
public enum Event: Hashable, Sendable {
  // Registry
  case communityEnrolled(CommunityEnrolled)
  case groupFormed(GroupFormed)
  case producerRegistered(ProducerRegistered)
  case producerChanged(ProducerChanged)
  case producerDeactivated(ProducerDeactivated)
  case producerReactivated(ProducerReactivated)
  case producerErased(ProducerErased)
  // Products
  case productDeveloped(ProductDeveloped)
  case productRenamed(ProductRenamed)
  // Channels
  case channelOpened(ChannelOpened)
  case outletOpened(OutletOpened)
  case channelTermsAgreed(ChannelTermsAgreed)
  // Production
  case batchProduced(BatchProduced)
  case batchInspected(BatchInspected)
  case batchDrawn(BatchDrawn)
  case batchRestocked(BatchRestocked)
  // Sales
  case saleRecorded(SaleRecorded)
  case saleAllocated(SaleAllocated)
  case saleReturned(SaleReturned)
  case saleReversed(SaleReversed)
  // Channel money
  case statementReceived(StatementReceived)
  case statementLineMatched(StatementLineMatched)
  case statementLineUnmatched(StatementLineUnmatched)
  case statementDisputed(StatementDisputed)
  case statementResolved(StatementResolved)
  case toleranceAgreed(ToleranceAgreed)
  case bankEntryRecorded(BankEntryRecorded)
  case bankEntryApplied(BankEntryApplied)
  case channelPayoutReceived(ChannelPayoutReceived)
  // Producer money
  case entitlementsReleased(EntitlementsReleased)
  case entitlementsWithdrawn(EntitlementsWithdrawn)
  case advancePaid(AdvancePaid)
  case deductionRuleSet(DeductionRuleSet)
  case payoutRunPrepared(PayoutRunPrepared)
  case payoutRunApproved(PayoutRunApproved)
  case payoutRunRejected(PayoutRunRejected)
  case payoutInstructed(PayoutInstructed)
  case producerPaid(ProducerPaid)
  case producerPaymentReturned(ProducerPaymentReturned)
  case adjustmentPosted(AdjustmentPosted)
  // Control
  case fxRatePublished(FxRatePublished)
  case periodClosed(PeriodClosed)
  case periodReopened(PeriodReopened)

  /// The facts, whatever their kind.
  public var payload: any EventPayload {
    switch self {
    case .communityEnrolled(let payload): payload
    case .groupFormed(let payload): payload
    case .producerRegistered(let payload): payload
    case .producerChanged(let payload): payload
    case .producerDeactivated(let payload): payload
    case .producerReactivated(let payload): payload
    case .producerErased(let payload): payload
    case .productDeveloped(let payload): payload
    case .productRenamed(let payload): payload
    case .channelOpened(let payload): payload
    case .outletOpened(let payload): payload
    case .channelTermsAgreed(let payload): payload
    case .batchProduced(let payload): payload
    case .batchInspected(let payload): payload
    case .batchDrawn(let payload): payload
    case .batchRestocked(let payload): payload
    case .saleRecorded(let payload): payload
    case .saleAllocated(let payload): payload
    case .saleReturned(let payload): payload
    case .saleReversed(let payload): payload
    case .fxRatePublished(let payload): payload
    case .statementReceived(let payload): payload
    case .statementLineMatched(let payload): payload
    case .statementLineUnmatched(let payload): payload
    case .statementDisputed(let payload): payload
    case .statementResolved(let payload): payload
    case .toleranceAgreed(let payload): payload
    case .bankEntryRecorded(let payload): payload
    case .bankEntryApplied(let payload): payload
    case .channelPayoutReceived(let payload): payload
    case .entitlementsReleased(let payload): payload
    case .entitlementsWithdrawn(let payload): payload
    case .advancePaid(let payload): payload
    case .deductionRuleSet(let payload): payload
    case .payoutRunPrepared(let payload): payload
    case .payoutRunApproved(let payload): payload
    case .payoutRunRejected(let payload): payload
    case .payoutInstructed(let payload): payload
    case .producerPaid(let payload): payload
    case .producerPaymentReturned(let payload): payload
    case .adjustmentPosted(let payload): payload
    case .periodClosed(let payload): payload
    case .periodReopened(let payload): payload
    }
  }

  /// The payload's type; asked of the kind alone, so that nothing is copied.
  private var payloadType: any EventPayload.Type {
    switch self {
    case .communityEnrolled: CommunityEnrolled.self
    case .groupFormed: GroupFormed.self
    case .producerRegistered: ProducerRegistered.self
    case .producerChanged: ProducerChanged.self
    case .producerDeactivated: ProducerDeactivated.self
    case .producerReactivated: ProducerReactivated.self
    case .producerErased: ProducerErased.self
    case .productDeveloped: ProductDeveloped.self
    case .productRenamed: ProductRenamed.self
    case .channelOpened: ChannelOpened.self
    case .outletOpened: OutletOpened.self
    case .channelTermsAgreed: ChannelTermsAgreed.self
    case .batchProduced: BatchProduced.self
    case .batchInspected: BatchInspected.self
    case .batchDrawn: BatchDrawn.self
    case .batchRestocked: BatchRestocked.self
    case .saleRecorded: SaleRecorded.self
    case .saleAllocated: SaleAllocated.self
    case .saleReturned: SaleReturned.self
    case .saleReversed: SaleReversed.self
    case .fxRatePublished: FxRatePublished.self
    case .statementReceived: StatementReceived.self
    case .statementLineMatched: StatementLineMatched.self
    case .statementLineUnmatched: StatementLineUnmatched.self
    case .statementDisputed: StatementDisputed.self
    case .statementResolved: StatementResolved.self
    case .toleranceAgreed: ToleranceAgreed.self
    case .bankEntryRecorded: BankEntryRecorded.self
    case .bankEntryApplied: BankEntryApplied.self
    case .channelPayoutReceived: ChannelPayoutReceived.self
    case .entitlementsReleased: EntitlementsReleased.self
    case .entitlementsWithdrawn: EntitlementsWithdrawn.self
    case .advancePaid: AdvancePaid.self
    case .deductionRuleSet: DeductionRuleSet.self
    case .payoutRunPrepared: PayoutRunPrepared.self
    case .payoutRunApproved: PayoutRunApproved.self
    case .payoutRunRejected: PayoutRunRejected.self
    case .payoutInstructed: PayoutInstructed.self
    case .producerPaid: ProducerPaid.self
    case .producerPaymentReturned: ProducerPaymentReturned.self
    case .adjustmentPosted: AdjustmentPosted.self
    case .periodClosed: PeriodClosed.self
    case .periodReopened: PeriodReopened.self
    }
  }

  /// The type's name in the log.
  public var type: String { payloadType.type }
  /// Version of the payload's form.
  public var schema: Int16 { payloadType.schema }

  /// The payload's canonical text, written with a writer that is used again and again.
  public func text(_ writer: inout CanonicalWriter) -> String {
    switch self {
    // Nearly all events of a book are these two; as `any EventPayload` the second would be copied to the heap.
    case .saleRecorded(let payload): writer.text(payload.write)
    case .batchDrawn(let payload): writer.text(payload.write)
    default: writer.text(payload.write)
    }
  }
}
