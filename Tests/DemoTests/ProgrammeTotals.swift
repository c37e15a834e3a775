import Demo
import Ledger

/// Sites, programmes, certificates and claims, as the facts tell them.
struct ProgrammeTotals {
  private struct Site {
    let code: String, payers: [String], programme: String?
    let openedOn: CalendarDate
    var closedOn: CalendarDate?
  }
  private struct Span {
    let product: String, certificate: CertificateCode
    let from: CalendarDate, through: CalendarDate
    var revokedOn: CalendarDate?
  }

  private var sites: [Site] = []
  private var enrolments: [(enrolment: Enrolment, on: CalendarDate, sign: Int64)] = []
  private var spans: [Span] = []
  private(set) var claims: [String: PublishedFigure] = [:]
  /// By currency and the year they were published in.
  private(set) var rates: [String: [Int: Rate]] = [:]
  private(set) var decisions: [CertificationOutcome: Int] = [:], stages: [ProductStage: Int] = [:]
  private(set) var inspections: [Inspection: Int] = [:]
  private(set) var consents = 0, trainings = 0, recipes = 0

  mutating func add(_ fact: Fact) {
    let date = fact.occurredOn
    switch fact.event {
    case .siteOpened(let event):
      sites.append(
        Site(code: event.site.text, payers: event.funding.map(\.payer), programme: event.programme?.text, openedOn: date, closedOn: nil))
    case .siteClosed(let event): if let index = sites.lastIndex(where: { $0.code == event.site.text }) { sites[index].closedOn = date }
    case .programmeEnrolled(let event): enrolments.append((event.enrolment, date, 1))
    case .programmeLeft(let event): enrolments.append((event.enrolment, date, -1))
    case .certificationDecided(let event):
      decisions[event.outcome, default: 0] += 1
      if let through = event.validUntil {
        spans.append(Span(product: event.product.text, certificate: event.certificate, from: event.decidedOn, through: through, revokedOn: nil))
      }
    case .certificationRevoked(let event):
      if let index = spans.firstIndex(where: { $0.certificate == event.certificate }) { spans[index].revokedOn = date }
    case .claimRecorded(let event): claims[event.claim.text] = event.published
    case .fxRatePublished(let event): rates[event.currency.code, default: [:]][event.rate.date.components.year] = event.rate
    case .productStageReached(let event): stages[event.stage, default: 0] += 1
    case .batchInspected(let event): inspections[event.by, default: 0] += 1
    case .consentGiven: consents += 1
    case .consentWithdrawn: consents -= 1
    case .trainingCompleted: trainings += 1
    case .recipeAgreed: recipes += 1
    default: break
    }
  }

  /// The sites of an owner that are open at the end of a day.
  func sites(of owner: SiteOwner, at date: CalendarDate) -> Set<String> {
    Set(
      sites.filter { site in
        guard site.openedOn <= date, site.closedOn.map({ date < $0 }) ?? true else { return false }
        return switch owner {
        case .payer(let payer): site.payers.contains(payer)
        case .programme(let programme): site.programme == programme
        }
      }.map(\.code))
  }

  func enrolled(_ unit: EnrolmentUnit, in programme: String, at date: CalendarDate) -> Int64 {
    enrolments.reduce(0) { sum, line in
      line.on <= date && line.enrolment.programme.text == programme && line.enrolment.unit == unit ? sum + line.sign * line.enrolment.count : sum
    }
  }

  func isCertified(_ product: String, on date: CalendarDate) -> Bool {
    spans.contains { $0.product == product && $0.from <= date && date <= $0.through && $0.revokedOn.map { date < $0 } ?? true }
  }
}

extension CalendarDate {
  static let distantFuture = CalendarDate(daysSince1970: 100_000)

  static func lastDay(of year: Int) -> CalendarDate { CalendarDate(year: year, month: 12, day: 31) ?? distantFuture }
}

extension Month {
  init(year: Int, _ month: Int) { self.init(of: CalendarDate(year: year, month: month, day: 1) ?? .distantFuture) }

  var lastDay: CalendarDate { days.upperBound }
}
