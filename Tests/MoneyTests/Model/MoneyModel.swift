/// What the model says becomes of a step.
enum Expected: Equatable {
  case recorded
  case unchanged
  /// All reasons there are against it; the program names one of them.
  case refused(Set<String>)
}

/// A second book, naive on purpose: dictionaries, whole numbers and strings, every question walks over everything.
///
/// Written from DESIGN sections 4 to 6; it shares no code with the product and does not know its events.
struct MoneyModel {
  static let bookCurrency = "KGS"
  static let decimals = ["KGS": 2, "JPY": 0]

  var producers: Set<String> = []
  var leftOn: [String: Int] = [:]
  var products: Set<String> = []
  var rates: [RateStep] = []
  var channels: [String: TermsStep] = [:]
  var batches: [String: ModelBatch] = [:]
  var sales: [String: ModelSale] = [:]
  var returns: [String: ModelReturn] = [:]
  /// By `channel/statement`.
  var statements: [String: ModelStatement] = [:]
  var tolerances: [ToleranceStep] = []
  var receipts: [String: ModelReceipt] = [:]
  /// Sales whose producers' parts became available.
  var released: Set<String> = []
  var purses: [String: Purse] = [:]
  var runs: [String: ModelRun] = [:]
  var rules: [RuleStep] = []
  /// The last closed month, as months since year 0.
  var closedThrough: Int?
  var accounts = Accounts()
  /// What was recorded under each document's number.
  var documents: [String: Step] = [:]

  /// What a step comes to; takes it in when it is recorded.
  mutating func take(_ step: Step) -> Expected {
    switch step {
    case .village, .develop, .register, .leave, .rate, .terms: return register(step)
    case .produce(let step): return produce(step)
    case .buy(let step): return buy(step)
    case .writeOff(let step): return writeOff(step)
    case .sell(let step): return sell(step)
    case .allocate(let sale, let day): return allocate(sale, day)
    case .takeBack(let step): return takeBack(step)
    case .reverse(let sale, let day): return reverse(sale, day)
    case .receive(let step): return receive(step)
    case .match(let step): return match(step)
    case .unmatch(let step): return unmatch(step)
    case .dispute(let step, let amount): return dispute(step, amount)
    case .resolve(let step, let isRecovered): return resolve(step, isRecovered: isRecovered)
    case .tolerate(let step): return tolerate(step)
    case .bank(let step): return bank(step)
    case .apply(let step): return apply(step)
    case .advance, .rule, .adjust: return pay(step)
    case .prepare(let run, let cutOff, let by, let day): return prepare(run, cutOff: cutOff, by, day)
    case .approve(let run, let by, let day): return approve(run, by, day)
    case .reject(let run, let by, let reason, let day): return reject(run, by, reason, day)
    case .instruct(let run, let by, let day): return instruct(run, by, day)
    case .settle(let step): return settle(step)
    case .settleRun(let run, let reference, let day): return settleRun(run, reference, day)
    case .sendBack(let run, let producer, let reason, let day): return sendBack(run, producer, reason, day)
    case .close(let month, let by, let day): return close(month, by, day)
    case .reopen(let month, let asked, let agreed, let day): return reopen(month, asked, agreed, day)
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

  /// What a foreign amount is worth on a day; nil while no rate is known.
  func worth(_ own: Int, _ currency: String, on day: Int) -> Int? {
    if currency == Self.bookCurrency { return own }
    guard let rate = rates.filter({ $0.currency == currency && $0.day <= day }).max(by: { $0.day < $1.day }) else { return nil }
    let (factor, divisor) = Self.factor(rate)
    return Exact.scaled(own, by: factor, over: divisor)
  }

  /// Minor units of the book for one minor unit of a currency, as numerator and denominator.
  static func factor(_ rate: RateStep) -> (Int, Int) {
    let (book, own) = (decimals[bookCurrency] ?? 0, decimals[rate.currency] ?? 0)
    return (rate.digits * power(10, book), 10_000 * rate.nominal * power(10, own))
  }

  static func power(_ base: Int, _ exponent: Int) -> Int { (0..<exponent).reduce(1) { product, _ in product * base } }

  private mutating func register(_ step: Step) -> Expected {
    // The registry's own rules are tested elsewhere: here it is told once, and perhaps once more.
    if documents["\(step)"] != nil { return .unchanged }
    if case .rate(let step) = step, rates.contains(where: { $0.currency == step.currency && $0.day == step.day }) { return .refused(["differs"]) }
    documents["\(step)"] = step
    switch step {
    case .develop(let product, _): products.insert(product)
    case .register(let producer, _): producers.insert(producer)
    case .leave(let producer, let day):
      if leftOn[producer] != nil { return .unchanged }
      leftOn[producer] = day
    case .rate(let step): rates.append(step)
    case .terms(let step): channels[step.channel] = step
    default: break
    }
    return .recorded
  }
}
