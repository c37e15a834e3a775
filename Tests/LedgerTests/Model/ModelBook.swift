/// A line of a sale, return, reversal or allocation in the model; empty names for what has no maker.
struct ModelLine: Equatable {
  var batch: String
  var producer: String
  var contributed: Int
  var quantity: Int
  var own: ModelMoney
  var book: ModelMoney
}

/// Goods going out of a batch or coming back to it.
struct ModelMovement: Equatable {
  var batch: String
  var quantity: Int
  var onHand: Int
}

/// What the model says a command comes to.
enum ModelVerdict: Equatable {
  case refused(String)
  case unchanged
  /// A batch or rate or terms.
  case noted
  case moved(lines: [ModelLine], movements: [ModelMovement])
}

struct ModelBatch {
  var product: String
  var producedOn: Int
  var contributions: [String: Int]
  var accepted: Int
  var onHand: Int
  var produced: Int { contributions.values.reduce(0, +) }
}

struct ModelTerms { var from: Int, commission: Int, fee: Int }

struct ModelRate: Equatable { var nominal: Int, digits: Int, scale: Int }

struct ModelPair: Hashable { var batch: String, producer: String }

struct ModelTotal: Equatable {
  var quantity = 0
  var own = ModelMoney()
  var book = ModelMoney()
}

struct ModelSale {
  /// Everything the sale row said, to know it again.
  var row: ModelSaleRow
  var own: ModelMoney
  var book: ModelMoney
  /// Goods in the order they were drawn.
  var drawn: [(batch: String, quantity: Int)]
  var unallocated: Int
  /// Goods that can still go back, as a pile: what was drawn last, or never had a batch, lies on top.
  var pile: [(batch: String, quantity: Int)]
  var given: [ModelPair: ModelTotal] = [:]
  var taken: [ModelPair: ModelTotal] = [:]
  var returned = 0
  var returns: [String: [String]] = [:]
  var isReversed = false
}

struct ModelSaleRow {
  var sale = "", channel = "", outlet = "", country = "", product = "", batch = "", receipt = ""
  var soldOn = 0, quantity = 0, digits = 0, scale = 0, discount = 0
  var currency = ""
  var allowsUnallocated = false

  /// In the order in which differences are reported.
  var facts: [(column: String, value: String)] {
    [
      ("sold_on", "\(soldOn)"), ("channel", channel), ("outlet", outlet), ("country", country), ("product", product), ("batch", batch),
      ("quantity", "\(quantity)"), ("unit_price", "\(digits)/\(scale)"), ("currency", currency), ("discount", "\(discount)"), ("receipt", receipt),
    ]
  }
}

/// A second ledger, naive on purpose: names are strings, figures are integers and fractions, every question walks over everything.
///
/// Written from DESIGN section 4; shares no code with the product.
struct ModelBook {
  var producers: Set<String> = []
  var countries: [String: String] = [:]
  var products: Set<String> = []
  var leftOn: [String: Int] = [:]
  var terms: [String: [ModelTerms]] = [:]
  var rates: [String: [Int: ModelRate]] = [:]
  var batches: [String: ModelBatch] = [:]
  var sales: [String: ModelSale] = [:]

  static let decimals = ["KGS": 2, "JPY": 0, "USD": 2, "KWD": 3]

  mutating func publish(_ currency: String, on date: Int, _ rate: ModelRate) -> ModelVerdict {
    if let known = rates[currency]?[date] { return known == rate ? .unchanged : .refused("differs rate") }
    rates[currency, default: [:]][date] = rate
    return .noted
  }

  mutating func agree(_ channel: String, _ new: ModelTerms) -> ModelVerdict {
    if let known = terms[channel]?.first(where: { $0.from == new.from }) {
      return known.commission == new.commission && known.fee == new.fee ? .unchanged : .refused("terms overlap")
    }
    terms[channel, default: []].append(new)
    return .noted
  }

  mutating func produce(_ code: String, _ product: String, on date: Int, _ lines: [(String, Int)], accepted: Int?) -> ModelVerdict {
    guard products.contains(product) else { return .refused("unknown product \(product)") }
    let known = batches[code]
    var contributions: [String: Int] = [:]
    for (producer, quantity) in lines {
      if quantity <= 0 { return .refused("malformed quantity") }
      guard producers.contains(producer) else { return .refused("unknown producer \(producer)") }
      contributions[producer, default: 0] += quantity
      if known == nil, let left = leftOn[producer], left <= date { return .refused("inactive \(producer)") }
    }
    let produced = contributions.values.reduce(0, +)
    let accepted = accepted ?? produced
    if produced == 0 { return .refused("malformed quantity") }
    if accepted < 0 || accepted > produced { return .refused("malformed accepted") }
    guard let known else {
      batches[code] = ModelBatch(product: product, producedOn: date, contributions: contributions, accepted: accepted, onHand: accepted)
      return .noted
    }
    if known.product != product { return .refused("differs product") }
    if known.producedOn != date { return .refused("differs produced_on") }
    if known.produced != produced { return .refused("differs quantity") }
    if known.contributions != contributions { return .refused("differs producer") }
    return known.accepted == accepted ? .unchanged : .refused("differs accepted")
  }
}
