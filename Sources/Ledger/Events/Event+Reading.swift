extension Event {
  /// Reads an event of the log back.
  /// - Throws: when the type is unknown (a newer program wrote it) or the payload does not have its form.
  public init(type: String, payload: [UInt8]) throws(PayloadProblem) {
    switch type {
    case SaleRecorded.type: self = .saleRecorded(try SaleRecorded(payload: payload))
    case BatchDrawn.type: self = .batchDrawn(try BatchDrawn(payload: payload))
    case BatchRestocked.type: self = .batchRestocked(try BatchRestocked(payload: payload))
    case SaleReturned.type: self = .saleReturned(try SaleReturned(payload: payload))
    case SaleAllocated.type: self = .saleAllocated(try SaleAllocated(payload: payload))
    case SaleReversed.type: self = .saleReversed(try SaleReversed(payload: payload))
    case BatchProduced.type: self = .batchProduced(try BatchProduced(payload: payload))
    case BatchInspected.type: self = .batchInspected(try BatchInspected(payload: payload))
    case BatchRecalled.type: self = .batchRecalled(try BatchRecalled(payload: payload))
    case BatchRecallLifted.type: self = .batchRecallLifted(try BatchRecallLifted(payload: payload))
    case BatchWrittenOff.type: self = .batchWrittenOff(try BatchWrittenOff(payload: payload))
    case BatchDispatched.type: self = .batchDispatched(try BatchDispatched(payload: payload))
    case BatchReceived.type: self = .batchReceived(try BatchReceived(payload: payload))
    case StockAdjusted.type: self = .stockAdjusted(try StockAdjusted(payload: payload))
    case GoodsDispatched.type: self = .goodsDispatched(try GoodsDispatched(payload: payload))
    case GoodsReceived.type: self = .goodsReceived(try GoodsReceived(payload: payload))
    case StockCounted.type: self = .stockCounted(try StockCounted(payload: payload))
    case StockTracked.type: self = .stockTracked(try StockTracked(payload: payload))
    case CommunityEnrolled.type: self = .communityEnrolled(try CommunityEnrolled(payload: payload))
    case GroupFormed.type: self = .groupFormed(try GroupFormed(payload: payload))
    case ProducerRegistered.type: self = .producerRegistered(try ProducerRegistered(payload: payload))
    case ProducerChanged.type: self = .producerChanged(try ProducerChanged(payload: payload))
    case ProducerDeactivated.type: self = .producerDeactivated(try ProducerDeactivated(payload: payload))
    case ProducerReactivated.type: self = .producerReactivated(try ProducerReactivated(payload: payload))
    case ProducerErased.type: self = .producerErased(try ProducerErased(payload: payload))
    case ProductDeveloped.type: self = .productDeveloped(try ProductDeveloped(payload: payload))
    case ProductRenamed.type: self = .productRenamed(try ProductRenamed(payload: payload))
    case ProductOriginStated.type: self = .productOriginStated(try ProductOriginStated(payload: payload))
    case ProductStageReached.type: self = .productStageReached(try ProductStageReached(payload: payload))
    case RecipeAgreed.type: self = .recipeAgreed(try RecipeAgreed(payload: payload))
    case CriteriaAgreed.type: self = .criteriaAgreed(try CriteriaAgreed(payload: payload))
    case CertificationDecided.type: self = .certificationDecided(try CertificationDecided(payload: payload))
    case CertificationRevoked.type: self = .certificationRevoked(try CertificationRevoked(payload: payload))
    case ChannelOpened.type: self = .channelOpened(try ChannelOpened(payload: payload))
    case OutletOpened.type: self = .outletOpened(try OutletOpened(payload: payload))
    case ChannelTermsAgreed.type: self = .channelTermsAgreed(try ChannelTermsAgreed(payload: payload))
    case FxRatePublished.type: self = .fxRatePublished(try FxRatePublished(payload: payload))
    default: try self.init(money: type, payload)
    }
  }

  /// What channels state and pay, what producers are paid, and which months are closed.
  private init(money type: String, _ payload: [UInt8]) throws(PayloadProblem) {
    switch type {
    case StatementReceived.type: self = .statementReceived(try StatementReceived(payload: payload))
    case StatementLineMatched.type: self = .statementLineMatched(try StatementLineMatched(payload: payload))
    case StatementLineUnmatched.type: self = .statementLineUnmatched(try StatementLineUnmatched(payload: payload))
    case StatementDisputed.type: self = .statementDisputed(try StatementDisputed(payload: payload))
    case StatementResolved.type: self = .statementResolved(try StatementResolved(payload: payload))
    case ToleranceAgreed.type: self = .toleranceAgreed(try ToleranceAgreed(payload: payload))
    case BankEntryRecorded.type: self = .bankEntryRecorded(try BankEntryRecorded(payload: payload))
    case BankEntryApplied.type: self = .bankEntryApplied(try BankEntryApplied(payload: payload))
    case ChannelPayoutReceived.type: self = .channelPayoutReceived(try ChannelPayoutReceived(payload: payload))
    case BatchBought.type: self = .batchBought(try BatchBought(payload: payload))
    case PurchaseCredited.type: self = .purchaseCredited(try PurchaseCredited(payload: payload))
    case EntitlementsReleased.type: self = .entitlementsReleased(try EntitlementsReleased(payload: payload))
    case EntitlementsWithdrawn.type: self = .entitlementsWithdrawn(try EntitlementsWithdrawn(payload: payload))
    case AdvancePaid.type: self = .advancePaid(try AdvancePaid(payload: payload))
    case DeductionRuleSet.type: self = .deductionRuleSet(try DeductionRuleSet(payload: payload))
    case PayoutRunPrepared.type: self = .payoutRunPrepared(try PayoutRunPrepared(payload: payload))
    case PayoutRunApproved.type: self = .payoutRunApproved(try PayoutRunApproved(payload: payload))
    case PayoutRunRejected.type: self = .payoutRunRejected(try PayoutRunRejected(payload: payload))
    case PayoutInstructed.type: self = .payoutInstructed(try PayoutInstructed(payload: payload))
    case ProducerPaid.type: self = .producerPaid(try ProducerPaid(payload: payload))
    case ProducerPaymentReturned.type: self = .producerPaymentReturned(try ProducerPaymentReturned(payload: payload))
    case AdjustmentPosted.type: self = .adjustmentPosted(try AdjustmentPosted(payload: payload))
    case PeriodClosed.type: self = .periodClosed(try PeriodClosed(payload: payload))
    case PeriodReopened.type: self = .periodReopened(try PeriodReopened(payload: payload))
    default: try self.init(programme: type, payload)
    }
  }

  /// Sites, programmes, training, consent, and what is published about all of it.
  private init(programme type: String, _ payload: [UInt8]) throws(PayloadProblem) {
    switch type {
    case SiteOpened.type: self = .siteOpened(try SiteOpened(payload: payload))
    case SiteClosed.type: self = .siteClosed(try SiteClosed(payload: payload))
    case ProgrammeOpened.type: self = .programmeOpened(try ProgrammeOpened(payload: payload))
    case ProgrammeEnrolled.type: self = .programmeEnrolled(try ProgrammeEnrolled(payload: payload))
    case ProgrammeLeft.type: self = .programmeLeft(try ProgrammeLeft(payload: payload))
    case TrainingCompleted.type: self = .trainingCompleted(try TrainingCompleted(payload: payload))
    case GrantRecorded.type: self = .grantRecorded(try GrantRecorded(payload: payload))
    case ConsentGiven.type: self = .consentGiven(try ConsentGiven(payload: payload))
    case ConsentWithdrawn.type: self = .consentWithdrawn(try ConsentWithdrawn(payload: payload))
    case ClaimRecorded.type: self = .claimRecorded(try ClaimRecorded(payload: payload))
    case ClaimWithdrawn.type: self = .claimWithdrawn(try ClaimWithdrawn(payload: payload))
    default: throw PayloadProblem(description: "no event type of this program: \(type)")
    }
  }
}
