struct ModelBatch {
  var product: String
  var day: Int
  var parts: [String: Int]
  var left: Int
  var pieces: Int { parts.values.reduce(0, +) }
}

struct ModelPair: Hashable { var batch: String, producer: String }

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
  var drawn: [(batch: String, pieces: Int)] = []
  var unallocated = 0
  var given: [ModelPair: ModelGiven] = [:]
  var taken: [ModelPair: ModelGiven] = [:]
  var returned = 0
  var isReversed = false

  static let nobody = ModelPair(batch: "", producer: "")

  /// Net sales and commission as sold.
  var netSales: Both { Both(own: own.netSales, book: book.netSales) }
  var commission: Both { Both(own: own.commission, book: book.commission) }

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
