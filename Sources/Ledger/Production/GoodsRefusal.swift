/// Why something about goods is not carried out.
public enum GoodsRefusal: Hashable, Sendable {
  /// Fewer goods lie at a place than are to leave it.
  case notThere(Place, BatchCode, asked: Quantity, available: Quantity)
  /// Contributions that do not add up to what was made in all.
  case contributionsDiffer(BatchCode, contributions: Quantity, quantity: Quantity)
  /// More is looked at than waits for inspection.
  case overInspected(BatchCode, asked: Quantity, waiting: Quantity)
  /// More fails afterwards than was accepted; goods that a count found were never accepted.
  case overRejected(BatchCode, asked: Quantity, accepted: Quantity)
  /// Reasons that do not account for what was rejected.
  case reasonsDiffer(BatchCode, reasons: Quantity, rejected: Quantity)
  /// Goods that were made to try a product out.
  case testBatch(BatchCode)
  /// Nothing of the batch may be sold or sent, or lie anywhere but in quarantine.
  case recalled(BatchCode, reason: String)
  /// It was recalled before, for another reason.
  case alreadyRecalled(BatchCode, reason: String)
  /// There is no recall to lift.
  case notRecalled(BatchCode)
  /// From a place to itself.
  case samePlace(Place)
  /// Samples and recalled goods are not sent about, and nothing is sent to them.
  case notForDispatch(Place)
  /// A channel that no place can be named after.
  case noPlaceOfItsOwn(ChannelCode)
  /// The dispatch has arrived before.
  case alreadyReceived(DispatchCode, on: CalendarDate)
  /// A batch of the dispatch that the receipt says nothing of.
  case lineMissing(DispatchCode, BatchCode)
  /// A batch on the receipt that was not sent.
  case notSent(DispatchCode, BatchCode)
  /// A batch that stands on two lines.
  case listedTwice(BatchCode)
  /// A batch cannot be made of material that nobody was given, or that somebody else was.
  case noSuchAdvance(AdvanceCode)
  case advanceOfOther(AdvanceCode, ProducerCode)
  /// The book bought the batch: what was accepted of it is settled.
  case boughtAlready(BatchCode)
}
