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
  case productOriginStated(ProductOriginStated)
  case productStageReached(ProductStageReached)
  case recipeAgreed(RecipeAgreed)
  // Certification
  case criteriaAgreed(CriteriaAgreed)
  case certificationDecided(CertificationDecided)
  case certificationRevoked(CertificationRevoked)
  // Channels
  case channelOpened(ChannelOpened)
  case outletOpened(OutletOpened)
  case channelTermsAgreed(ChannelTermsAgreed)
  // Production
  case batchProduced(BatchProduced)
  case batchInspected(BatchInspected)
  case batchDrawn(BatchDrawn)
  case batchRestocked(BatchRestocked)
  case batchRecalled(BatchRecalled)
  case batchRecallLifted(BatchRecallLifted)
  case batchWrittenOff(BatchWrittenOff)
  case batchBought(BatchBought)
  // Movement
  case batchDispatched(BatchDispatched)
  case batchReceived(BatchReceived)
  case stockAdjusted(StockAdjusted)
  case goodsDispatched(GoodsDispatched)
  case goodsReceived(GoodsReceived)
  case stockCounted(StockCounted)
  case stockTracked(StockTracked)
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
  case purchaseCredited(PurchaseCredited)
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
  // Programme
  case siteOpened(SiteOpened)
  case siteClosed(SiteClosed)
  case programmeOpened(ProgrammeOpened)
  case programmeEnrolled(ProgrammeEnrolled)
  case programmeLeft(ProgrammeLeft)
  case trainingCompleted(TrainingCompleted)
  case grantRecorded(GrantRecorded)
  case consentGiven(ConsentGiven)
  case consentWithdrawn(ConsentWithdrawn)
  case claimRecorded(ClaimRecorded)
  case claimWithdrawn(ClaimWithdrawn)
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
    case .productOriginStated(let payload): payload
    case .productStageReached(let payload): payload
    case .recipeAgreed(let payload): payload
    case .criteriaAgreed(let payload): payload
    case .certificationDecided(let payload): payload
    case .certificationRevoked(let payload): payload
    case .channelOpened(let payload): payload
    case .outletOpened(let payload): payload
    case .channelTermsAgreed(let payload): payload
    case .batchProduced(let payload): payload
    case .batchInspected(let payload): payload
    case .batchDrawn(let payload): payload
    case .batchRestocked(let payload): payload
    case .batchRecalled(let payload): payload
    case .batchRecallLifted(let payload): payload
    case .batchWrittenOff(let payload): payload
    case .batchDispatched(let payload): payload
    case .batchReceived(let payload): payload
    case .stockAdjusted(let payload): payload
    case .goodsDispatched(let payload): payload
    case .goodsReceived(let payload): payload
    case .stockCounted(let payload): payload
    case .stockTracked(let payload): payload
    case .batchBought(let payload): payload
    case .purchaseCredited(let payload): payload
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
    case .siteOpened(let payload): payload
    case .siteClosed(let payload): payload
    case .programmeOpened(let payload): payload
    case .programmeEnrolled(let payload): payload
    case .programmeLeft(let payload): payload
    case .trainingCompleted(let payload): payload
    case .grantRecorded(let payload): payload
    case .consentGiven(let payload): payload
    case .consentWithdrawn(let payload): payload
    case .claimRecorded(let payload): payload
    case .claimWithdrawn(let payload): payload
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
    case .productOriginStated: ProductOriginStated.self
    case .productStageReached: ProductStageReached.self
    case .recipeAgreed: RecipeAgreed.self
    case .criteriaAgreed: CriteriaAgreed.self
    case .certificationDecided: CertificationDecided.self
    case .certificationRevoked: CertificationRevoked.self
    case .channelOpened: ChannelOpened.self
    case .outletOpened: OutletOpened.self
    case .channelTermsAgreed: ChannelTermsAgreed.self
    case .batchProduced: BatchProduced.self
    case .batchInspected: BatchInspected.self
    case .batchDrawn: BatchDrawn.self
    case .batchRestocked: BatchRestocked.self
    case .batchRecalled: BatchRecalled.self
    case .batchRecallLifted: BatchRecallLifted.self
    case .batchWrittenOff: BatchWrittenOff.self
    case .batchDispatched: BatchDispatched.self
    case .batchReceived: BatchReceived.self
    case .stockAdjusted: StockAdjusted.self
    case .goodsDispatched: GoodsDispatched.self
    case .goodsReceived: GoodsReceived.self
    case .stockCounted: StockCounted.self
    case .stockTracked: StockTracked.self
    case .batchBought: BatchBought.self
    case .purchaseCredited: PurchaseCredited.self
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
    case .siteOpened: SiteOpened.self
    case .siteClosed: SiteClosed.self
    case .programmeOpened: ProgrammeOpened.self
    case .programmeEnrolled: ProgrammeEnrolled.self
    case .programmeLeft: ProgrammeLeft.self
    case .trainingCompleted: TrainingCompleted.self
    case .grantRecorded: GrantRecorded.self
    case .consentGiven: ConsentGiven.self
    case .consentWithdrawn: ConsentWithdrawn.self
    case .claimRecorded: ClaimRecorded.self
    case .claimWithdrawn: ClaimWithdrawn.self
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
