import Ledger

extension Refusal {
  /// What the model calls it.
  var word: String {
    switch self {
    case .unknown(let thing, _): "unknown \(thing.rawValue)"
    case .missing: "missing"
    case .malformed: "malformed"
    case .differs: "differs"
    case .producerInactive: "inactive"
    case .noTerms: "no terms"
    case .noRate: "no rate"
    case .batchOfOtherProduct: "batch of another product"
    case .insufficientStock: "insufficient stock"
    case .returnExceedsSold: "exceeds sold"
    case .before: "before"
    case .saleReversed: "reversed"
    case .saleOnStatement: "sale on statement"
    case .amountTooLarge: "too large"
    case .keyReused: "key reused"
    case .periodClosed: "period closed"
    case .goods(let refusal): refusal.word
    case .trade(let refusal): refusal.word
    case .product, .certification, .terms, .programme: "of something these histories know nothing of"
    case .settlement(let refusal): refusal.word
    case .payables(let refusal): refusal.word
    case .control(let refusal): refusal.word
    }
  }
}

extension GoodsRefusal {
  fileprivate var word: String { if case .notThere = self { "not there" } else { "of goods that these histories do not have" } }
}

extension TradeRefusal {
  fileprivate var word: String {
    switch self {
    case .uncertified: "uncertified"
    case .soldInPart: "sold in part"
    case .notInspected: "not inspected"
    case .nothingToBuy: "nothing to buy"
    case .noPrice: "no price"
    case .notHers: "not hers"
    }
  }
}

extension SettlementRefusal {
  fileprivate var word: String {
    switch self {
    case .unknownStatement: "unknown statement"
    case .unknownLine: "unknown line"
    case .unknownReturn: "unknown return"
    case .unknownReceipt: "unknown receipt"
    case .doesNotAddUp: "does not add up"
    case .statementTooLong: "too long"
    case .wrongCurrency: "wrong currency"
    case .saleInOtherCurrency: "other currency"
    case .saleOfOtherChannel: "other channel"
    case .afterPeriod: "after the period"
    case .alreadyClaimed: "claimed twice"
    case .targetsMissing: "no targets"
    case .takesNoTargets: "takes no targets"
    case .notAReturn: "not a return"
    case .tooManySales: "too many"
    case .beyondTolerance: "beyond tolerance"
    case .alreadyMatched: "already matched"
    case .notMatched: "not matched"
    case .salesFirst: "sales first"
    case .commissionFirst: "commission first"
    case .saleReleased: "released"
    case .paidFor: "paid for"
    case .disputeOpen: "disputed"
    case .noDispute: "not disputed"
    case .disputeExceedsDue: "over due"
    case .nothingOpen: "nothing open"
    case .overpaid: "overpaid"
    case .nothingLeft: "nothing left"
    case .beyondReceipt: "beyond receipt"
    case .receiptInOtherCurrency: "receipt in other currency"
    case .receiptOfOtherChannel: "receipt of other channel"
    }
  }
}

extension PayablesRefusal {
  fileprivate var word: String {
    switch self {
    case .nothingToPay: "nothing to pay"
    case .cutOffAhead: "cut-off ahead"
    case .runTooLong: "too long"
    case .samePerson: "same person"
    case .unknownRun: "unknown run"
    case .unknownPayment: "unknown payment"
    case .notApproved: "not approved"
    case .notInstructed: "not instructed"
    case .rejected: "rejected"
    case .tooLateToReject: "too late to reject"
    case .payoutDiffers: "payout differs"
    case .payoutOverAvailable: "payout over available"
    case .alreadyPaid: "already paid"
    case .alreadySentBack: "already sent back"
    case .nothingToSendBack: "nothing to send back"
    case .doesNotBalance: "does not balance"
    case .notAdjustable: "not adjustable"
    case .payableOfNobody: "payable of nobody"
    }
  }
}

extension ControlRefusal {
  fileprivate var word: String {
    switch self {
    case .notNext: "not the next month"
    case .notOver: "month not over"
    case .notClosed: "month not closed"
    case .samePerson: "same person reopens"
    case .doesNotBalance: "totals do not balance"
    }
  }
}
