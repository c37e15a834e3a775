import Ledger

// Of goods, where they lie, and what may be sold.
extension RefusalText {
  func text(_ refusal: GoodsRefusal) -> String {
    switch refusal {
    case .contributionsDiffer(let batch, let contributions, let quantity):
      words(
        "refusal.contributions_differ",
        ["batch": batch.text, "contributions": self.quantity(contributions), "quantity": self.quantity(quantity)])
    case .notThere(let place, let batch, let asked, let available):
      words(
        "refusal.not_there", ["place": self.place(place), "batch": batch.text, "asked": quantity(asked), "available": quantity(available)])
    case .overInspected(let batch, let asked, let waiting): overInspected(batch, asked, waiting)
    case .overRejected(let batch, let asked, let accepted):
      words("refusal.over_rejected", ["batch": batch.text, "asked": quantity(asked), "accepted": quantity(accepted)])
    case .reasonsDiffer(let batch, let reasons, let rejected):
      words("refusal.reasons_differ", ["batch": batch.text, "reasons": quantity(reasons), "rejected": quantity(rejected)])
    case .testBatch(let batch): words("refusal.test_batch", ["batch": batch.text])
    case .recalled(let batch, let reason): words("refusal.recalled", ["batch": batch.text, "reason": reason])
    case .alreadyRecalled(let batch, let reason): words("refusal.already_recalled", ["batch": batch.text, "reason": reason])
    case .notRecalled(let batch): words("refusal.not_recalled", ["batch": batch.text])
    case .samePlace(let place): words("refusal.same_place", ["place": self.place(place)])
    case .notForDispatch(let place): words("refusal.not_for_dispatch", ["place": self.place(place)])
    case .noPlaceOfItsOwn(let channel): words("refusal.no_place_of_its_own", ["channel": channel.text])
    case .alreadyReceived(let dispatch, let date): words("refusal.already_received", ["dispatch": dispatch.text, "day": day(date)])
    case .lineMissing(let dispatch, let batch): words("refusal.line_missing", ["dispatch": dispatch.text, "batch": batch.text])
    case .notSent(let dispatch, let batch): words("refusal.not_sent", ["dispatch": dispatch.text, "batch": batch.text])
    case .listedTwice(let batch): words("refusal.listed_twice", ["batch": batch.text])
    case .noSuchAdvance(let advance): words("refusal.no_such_advance", ["advance": advance.text])
    case .advanceOfOther(let advance, let producer): words("refusal.advance_of_other", ["advance": advance.text, "producer": producer.text])
    case .boughtAlready(let batch): words("refusal.bought_already", ["batch": batch.text])
    }
  }

  private func overInspected(_ batch: BatchCode, _ asked: Quantity, _ waiting: Quantity) -> String {
    let values = ["batch": batch.text, "asked": quantity(asked), "waiting": quantity(waiting)]
    return waiting > .zero ? words("refusal.over_inspected.some", values) : words("refusal.over_inspected.none", ["batch": batch.text])
  }

  func text(_ refusal: TradeRefusal) -> String {
    switch refusal {
    case .uncertified(let product, let channel, let date, _):
      words("refusal.uncertified", ["product": product.text, "channel": channel.text, "day": day(date)])
    case .soldInPart(let batch, let sold): words("refusal.sold_in_part", ["batch": batch.text, "sold": quantity(sold)])
    case .notInspected(let batch, let waiting): words("refusal.not_inspected", ["batch": batch.text, "waiting": quantity(waiting)])
    case .nothingToBuy(let batch): words("refusal.nothing_to_buy", ["batch": batch.text])
    case .noPrice(let batch, let producer): words("refusal.no_price", ["batch": batch.text, "producer": producer.text])
    case .notHers(let batch, let producer): words("refusal.not_hers", ["batch": batch.text, "producer": producer.text])
    }
  }

  func text(_ refusal: TermsRefusal) -> String {
    switch refusal {
    case .overlap(let channel, let terms, let other):
      words(
        "refusal.terms_overlap", ["channel": channel.text, "from": day(terms.validFrom), "other": day(other.validFrom)])
    }
  }

  /// A place by its name: the hub, the samples, quarantine; a channel's or outlet's by their codes.
  func place(_ place: Place) -> String { words(family: "clerk.place", place.text) }
}
