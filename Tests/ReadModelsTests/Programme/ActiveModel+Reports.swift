import Ledger
import ReadModels

extension ActiveModel {
  /// The deeds that a question may see: up to a position, and up to a day.
  private func seen(_ parameters: ReportParameters) -> [(deed: Deed, day: CalendarDate)] {
    deeds.prefix(Int(parameters.atPosition ?? .max > deeds.count ? Int64(deeds.count) : parameters.atPosition ?? 0)).filter { done in
      parameters.through.map { done.day <= $0 } ?? true
    }
  }

  private static func index(_ day: CalendarDate) -> Int { day.components.year * 12 + day.components.month - 1 }

  private static func period(_ month: Int, _ by: PeriodLength) -> String {
    let (year, number) = (month / 12, month % 12 + 1)
    return switch by {
    case .year: "\(year)"
    case .quarter: "\(year)-Q\((number + 2) / 3)"
    case .month: "\(year)-\(number < 10 ? "0" : "")\(number)"
    }
  }

  /// Period, producers, active, active women, active share.
  func membership(_ parameters: ReportParameters) -> [String] {
    let deeds = seen(parameters).filter { done in parameters.to.map { done.day <= $0 } ?? true }
    var accepted: [String: Int64] = [:]
    var months: [(month: Int, batch: String, makers: [String])] = []
    var (changes, sales): ([(month: Int, change: Int)], [Int]) = ([], [])
    var known: Set<String> = []
    for (deed, day) in deeds {
      switch deed {
      case .made(let batch, _, _, let makers): months.append((Self.index(day), batch, makers))
      case .inspected(let batch, _, let more, _): accepted[batch, default: 0] += more
      case .sold: sales.append(Self.index(day))
      case .joined(let producer):
        known.insert(producer)
        changes.append((Self.index(day), 1))
      case .left(let producer):
        known.insert(producer)
        changes.append((Self.index(day), -1))
      }
    }
    guard let first = changes.map(\.month).min() else { return [] }
    let last = parameters.to.map { Self.index($0) } ?? (changes.map(\.month) + sales + months.map(\.month)).max() ?? first
    guard first <= last else { return [] }
    var rows: [String] = []
    for month in first...last where month == last || Self.period(month, parameters.by) != Self.period(month + 1, parameters.by) {
      let name = Self.period(month, parameters.by)
      if let from = parameters.from, Self.index(from) > month { continue }
      let active = Set(months.filter { ($0.month <= month && $0.month > month - 12) && accepted[$0.batch, default: 0] > 0 }.flatMap(\.makers))
      let producers = changes.filter { $0.month <= month }.reduce(0) { $0 + $1.change }
      // Of whom no registration or leaving is known, the book knows no sex.
      let women = active.filter { Self.isWoman($0) && known.contains($0) }.count
      let share = producers == 0 ? "–" : Self.decimal(active.count, producers)
      rows.append("\(name) \(producers) \(active.count) \(women) \(share)")
    }
    return rows
  }

  /// The whole report.
  func incomes(_ parameters: ReportParameters) -> [String] {
    let deeds = seen(parameters).filter { done in
      (parameters.to.map { done.day <= $0 } ?? true) && (parameters.from.map { done.day >= $0 } ?? true)
    }
    let all = seen(parameters)
    var periods: [String: [(Deed, Int)]] = [:]
    for (deed, day) in deeds { periods[Self.period(Self.index(day), parameters.by), default: []].append((deed, Self.index(day))) }
    let known = Set(
      all.compactMap { done in
        switch done.deed {
        case .joined(let producer), .left(let producer): producer
        default: nil
        }
      })
    return periods.keys.sorted().flatMap { rows(of: $0, periods[$0] ?? [], known) }
  }

  private func rows(of period: String, _ deeds: [(Deed, Int)], _ known: Set<String>) -> [String] {
    var (her, site, sites, income): ([String: Set<Int>], [String: Set<Int>], [String: Set<String>], [String: Int64]) = ([:], [:], [:], [:])
    for (deed, month) in deeds {
      switch deed {
      case .made(_, _, let place, let makers):
        for producer in makers {
          her[producer, default: []].insert(month)
          if let place { sites[place, default: []].insert(producer) }
        }
        if let place { site[place, default: []].insert(month) }
      case .sold(let producer, _, let net): income[producer, default: 0] += net
      default: break
      }
    }
    var monthly: [String: Int64] = [:]
    for (producer, months) in her {
      let months = sites.filter { $0.value.contains(producer) }.keys.reduce(months) { $0.union(site[$1] ?? []) }
      monthly[producer] = Self.quotient(income[producer] ?? 0, Int64(months.count))
    }
    func row(_ name: String, _ people: Set<String>) -> String {
      let sorted = people.compactMap { monthly[$0] }.sorted()
      func quantile(_ tenths: Int) -> Int64 {
        let place = (sorted.count - 1) * tenths
        let (low, part) = (place / 10, Int64(place % 10))
        return Self.quotient(sorted[low] * (10 - part) + (part == 0 ? 0 : sorted[low + 1] * part), 10)
      }
      let differences = sorted.flatMap { one in sorted.map { abs(one - $0) } }.reduce(0, +)
      let total = sorted.reduce(0, +)
      let gini = total == 0 ? "–" : Self.decimal(Int(differences), 2 * sorted.count * Int(total))
      let women = people.filter { Self.isWoman($0) && known.contains($0) }.count
      let sum = people.compactMap { income[$0] }.reduce(0, +)
      return
        "\(period) \(name) \(people.count) \(women) \(sum) \(sorted[0]) \(quantile(1)) \(quantile(5)) \(quantile(9)) \(sorted[sorted.count - 1]) \(gini)"
    }
    guard !her.isEmpty else { return [] }
    return [row("–", Set(her.keys))] + sites.keys.sorted().map { row($0, sites[$0] ?? []) }
  }

  /// Rounded half away from zero.
  private static func quotient(_ number: Int64, _ divisor: Int64) -> Int64 {
    let half = (abs(number) * 2 + divisor) / (divisor * 2)
    return number < 0 ? -half : half
  }

  /// A fraction with six decimals, rounded half away from zero.
  private static func decimal(_ number: Int, _ divisor: Int) -> String {
    let isNegative = (number < 0) != (divisor < 0) && number != 0
    let millionths = (abs(number) * 2_000_000 + abs(divisor)) / (abs(divisor) * 2)
    let digits = String(millionths % 1_000_000)
    return "\(isNegative && millionths != 0 ? "-" : "")\(millionths / 1_000_000).\(String(repeating: "0", count: 6 - digits.count))\(digits)"
  }
}
