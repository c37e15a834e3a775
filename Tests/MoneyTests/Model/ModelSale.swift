struct ModelBatch {
  var product: String
  var day: Int
  var parts: [String: Int]
  var left: Int
  /// Sold and not put back.
  var out = 0
  /// What is left of the price it was bought at; nil while it is its makers' own.
  var cost: Int?
  var pieces: Int { parts.values.reduce(0, +) }
}

/// Goods taken from a batch by a sale.
struct ModelDraw {
  var batch: String
  var pieces: Int
  /// What they had cost, of a batch that was ours.
  var cost: Int?
  /// Put back.
  var back = 0
}

struct ModelPair: Hashable {
  var batch: String, producer: String
  /// Goods that the association had bought.
  var isOurs: Bool { producer.isEmpty && !batch.isEmpty }
}

/// What a pair of batch and producer has of a sale, in both currencies.
struct ModelGiven: Hashable {
  var own = Five()
  var book = Five()
  static func - (left: ModelGiven, right: ModelGiven) -> ModelGiven { ModelGiven(own: left.own - right.own, book: left.book - right.book) }
  static func + (left: ModelGiven, right: ModelGiven) -> ModelGiven { ModelGiven(own: left.own + right.own, book: left.book + right.book) }
}

struct ModelSale {
  var step: SellStep
  var own: Five
  var book: Five
  /// Goods in the order in which they were drawn.
  var drawn: [ModelDraw] = []
  var unallocated = 0
  /// Put back of what never came from a batch.
  var absorbed = 0
  var given: [ModelPair: ModelGiven] = [:]
  var taken: [ModelPair: ModelGiven] = [:]
  var returned = 0
  var isReversed = false

  static let nobody = ModelPair(batch: "", producer: "")

  /// Net sales and commission as sold.
  var netSales: Both { Both(own: own.netSales, book: book.netSales) }
  var commission: Both { Both(own: own.commission, book: book.commission) }

  /// What is ours of it in the book's currency.
  var ourNet: Int { given.filter(\.key.isOurs).reduce(0) { $0 + $1.value.book.net - (taken[$1.key]?.book.net ?? 0) } }

  /// What each producer still has of it in the book's currency, by producer; what nobody has made is left out.
  var producerNets: [String: Int] {
    var nets: [String: Int] = [:]
    for (pair, given) in given where !pair.producer.isEmpty {
      nets[pair.producer, default: 0] += given.book.net - (taken[pair]?.book.net ?? 0)
    }
    return nets
  }
}

struct ModelReturn {
  var step: TakeBackStep
  /// What came back, positive.
  var own: Five
  var book: Five
  /// Its producers' parts had been released when it came back.
  var isRefund: Bool
  var netSales: Both { Both(own: own.netSales, book: book.netSales) }
  var commission: Both { Both(own: own.commission, book: book.commission) }
}

/// Order of bytes, not of any language.
func isBefore(_ one: String, _ other: String) -> Bool { Array(one.utf8).lexicographicallyPrecedes(Array(other.utf8)) }
