extension GoodsRefusal {
  /// The field the reason lies in.
  public var column: String {
    switch self {
    case .contributionsDiffer, .notThere, .overInspected: "quantity"
    case .overRejected: "rejected"
    case .reasonsDiffer: "reasons"
    case .testBatch, .recalled, .alreadyRecalled, .notRecalled, .lineMissing, .notSent, .listedTwice, .boughtAlready: "batch"
    case .samePlace, .notForDispatch: "place"
    case .noPlaceOfItsOwn: "channel"
    case .alreadyReceived: "dispatch"
    case .noSuchAdvance, .advanceOfOther: "advance"
    }
  }

  /// The reason and what to do next.
  public var message: String {
    switch self {
    case .contributionsDiffer(let batch, let contributions, let quantity):
      "the contributions of batch \(batch) come to \(contributions), but \(quantity) was made in all; correct one of the two"
    case .notThere(let place, let batch, let asked, let available):
      "\(asked) of batch \(batch) cannot leave \(place): only \(available) lies there; correct the quantity, or count the place and record what was found"
    case .overInspected(let batch, let asked, let waiting):
      waiting > .zero
        ? "\(asked) of batch \(batch) looked at, but only \(waiting) waits for inspection; correct accepted and rejected"
        : "nothing of batch \(batch) waits for inspection; to reject goods that were accepted before, say that they were looked at again"
    case .overRejected(let batch, let asked, let accepted):
      "\(asked) of batch \(batch) rejected, but only \(accepted) of it was accepted; write off what was found besides"
    case .reasonsDiffer(let batch, let reasons, let rejected):
      "the reasons account for \(reasons) of batch \(batch), but \(rejected) was rejected; correct one of the two"
    case .testBatch(let batch):
      "\(batch) is a test batch: its goods lie with the samples and are neither sold nor sent; write off what is given away"
    case .recalled(let batch, let reason):
      "batch \(batch) is recalled (\(reason)): nothing of it is sold or sent, and what comes back lies in quarantine; lift the recall or write the goods off"
    case .alreadyRecalled(let batch, let reason):
      "batch \(batch) is recalled already (\(reason)); nothing more to do, or lift that recall first"
    case .notRecalled(let batch): "batch \(batch) is not recalled; nothing to lift"
    case .samePlace(let place): "the goods lie at \(place) already; correct where they are sent from or to"
    case .notForDispatch(let place):
      "goods are not sent to or from \(place): a recall and its lifting move them there and away; send from the hub, a channel or an outlet"
    case .noPlaceOfItsOwn(let channel):
      "channel \(channel) \(Place.problem(of: channel) ?? "cannot keep goods"); open it under another code to send goods there"
    case .alreadyReceived(let dispatch, let date):
      "dispatch \(dispatch) was received on \(date) with other quantities; record what differs as a count or an adjustment"
    case .lineMissing(let dispatch, let batch):
      "batch \(batch) of dispatch \(dispatch) is not on the receipt; add it, with 0 if nothing of it arrived"
    case .notSent(let dispatch, let batch):
      "batch \(batch) is not on dispatch \(dispatch); leave it out, and record it as an adjustment if it was there"
    case .listedTwice(let batch): "batch \(batch) stands on two lines; write it once, with all of it"
    case .noSuchAdvance(let advance):
      "there is no advance of material '\(advance)' in this book; correct the code or record the advance first"
    case .advanceOfOther(let advance, let producer):
      "advance \(advance) was given to producer \(producer), who made nothing of this batch; correct the code or the contributions"
    case .boughtAlready(let batch):
      "the association has bought batch \(batch) as it was accepted; record no further goods of it"
    }
  }
}
