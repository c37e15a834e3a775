import Ledger

/// What the committees decide about the products that are sold: about four in five are certified (published), which ones is assumed.
struct Certificates {
  /// A certificate's first and last day, and the day it was taken back, if it was.
  private struct Span {
    let decidedOn: CalendarDate, validUntil: CalendarDate
    var revokedOn: CalendarDate?
  }
  private struct Decision {
    let product: DemoProduct
    let decidedOn: CalendarDate
    let validUntil: CalendarDate?
  }

  /// Criteria, decisions and the one revocation, by date.
  private(set) var commands: [DatedCommand] = []
  private var spans: [ProductCode: [Span]] = [:]
  /// The newest certificate of each product.
  private var newest: [ProductCode: CertificateCode] = [:]
  private var chance = SplitMix64(.certificates)

  /// How long a certificate holds.
  private static let years = 4

  /// The decisions about all products that are ever sold.
  init(_ catalogue: Catalogue) {
    var decisions: [Decision] = []
    for product in catalogue.products {
      guard let sold = Self.timeOnSale(product, in: catalogue) else { continue }
      decisions += Self.decisions(about: product, sold: sold)
    }
    decisions.sort { ($0.decidedOn, $0.product.product) < ($1.decidedOn, $1.product.product) }
    var numbers: [String: Int] = [:]
    for decision in decisions { record(decision, &numbers) }
    revoke(RecallStory.product(catalogue), on: RecallStory.recalledOn)
    commands = Committee.all.flatMap(\.commands) + commands
  }

  /// Whether a product has a certificate on a day.
  func isCertified(_ product: ProductCode, on date: CalendarDate) -> Bool {
    spans[product, default: []].contains { $0.decidedOn <= date && date <= $0.validUntil && $0.revokedOn.map { date < $0 } ?? true }
  }

  /// Whether a shop that asks for certificates offers a product in a month: it has one, or had one until lately and nobody has noticed yet.
  func isOffered(_ product: ProductCode, in month: Month) -> Bool {
    isCertified(product, on: month.firstDay) || isCertified(product, on: month.firstDay.adding(days: -30))
  }

  /// The first day of a product's first certificate; nil when it never has one.
  func firstDay(of product: ProductCode) -> CalendarDate? { spans[product]?.first?.decidedOn }

  /// When a product is on sale, through channels that choose, by order, or in one of the stories.
  static func timeOnSale(_ product: DemoProduct, in catalogue: Catalogue) -> Range<CalendarDate>? {
    if let years = OrderRange.years(of: product) {
      return CalendarDate(years.lowerBound, 1, 1)..<CalendarDate(years.upperBound, 12, 31)
    }
    return product.onSale ?? catalogue.timeInStories(product)
  }

  /// One in four of those the channels choose is never certified: half of these a committee has refused, the others were never shown to one. The others get a new certificate
  /// before the old one ends, or now and then some weeks too late.
  private static func decisions(about product: DemoProduct, sold: Range<CalendarDate>) -> [Decision] {
    let committee = Committee.of(product.oblast)
    var day = max(committee.startedOn.adding(days: product.number * 37 % 210), sold.lowerBound.adding(days: -20))
    guard day < sold.upperBound else { return [] }
    if isLeftOut(product) {
      return product.number % 2 == 0 ? [Decision(product: product, decidedOn: day, validUntil: nil)] : []
    }
    var decisions: [Decision] = []
    while day < sold.upperBound {
      let until = day.adding(days: years * 365)
      decisions.append(Decision(product: product, decidedOn: day, validUntil: until))
      let isLate = !product.isMadeToOrder && (product.number + decisions.count) % 9 == 4
      day = until.adding(days: isLate ? 45 : -15)
    }
    return decisions.filter { $0.decidedOn <= Month.last.lastDay }
  }

  /// What MUJI orders is certified, all of it, and so is the jam that is recalled later.
  private static func isLeftOut(_ product: DemoProduct) -> Bool {
    !product.isMadeToOrder && product.line.hsCode != RecallStory.hsCode && product.number * 9 % 29 < 7
  }

  private mutating func record(_ decision: Decision, _ numbers: inout [String: Int]) {
    let (product, committee) = (decision.product, Committee.of(decision.product.oblast))
    let prefix = "BC-\(committee.initials)-\(decision.decidedOn.components.year)-"
    numbers[prefix, default: 0] += 1
    let code = CertificateCode(prefix + Names.padded(numbers[prefix, default: 0], to: 3))
    let set = committee.criteria.last { $0.validFrom <= decision.decidedOn } ?? committee.criteria[0]
    let command = DecideCertification(
      product: product.product, certificate: code, oblast: product.oblast, criteriaVersion: set.version,
      results: results(by: set, isGood: decision.validUntil != nil), decidedOn: decision.decidedOn, validUntil: decision.validUntil)
    commands.append(DatedCommand(recordedAt: decision.decidedOn, command: .certification(.decide(command))))
    if let until = decision.validUntil {
      spans[product.product, default: []].append(Span(decidedOn: decision.decidedOn, validUntil: until))
      newest[product.product] = code
    }
  }
  /// Results that are good enough, or fail one criterion.
  private mutating func results(by set: CriteriaSet, isGood: Bool) -> ByCriterion<CriterionResult> {
    let failing: Criterion? = isGood ? nil : chance.choose([.localMaterial, .ecology, .uniqueDesign])
    func result(_ criterion: Criterion) -> CriterionResult {
      switch set.measures[criterion] {
      case .passFail: criterion == failing ? .failed : .passed
      case .score: .score(criterion == failing ? Int64(chance.within(1...4)) : Int64(chance.within(5...10)))
      }
    }
    return ByCriterion(
      qualitySafety: result(.qualitySafety), localMaterial: result(.localMaterial), ecology: result(.ecology), uniqueDesign: result(.uniqueDesign))
  }

  /// A laboratory finds something in a product: its committee takes the certificate back.
  private mutating func revoke(_ product: DemoProduct, on date: CalendarDate) {
    guard let certificate = newest[product.product], let last = spans[product.product]?.indices.last else {
      preconditionFailure("\(product.product) has a certificate to lose")
    }
    spans[product.product]?[last].revokedOn = date
    let command = RevokeCertificate(product: product.product, certificate: certificate, reason: RecallStory.reason, date: date)
    commands.append(DatedCommand(recordedAt: date, command: .certification(.revoke(command))))
  }
}
