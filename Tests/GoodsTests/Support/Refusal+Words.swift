import Ledger

extension Refusal {
  /// What the model calls it.
  var word: String {
    switch self {
    case .unknown(let thing, _): "unknown \(thing.rawValue)"
    case .missing: "missing"
    case .malformed: "malformed"
    case .differs: "differs"
    case .noTerms: "no terms"
    case .batchOfOtherProduct: "batch of another product"
    case .insufficientStock: "insufficient stock"
    case .returnExceedsSold: "exceeds sold"
    case .before: "before"
    case .saleReversed: "reversed"
    case .keyReused: "key reused"
    case .periodClosed: "period closed"
    case .goods(let refusal): refusal.word
    case .trade(let refusal): refusal.word
    default: "not about goods: \(message)"
    }
  }
}

extension GoodsRefusal {
  fileprivate var word: String {
    switch self {
    case .contributionsDiffer: "contributions differ"
    case .notThere: "not there"
    case .overInspected: "over inspected"
    case .reasonsDiffer: "reasons differ"
    case .testBatch: "test batch"
    case .recalled: "recalled"
    case .alreadyRecalled: "already recalled"
    case .notRecalled: "not recalled"
    case .samePlace: "same place"
    case .notForDispatch: "not for dispatch"
    case .noPlaceOfItsOwn: "no place of its own"
    case .alreadyReceived: "already received"
    case .lineMissing: "line missing"
    case .notSent: "not sent"
    case .listedTwice: "listed twice"
    case .overRejected: "over rejected"
    case .noSuchAdvance: "no such advance"
    case .advanceOfOther: "advance of another"
    case .boughtAlready: "bought already"
    }
  }
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
