/// The kinds of facts that a log holds.
enum EventTypes {
  /// So many of these are in every stretch of the log that no index of them is kept.
  static let frequent = [
    "SaleRecorded", "BatchDrawn", "BatchProduced", "BatchInspected", "SaleReturned", "BatchRestocked", "StatementLineMatched",
  ]

  /// Found by index, however few they are.
  static let rare = [
    "AdjustmentPosted", "AdvancePaid", "BankEntryApplied", "BankEntryRecorded", "BatchBought", "BatchDispatched", "BatchRecallLifted",
    "BatchRecalled",
    "BatchReceived", "BatchWrittenOff", "CertificationDecided", "CertificationRevoked", "ChannelOpened", "ChannelPayoutReceived",
    "ChannelTermsAgreed",
    "ClaimRecorded", "ClaimWithdrawn", "CommunityEnrolled", "ConsentGiven", "ConsentWithdrawn", "CriteriaAgreed", "DeductionRuleSet",
    "EntitlementsReleased", "EntitlementsWithdrawn", "FxRatePublished", "GoodsDispatched", "GoodsReceived", "GrantRecorded", "GroupFormed",
    "OutletOpened",
    "PayoutInstructed", "PayoutRunApproved", "PayoutRunPrepared", "PayoutRunRejected", "PeriodClosed", "PeriodReopened", "ProducerChanged",
    "ProducerDeactivated", "ProducerErased", "ProducerPaid", "ProducerPaymentReturned", "ProducerReactivated", "ProducerRegistered",
    "ProductDeveloped",
    "ProductOriginStated", "ProductRenamed", "ProductStageReached", "ProgrammeEnrolled", "ProgrammeLeft", "ProgrammeOpened", "PurchaseCredited",
    "RecipeAgreed", "SaleAllocated", "SaleReversed", "SiteClosed", "SiteOpened", "StatementDisputed", "StatementLineUnmatched", "StatementReceived",
    "StatementResolved", "StockAdjusted", "StockCounted", "StockTracked", "ToleranceAgreed", "TrainingCompleted",
  ]

  /// All of them.
  static let all = frequent + rare

  /// Those that put something right, or take it back.
  static let correcting = [
    "AdjustmentPosted", "BatchRecalled", "BatchRecallLifted", "CertificationRevoked", "ClaimWithdrawn", "EntitlementsWithdrawn", "PayoutRunRejected",
    "PeriodReopened", "ProducerPaymentReturned", "SaleReversed", "StatementDisputed", "StatementLineUnmatched", "StatementResolved", "StockAdjusted",
  ]
}
