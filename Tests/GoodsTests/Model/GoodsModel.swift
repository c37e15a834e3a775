/// What the model says becomes of a step.
enum Expected: Equatable {
  case recorded
  case unchanged
  /// All reasons there are against it; the program names one of them.
  case refused(Set<String>)
}

/// A second storekeeper, naive on purpose: dictionaries, whole numbers and strings, every question walks over everything.
///
/// Written from DESIGN sections 4 and 5; it shares no code with the product and does not know its events.
struct GoodsModel {
  var producers: Set<String> = []
  var products: Set<String> = []
  var channels: [String: Int] = [:]
  var batches: [String: ModelBatch] = [:]
  var dispatches: [String: ModelDispatch] = [:]
  var sales: [String: ModelSale] = [:]
  /// Places with a stock of their own, and the day from which sales there draw on it.
  var tracked: [String: Int] = [:]
  /// The last closed month, as months since year 0.
  var closedThrough: Int?
  /// What was recorded under each document's number.
  var documents: [String: Step] = [:]

  /// What a step comes to; takes it in when it is recorded.
  mutating func take(_ step: Step) -> Expected {
    switch step {
    case .village, .register, .develop, .terms: return register(step)
    case .produce(let step): return produce(step)
    case .inspect(let step): return inspect(step)
    case .recall(let step): return recall(step)
    case .lift(let step): return lift(step)
    case .writeOff(let step): return writeOff(step)
    case .buy(let step): return buy(step)
    case .dispatch(let step): return dispatch(step)
    case .receive(let step): return receive(step)
    case .count(let step): return count(step)
    case .adjust(let step): return adjust(step)
    case .sell(let step): return sell(step)
    case .allocate(let sale, let day): return allocate(sale, day)
    case .takeBack(let step): return takeBack(step)
    case .reverse(let sale, let day): return reverse(sale, day)
    case .close(let month, let by, let day): return close(month, by, day)
    }
  }

  /// The reasons against something, and, when it would be recorded on a day, that its month is closed.
  func verdict(_ reasons: Set<String>, on day: Int) -> Expected {
    let all = reasons.union(isClosed(day) ? ["period closed"] : [])
    return all.isEmpty ? .recorded : .refused(all)
  }

  /// The same document again changes nothing; the same number with other content is refused.
  func repetition(_ key: String, _ step: Step) -> Expected? {
    documents[key].map { $0 == step ? .unchanged : .refused(["differs"]) }
  }

  private mutating func register(_ step: Step) -> Expected {
    // The registry's own rules are tested elsewhere: here it is told once, and perhaps once more.
    if documents["\(step)"] != nil { return .unchanged }
    documents["\(step)"] = step
    switch step {
    case .register(let producer, _): producers.insert(producer)
    case .develop(let product, _): products.insert(product)
    case .terms(let channel, let from): channels[channel] = from
    default: break
    }
    return .recorded
  }

  // MARK: Months

  func isClosed(_ day: Int) -> Bool { closedThrough.map { monthOf(day) <= $0 } ?? false }

  private mutating func close(_ month: Int, _ by: String, _ day: Int) -> Expected {
    if let closedThrough, month <= closedThrough { return .unchanged }
    var reasons: Set<String> = []
    if let closedThrough, month != closedThrough + 1 { reasons.insert("not the next month") }
    if monthOf(day) <= month { reasons.insert("month not over") }
    guard reasons.isEmpty else { return .refused(reasons) }
    closedThrough = month
    return .recorded
  }
}

/// Order of bytes, not of any language.
func isBefore(_ one: String, _ other: String) -> Bool { Array(one.utf8).lexicographicallyPrecedes(Array(other.utf8)) }

/// Months since year 0, of a day since 1970; good for the years 1970 to 2099.
func monthOf(_ day: Int) -> Int {
  var (year, left) = (1970, day)
  while left >= (year % 4 == 0 ? 366 : 365) {
    left -= year % 4 == 0 ? 366 : 365
    year += 1
  }
  for (index, days) in [31, year % 4 == 0 ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31].enumerated() {
    if left < days { return year * 12 + index }
    left -= days
  }
  return year * 12 + 11
}
