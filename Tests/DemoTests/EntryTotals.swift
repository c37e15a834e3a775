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
  private struct Assortment: Hashable {
    let year: Int, channel: String
  }

  /// Net sales in tyiyn; cells that come to nothing are left out.
  var netSales: [Cell: Int64] { sales.filter { $0.value != 0 } }
  private(set) var unallocated: Int64 = 0
  private(set) var kinds: [String: Int] = [:]
  private(set) var books = Books()
  /// Lines whose debits are not their credits, but for lines by hand, of which several make a whole.
  private(set) var unbalanced: Int64 = 0
  private var sales: [Cell: Int64] = [:]
  private var exports: [Export: (quantity: Int64, value: Int64)] = [:]
  private var sold: [Assortment: Set<String>] = [:]
  private var members: [(date: CalendarDate, isWoman: Bool, count: Int64)] = []
  /// What producers were paid, by year.
  private var paid: [Int: Int64] = [:]
  private var groups: [CalendarDate] = []
  private var villages: [(date: CalendarDate, oblast: String)] = []
  private var developed: [CalendarDate] = []

  mutating func add(_ entry: Entry, on date: CalendarDate) {
    kinds[entry.kind, default: 0] += 1
    let difference = books.post(entry, on: date)
    if difference != 0, entry.kind != "adjusted" { unbalanced += 1 }
    switch entry.kind {
    case "sold", "returned", "reversed", "allocated": addSale(entry, on: date)
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
    if entry.producer == nil { unallocated += quantity }
    if entry.kind == "sold", let product = entry.product { sold[Assortment(year: year, channel: channel), default: []].insert(product) }
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
    }
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
