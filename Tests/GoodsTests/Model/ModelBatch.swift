/// A batch as a storekeeper knows it. Quantities in thousandths.
struct ModelBatch {
  var step: ProduceStep
  /// Who made how much, each once.
  var parts: [String: Int]
  var accepted = 0
  var rejected = 0
  /// What lies where, and what is on its way to where; nothing that is zero.
  var there: [String: Int] = [:]
  var coming: [String: Int] = [:]
  /// What was brought to a place on which day, whatever became of it.
  var brought: [String: [Int: Int]] = [:]
  /// Why it is recalled, while it is; when that was last, and when it was last lifted.
  var recalled: String?
  var recalledOn: Int?, liftedOn: Int?
  /// The price of one unit, and what of all of it is still in goods of ours.
  var boughtFor: Int?
  var costLeft: Int?

  var product: String { step.product }
  var day: Int { step.day }
  var made: Int { parts.values.reduce(0, +) }
  var waiting: Int { made - accepted - rejected }
  /// Where what was accepted is put.
  var home: String { step.isTest ? "samples" : "hub" }
  /// Everything that is ours to look after, wherever it is.
  var all: Int { there.values.reduce(0, +) + coming.values.reduce(0, +) }

  mutating func put(_ quantity: Int, at place: String) { there.add(quantity, to: place) }

  /// The same of goods that were brought from elsewhere.
  mutating func bring(_ quantity: Int, to place: String, on day: Int) {
    put(quantity, at: place)
    brought[place, default: [:]].add(quantity, to: day)
  }

  /// What a quantity takes along of the price; of goods that were not bought nothing. The last piece takes the rest.
  mutating func takeCost(of quantity: Int) -> Int {
    guard let left = costLeft else { return 0 }
    let cost = quantity >= all ? left : halfUp(left * quantity, all)
    costLeft = left - cost
    return cost
  }
}

struct ModelDispatch {
  var step: DispatchStep
  var received: ReceiveStep?
}

/// Goods of a batch that a sale took from a place.
struct ModelDraw {
  var batch: String, place: String, quantity: Int
  /// What came back of it and was put back.
  var back = 0
  /// What it took along of the price of goods bought outright, and what came back of that.
  var cost = 0
  var costBack = 0
}

struct ModelSale {
  var step: SellStep
  /// In the order in which they were drawn.
  var draws: [ModelDraw] = []
  var unallocated = 0
  /// What came back in all; of that what was to be put back, and of that what had never come from a batch.
  var returned = 0
  var absorbed = 0
  var isReversed = false
}

/// A quotient rounded half up; the dividend is not negative.
func halfUp(_ dividend: Int, _ divisor: Int) -> Int { (2 * dividend + divisor) / (2 * divisor) }

extension Dictionary where Value == Int {
  /// Adds, and keeps no zeros.
  mutating func add(_ quantity: Int, to key: Key) {
    let sum = (self[key] ?? 0) + quantity
    self[key] = sum == 0 ? nil : sum
  }
}
