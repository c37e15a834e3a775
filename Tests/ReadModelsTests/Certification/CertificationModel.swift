import Ledger
import ReadModels

/// The same reports made of the events of the log one by one, by nothing but loops: what SQL over read models has to agree with.
struct CertificationModel {
  let events: [KnownEvent]
  let asked: ReportParameters

  private struct Paper {
    var decided: CertificationDecided
    var on: CalendarDate
    var revokedOn: CalendarDate?
  }

  init(_ events: [KnownEvent], _ asked: ReportParameters) {
    self.asked = asked
    self.events = events.filter { event in
      asked.atPosition.map { event.position <= $0 } ?? true && asked.through.map { event.day <= $0 } ?? true
    }
  }

  private var lastAsked: CalendarDate? { [asked.to, asked.through].compactMap(\.self).min() }

  /// The newest day of anything that makes an entry, or that is of the given kind.
  private func newest(_ counts: (Event) -> Bool) -> CalendarDate? {
    events.filter { counts($0.event) || !unroll($0.event).isEmpty }.map(\.day).max()
  }

  private func name(_ product: ProductCode) -> String {
    var name = "–"
    for known in events {
      switch known.event {
      case .productDeveloped(let event) where event.product == product: name = event.name
      case .productRenamed(let event) where event.product == product: name = event.name
      default: break
      }
    }
    return name
  }

  private var papers: [Paper] {
    var papers: [Paper] = []
    for known in events {
      switch known.event {
      case .certificationDecided(let event): papers.append(Paper(decided: event, on: known.day))
      case .certificationRevoked(let event):
        for index in papers.indices where papers[index].decided.certificate == event.certificate { papers[index].revokedOn = known.day }
      default: break
      }
    }
    return papers
  }

  private func standing(_ paper: Paper, _ day: CalendarDate) -> String {
    guard let last = paper.decided.validUntil else { return "refused" }
    if let revokedOn = paper.revokedOn, revokedOn <= day { return "revoked" }
    return last < day ? "expired" : "valid"
  }

  var certification: [String] {
    let isDecision = { (event: Event) in
      switch event {
      case .certificationDecided, .certificationRevoked: true
      default: false
      }
    }
    guard let day = lastAsked ?? newest(isDecision) else { return [] }
    let known = papers.filter { $0.on <= day }
    return Set(known.map(\.decided.product)).sorted().compactMap { product in
      let own = known.filter { $0.decided.product == product }
      let valid = own.filter { standing($0, day) == "valid" }
      func isLess(_ left: Paper, _ right: Paper) -> Bool { (left.on, left.decided.certificate) < (right.on, right.decided.certificate) }
      let lasting = valid.map { $0.decided.validUntil ?? $0.on }.max()
      let shown = valid.isEmpty ? own.max(by: isLess) : valid.filter { $0.decided.validUntil == lasting }.max(by: isLess)
      return shown.map { paper in
        let (decided, standing) = (paper.decided, standing(paper, day))
        let left = standing == "valid" ? decided.validUntil.map { "\($0.daysSince1970 - day.daysSince1970)" } : nil
        return
          "\(product) \(name(product)) \(decided.oblast) \(decided.certificate) \(paper.on) \(decided.validUntil?.description ?? "–") \(standing) "
          + "\(decided.stars.map { "\($0)" } ?? "–") \(left ?? "–")"
      }
    }
  }

  var pipeline: [String] {
    let isStage = { (event: Event) in if case .productStageReached = event { true } else { false } }
    guard let day = lastAsked ?? newest(isStage) else { return [] }
    var reached: [ProductCode: (stage: ProductStage, since: CalendarDate)] = [:]
    for known in events where known.day <= day {
      guard case .productStageReached(let event) = known.event else { continue }
      if let earlier = reached[event.product], earlier.stage >= event.stage { continue }
      reached[event.product] = (event.stage, known.day)
    }
    let rows = reached.map { (product: $0.key, stage: $0.value.stage, since: $0.value.since, days: day.daysSince1970 - $0.value.since.daysSince1970) }
    return rows.sorted { left, right in
      let (leftIsDone, rightIsDone) = (left.stage == .brandingAndSales, right.stage == .brandingAndSales)
      if leftIsDone != rightIsDone { return rightIsDone }
      return left.days == right.days ? left.product < right.product : left.days > right.days
    }.map { "\($0.product) \(name($0.product)) \($0.stage.rawValue) \($0.since) \($0.days)" }
  }

