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
    case CommunityEnrolled.type: self = .communityEnrolled(try CommunityEnrolled(payload: payload))
    case GroupFormed.type: self = .groupFormed(try GroupFormed(payload: payload))
    case ProducerRegistered.type: self = .producerRegistered(try ProducerRegistered(payload: payload))
    case ProducerChanged.type: self = .producerChanged(try ProducerChanged(payload: payload))
    case ProducerDeactivated.type: self = .producerDeactivated(try ProducerDeactivated(payload: payload))
    case ProducerReactivated.type: self = .producerReactivated(try ProducerReactivated(payload: payload))
    case ProducerErased.type: self = .producerErased(try ProducerErased(payload: payload))
    case ProductDeveloped.type: self = .productDeveloped(try ProductDeveloped(payload: payload))
    case ProductRenamed.type: self = .productRenamed(try ProductRenamed(payload: payload))
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
    default: throw PayloadProblem(description: "no event type of this program: \(type)")
    }
  }
}
