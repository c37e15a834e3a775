/// One thing that people ask of the book about goods, in plain words and figures: quantities in thousandths, money in minor units, days since 1970.
///
/// The model is asked in these words, the program in its own; so a wrong word of the program's cannot hide in the model.
indirect enum Step: Hashable {
  case village(day: Int)
  case register(producer: String, day: Int)
  case develop(product: String, day: Int)
  case terms(channel: String, from: Int)
  case produce(ProduceStep)
  case inspect(InspectStep)
  case recall(RecallStep)
  case lift(RecallStep)
  case writeOff(WriteOffStep)
  case buy(BuyStep)
  case dispatch(DispatchStep)
  case receive(ReceiveStep)
  case count(CountStep)
  case adjust(AdjustStep)
  case sell(SellStep)
  case allocate(sale: String, day: Int)
  case takeBack(TakeBackStep)
  case reverse(sale: String, day: Int)
  case close(month: Int, by: String, day: Int)
}

struct Part: Hashable { var producer: String, quantity: Int }

/// What a batch was made of.
struct Input: Hashable { var material: String, supplier: String?, quantity: Int }

struct ProduceStep: Hashable {
  var batch: String, product: String, isTest: Bool, day: Int
  var parts: [Part]
  /// nil: all that was produced.
  var accepted: Int?
  /// Whether the sheet says how the inspection went; otherwise the batch waits for it.
  var isInspected: Bool
  var inputs: [Input]
  /// What the sheet says was made in all, where it says so.
  var stated: Int?
}

struct InspectStep: Hashable {
  var batch: String, accepted: Int, rejected: Int, by: String
  var reasons: [Reason]
  /// Whether goods are looked at that were accepted before, and where they lie.
  var again: Bool, place: String
  var day: Int
  /// The number on its own paper.
  var paper: String?
}

struct Reason: Hashable { var reason: String, quantity: Int }

struct RecallStep: Hashable { var batch: String, reason: String, by: String, day: Int }

struct WriteOffStep: Hashable { var batch: String, place: String, quantity: Int, reason: String, day: Int, paper: String? }

/// The price of one unit is in minor units.
struct BuyStep: Hashable { var batch: String, price: Int, day: Int, paper: String? }

/// So much of a batch was sent, arrived, or was counted.
struct BatchLine: Hashable { var batch: String, quantity: Int }

struct DispatchStep: Hashable {
  var dispatch: String, from: String, to: String, day: Int
  var lines: [BatchLine]
}

struct ReceiveStep: Hashable {
  var dispatch: String, day: Int
  /// What was there; nil: all that was sent.
  var lines: [BatchLine]?
}

struct CountStep: Hashable {
  var count: String, place: String, day: Int
  var lines: [BatchLine]
}

struct AdjustStep: Hashable { var batch: String, place: String, change: Int, reason: String, day: Int, paper: String? }

struct SellStep: Hashable {
  var sale: String, day: Int, channel: String, outlet: String?, product: String
  /// The batch that the seller named.
  var batch: String?
  var quantity: Int
  /// Whether more may be sold than is there.
  var isLenient: Bool
}

struct TakeBackStep: Hashable { var number: String, sale: String, quantity: Int, isScrap: Bool, day: Int }