  var certifiedProducts: [String] {
    var sold: [CalendarDate: [ProductCode: Int64]] = [:]
    for known in events where asked.from.map({ known.day >= $0 }) ?? true && asked.to.map({ known.day <= $0 }) ?? true {
      for entry in unroll(known.event) where ["sold", "returned"].contains(entry.kind) {
        guard let product = entry.product.flatMap({ ProductCode(checking: $0) }), let quantity = entry.quantity else { continue }
        sold[firstDay(known.day), default: [:]][product, default: 0] += quantity
      }
    }
    return sold.keys.sorted().compactMap { first in
      let products = (sold[first] ?? [:]).filter { $0.value > 0 }.map(\.key)
      let last = min(lastDay(first), lastAsked ?? lastDay(first))
      let certified = products.filter { product in
        papers.contains { $0.decided.product == product && $0.on <= last && standing($0, last) == "valid" }
      }
      if products.isEmpty { return nil }
      let millionths = (certified.count * 2_000_000 + products.count) / (products.count * 2)
      let share = "\(millionths / 1_000_000)." + String(String(millionths % 1_000_000 + 1_000_000).dropFirst())
      return "\(periodName(first)) \(products.count) \(certified.count) \(share)"
    }
  }

  var uncertifiedSales: [String] {
    var found: [[String]: (sales: Int, quantity: Int64)] = [:]
    for known in events where asked.from.map({ known.day >= $0 }) ?? true && asked.to.map({ known.day <= $0 }) ?? true {
      guard case .saleRecorded(let sale) = known.event, sale.place.channel.text == "GUM", asked.channel ?? "GUM" == "GUM" else { continue }
      guard let lack = lackWhenRecorded(sale.goods.product, known) else { continue }
      let key = [periodName(firstDay(known.day)), "GUM", "–", sale.goods.product.text, lack]
      found[key, default: (0, 0)].sales += 1
      found[key, default: (0, 0)].quantity += sale.allocations.reduce(0) { $0 + $1.quantity.thousandths }
    }
    return found.keys.sorted { $0.lexicographicallyPrecedes($1) }.map {
      ($0 + ["\(found[$0]?.sales ?? 0)", "\(found[$0]?.quantity ?? 0)"]).joined(separator: " ")
    }
  }

  /// What was missing on the day of the sale, by what the book had when the sale was recorded; nil when nothing was.
  private func lackWhenRecorded(_ product: ProductCode, _ sale: KnownEvent) -> String? {
    var before = ReportParameters()
    before.atPosition = sale.position
    let own = CertificationModel(events, before).papers.filter {
      $0.decided.product == product && $0.on <= sale.day && $0.decided.validUntil != nil
    }
    let standings = own.sorted { ($0.on, $0.decided.certificate) < ($1.on, $1.decided.certificate) }.map { standing($0, sale.day) }
    return standings.contains("valid") ? nil : standings.last ?? "none"
  }

  // MARK: Periods

  private func firstDay(_ day: CalendarDate) -> CalendarDate {
    let (year, month, _) = day.components
    return switch asked.by {
    case .month: .day(year, month, 1)
    case .quarter: .day(year, (month - 1) / 3 * 3 + 1, 1)
    case .year: .day(year, 1, 1)
    }
  }

  private func lastDay(_ first: CalendarDate) -> CalendarDate {
    var day = first
    while firstDay(day.adding(days: 1)) == first { day = day.adding(days: 1) }
    return day
  }

  private func periodName(_ first: CalendarDate) -> String {
    switch asked.by {
    case .month: String(first.description.prefix(7))
    case .quarter: "\(first.components.year)-Q\((first.components.month + 2) / 3)"
    case .year: "\(first.components.year)"
    }
  }
}
