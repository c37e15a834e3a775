import Demo
import Ledger

/// Sums over entries, as the reports have them, and the answers to the figures' queries.
struct EntryTotals {
  /// A month's sales through a channel.
  struct Cell: Hashable, Comparable {
    let year: Int, month: Int, channel: String
    static func < (left: Cell, right: Cell) -> Bool { (left.year, left.month, left.channel) < (right.year, right.month, right.channel) }
  }
  private struct Export: Hashable {
    let year: Int, hsCode: String
  }
  private struct YearOfProduct: Hashable {
    let year: Int, product: String
  }
  private struct Assortment: Hashable {
    let year: Int, channel: String
  }

  /// Net sales in tyiyn; cells that come to nothing are left out.
  var netSales: [Cell: Int64] { sales.filter { $0.value != 0 } }
  private(set) var unallocated: Int64 = 0
  private(set) var kinds: [String: Int] = [:]
  private(set) var books = Books()
  private(set) var goods = GoodsTotals()
  private(set) var work = WorkTotals()
  private(set) var programme = ProgrammeTotals()
  /// Lines whose debits are not their credits, but for lines by hand, of which several make a whole.
  private(set) var unbalanced: Int64 = 0
  private var sales: [Cell: Int64] = [:]
  private var exports: [Export: (quantity: Int64, value: Int64)] = [:]
  private var sold: [Assortment: Set<String>] = [:]
  /// What was sold less what came back, by year and product.
  private var outstanding: [YearOfProduct: Int64] = [:]
  private var members: [(date: CalendarDate, isWoman: Bool, count: Int64)] = []
  /// What producers were paid, by year.
  private var paid: [Int: Int64] = [:]
  private var groups: [CalendarDate] = []
  private var villages: [(date: CalendarDate, oblast: String)] = []
  private var developed: [CalendarDate] = []

  /// Takes in a fact that has no entries, or whose entries do not say all.
  mutating func add(_ fact: Fact) { programme.add(fact) }

  mutating func add(_ entry: Entry, on date: CalendarDate) {
    goods.add(entry)
    work.add(entry, on: date)
    kinds[entry.kind, default: 0] += 1
    let difference = books.post(entry, on: date)
    if difference != 0, entry.kind != "adjusted" { unbalanced += 1 }
    switch entry.kind {
    case "sold", "returned", "reversed", "allocated", "sold_own", "returned_own", "reversed_own", "allocated_own": addSale(entry, on: date)
    case "registered", "deactivated", "reactivated": members.append((date, entry.sex == "f", (entry.quantity ?? 0) / 1000))
    case "paid": paid[date.components.year, default: 0] += entry.bookAmounts?.gross ?? 0
    case "sent_back": paid[date.components.year, default: 0] -= entry.purpose == "paid" ? entry.bookAmounts?.gross ?? 0 : 0
    case "formed": groups.append(date)
    case "enrolled": villages.append((date, entry.oblast ?? ""))
    case "developed": developed.append(date)
    default: break
    }
  }

  private mutating func addSale(_ entry: Entry, on date: CalendarDate) {
    let (year, month, _) = date.components
    let (channel, netSales, quantity) = (entry.channel ?? "", entry.bookAmounts?.netSales ?? 0, entry.quantity ?? 0)
    sales[Cell(year: year, month: month, channel: channel), default: 0] += netSales
    if entry.batch == nil { unallocated += quantity }
    if entry.kind.hasPrefix("sold"), let product = entry.product { sold[Assortment(year: year, channel: channel), default: []].insert(product) }
    if let product = entry.product { outstanding[YearOfProduct(year: year, product: product), default: 0] += quantity }
    if let hsCode = entry.hsCode, entry.country != "KG" {
      exports[Export(year: year, hsCode: hsCode), default: (0, 0)].quantity += quantity
      exports[Export(year: year, hsCode: hsCode), default: (0, 0)].value += netSales
    }
  }

  /// What the book answers, in the query's unit.
  func answer(_ query: FigureQuery) -> Int64 {
    switch query {
    case .netSales(let channel, let from, let to): total(from, to) { channel == nil || $0 == channel }
    case .netSalesOutside(let channel, let from, let to): total(from, to) { $0 != channel }
    case .share(let channel, let period):
      Int64(roundedQuotient(Int128(total(period, period) { $0 == channel }) * 10_000, by: Int128(total(period, period) { _ in true })))
    case .exported(.quantity, let hsCode, let year): exports[Export(year: year, hsCode: hsCode)]?.quantity ?? 0
    case .exported(.value, let hsCode, let year): exports[Export(year: year, hsCode: hsCode)]?.value ?? 0
    case .members(.producers, let date): members.reduce(0) { $1.date <= date ? $0 + $1.count : $0 }
    case .members(.women, let date): members.reduce(0) { $1.date <= date && $1.isWoman ? $0 + $1.count : $0 }
    case .members(.groups, let date): count(groups, by: date)
    case .members(.communities, let date): count(villages.map(\.date), by: date)
    case .members(.oblasts, let date): Int64(Set(villages.filter { $0.date <= date }.map(\.oblast)).count)
    case .productsDeveloped(let date): count(developed, by: date)
    case .distinctProducts(let channel, let year): Int64(sold[Assortment(year: year, channel: channel)]?.count ?? 0)
    case .concentration(.hhi, let year): Int64(roundedQuotient(squares(year).sum * 10_000, by: squares(year).one))
    case .concentration(.effectiveChannels, let year): Int64(roundedQuotient(squares(year).one * 100, by: squares(year).sum))
    case .balance(let account, let year): books.balance(account.map { [$0] } ?? Account.allCases, throughYear: year)
    case .movement(let account, let year): books.movement(account, year: year)
    case .paidToProducers(let year): paid.reduce(0) { $1.key <= year ? $0 + $1.value : $0 }
    case .exchange(let year): -books.movement(.exchangeGain, year: year) - books.movement(.exchangeLoss, year: year)
    case .receivable(let channel, let year):
      books.balance([.channelReceivable, .payoutClearing, .disputes, .refundLiability], channel: channel, throughYear: year)
    case .sites(let owner, let date): Int64(programme.sites(of: owner, at: date).count)
    case .work(let measure, let payer, let year):
      work.answer(measure, at: programme.sites(of: .payer(payer), at: .distantFuture), from: Month(year: year, 1), through: Month(year: year, 12))
    case .enrolled(let name, let date): programme.enrolled(.person, in: name, at: date)
    case .certified(let year):
      Int64(
        roundedQuotient(
          Int128(sold(in: year).count { programme.isCertified($0, on: .lastDay(of: year)) }) * 10_000, by: Int128(max(1, sold(in: year).count))))
    case .lying(.onHand, let place): goods.lying(at: place)
    case .lying(.inTransit, let place): goods.inTransit(to: place)
    case .short(let place): goods.short(at: place)
    case .stillOut: goods.stillOut
    case .claimed(let claim, _): answer(claim)
    }
  }

