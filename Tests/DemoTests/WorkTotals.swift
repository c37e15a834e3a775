import Demo
import Ledger

/// Who made goods where in which month, and what it brought her: from the entries alone.
struct WorkTotals {
  private struct Making: Hashable {
    let producer: String, month: Month, site: String?
  }

  private var makings: Set<Making> = []
  /// Net of sales in tyiyn, by producer and month.
  private var net: [String: [Month: Int64]] = [:]
  private var women: Set<String> = []
  /// Months in which each producer made goods of an accepted batch.
  private var accepted: [String: (month: Month, makers: Set<String>)] = [:]
  private var acceptedMonths: [Month: Set<String>] = [:]

  mutating func add(_ entry: Entry, on date: CalendarDate) {
    let month = Month(of: date)
    switch entry.kind {
    case "registered": if let producer = entry.producer, entry.sex == "f" { women.insert(producer) }
    case "produced":
      guard let producer = entry.producer, let batch = entry.batch else { return }
      makings.insert(Making(producer: producer, month: month, site: entry.counterparty))
      accepted[batch, default: (month, [])].makers.insert(producer)
    case "accepted":
      // What is accepted later is counted in the month in which it was made.
      if let batch = entry.batch, let made = accepted[batch], entry.quantity ?? 0 > 0 {
        acceptedMonths[made.month, default: []].formUnion(made.makers)
      }
    case "sold", "returned", "reversed", "allocated":
      if let producer = entry.producer { net[producer, default: [:]][month, default: 0] += entry.bookAmounts?.net ?? 0 }
    default: break
    }
  }

  /// Who made goods in the twelve months that end with one.
  func active(through month: Month) -> Set<String> {
    var (makers, current): (Set<String>, Month) = ([], month)
    for _ in 0..<12 {
      makers.formUnion(acceptedMonths[current] ?? [])
      current = current.previous
    }
    return makers
  }

  /// What is asked of those who made goods at some sites from one month to another.
  func answer(_ measure: WorkMeasure, at sites: Set<String>, from first: Month, through last: Month) -> Int64 {
    let inTime = makings.filter { first <= $0.month && $0.month <= last }
    let people = Set(inTime.filter { $0.site.map(sites.contains) ?? false }.map(\.producer))
    switch measure {
    case .people: return Int64(people.count)
    case .women: return Int64(people.intersection(women).count)
    case .lowest, .highest: break
    }
    let incomes = people.map { producer in
      let hers = inTime.filter { $0.producer == producer }
      let places = Set(hers.compactMap(\.site))
      let months = Set(hers.map(\.month) + inTime.filter { $0.site.map(places.contains) ?? false }.map(\.month))
      let sum = net[producer, default: [:]].reduce(Int64(0)) { first <= $1.key && $1.key <= last ? $0 + $1.value : $0 }
      return Int64(roundedQuotient(Int128(sum), by: Int128(months.count)))
    }
    return (measure == .lowest ? incomes.min() : incomes.max()) ?? 0
  }
}