  /// Products of which more was sold in a year than came back.
  func sold(in year: Int) -> [String] { outstanding.filter { $0.key.year == year && $0.value > 0 }.map(\.key.product) }

  /// What the book says of a published figure, by the claim's own definition.
  private func answer(_ claim: String) -> Int64 {
    guard let figure = programme.claims[claim] else { return .min }
    let scope = figure.scope
    let date = scope.through.lastDay
    let (first, last) = ("\((scope.from ?? scope.through).year)", "\(scope.through.year)")
    return switch figure.definition {
    case .registeredProducers: answer(.members(.producers, at: date))
    case .registeredWomen: answer(.members(.women, at: date))
    case .groups: answer(.members(.groups, at: date))
    case .communities: answer(.members(.communities, at: date))
    case .oblasts: answer(.members(.oblasts, at: date))
    case .productsDeveloped: answer(.productsDeveloped(by: date))
    case .activeProducers: Int64(work.active(through: scope.through).count)
    case .productsSold:
      Int64(scope.channels.reduce(into: Set()) { $0.formUnion(sold[Assortment(year: scope.through.year, channel: $1.text)] ?? []) }.count)
    case .channelShare: answer(.share(channel: scope.channels[0].text, period: last))
    case .netSales: total(first, last) { scope.channels.isEmpty || scope.channels.map(\.text).contains($0) }
    case .exportQuantity: answer(.exported(.quantity, hsCode: scope.hsCode ?? "", year: scope.through.year))
    case .exportSales: inCurrency(exported(scope.hsCode, scope.through.year), figure.unit, scope.through.year)
    case .sites:
      Int64(programme.sites(of: scope.payer.map { .payer($0) } ?? .programme(scope.programme?.text ?? ""), at: date).count)
    case .enrolledPersons: programme.enrolled(.person, in: scope.programme?.text ?? "", at: date)
    case .enrolledHouseholds: programme.enrolled(.household, in: scope.programme?.text ?? "", at: date)
    case .womenAtSites: answer(.work(.women, payer: scope.payer ?? "", year: scope.through.year))
    case .lowestIncome: inCurrency(answer(.work(.lowest, payer: scope.payer ?? "", year: scope.through.year)), figure.unit, scope.through.year)
    case .highestIncome: inCurrency(answer(.work(.highest, payer: scope.payer ?? "", year: scope.through.year)), figure.unit, scope.through.year)
    default: .min
    }
  }

  private func exported(_ hsCode: String?, _ year: Int) -> Int64 {
    exports.reduce(0) { $1.key.year == year && (hsCode == nil || $1.key.hsCode == hsCode) ? $0 + $1.value.value : $0 }
  }

  /// Tyiyn in hundredths of another currency, by the year's rate, rounded half away from zero.
  private func inCurrency(_ tyiyn: Int64, _ unit: String, _ year: Int) -> Int64 {
    guard unit != "KGS", let rate = programme.rates[unit]?[year] else { return tyiyn }
    let scale = (0..<rate.rate.scale).reduce(Int128(rate.nominal)) { power, _ in power * 10 }
    return Int64(roundedQuotient(Int128(tyiyn) * scale, by: Int128(rate.rate.mantissa)))
  }

  private func total(_ from: String, _ to: String, _ includes: (String) -> Bool) -> Int64 {
    sales.reduce(0) { String($1.key.year) >= from && String($1.key.year) <= to && includes($1.key.channel) ? $0 + $1.value : $0 }
  }

  /// Σ of squared channel totals, and the square of the whole.
  private func squares(_ year: Int) -> (sum: Int128, one: Int128) {
    let channels = Set(sales.keys.filter { $0.year == year }.map(\.channel))
    let totals = channels.map { channel in Int128(total("\(year)", "\(year)") { $0 == channel }) }
    let whole = totals.reduce(0, +)
    return (totals.reduce(0) { $0 + $1 * $1 }, whole * whole)
  }

  private func count(_ dates: [CalendarDate], by date: CalendarDate) -> Int64 { Int64(dates.count { $0 <= date }) }
}
