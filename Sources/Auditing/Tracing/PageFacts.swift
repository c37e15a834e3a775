import EventLog
import Exchange
import Ledger
import Postgres

/// What a batch's page says, as it is read from the log.
struct PageFacts: Sendable {
  /// The position of the event by which it was made.
  let made: Int64
  private let produced: BatchProduced
  private var productName: String
  private var site: String?
  private var villages: [BatchPage.Village] = []
  private var groups: [String] = []
  private var names: [String] = []
  private var certificate: BatchPage.CertificateFacts?
  private var isRecalled = false
  private var steps: [BatchPage.Step] = []

  /// - Returns: nil when the book knows no such batch.
  init?(_ session: Session, _ batch: BatchCode) throws {
    let events = try session.events(ofStreams: [StreamName.batch(batch).text])
    guard let first = events.first(where: { $0.type == BatchProduced.type }) else { return nil }
    (made, produced) = (first.position, try BatchProduced(payload: first.payload))
    productName = produced.product.text
    site = produced.site
    for event in events { try take(event) }
    try readProduct(session)
    try readMakers(session)
    if let code = produced.site.flatMap({ SiteCode(checking: $0) }) {
      for event in try session.events(ofStreams: [StreamName.site(code).text]) {
        if case .siteOpened(let opened) = try Event(type: event.type, payload: event.payload) { site = opened.name }
      }
    }
    steps.sort { ($0.date, $0.position) < ($1.date, $1.position) }
  }

  private mutating func take(_ event: RecordedEvent) throws {
    func step(_ kind: BatchPage.Step.Kind) -> BatchPage.Step { Self.step(kind, event) }
    switch try Event(type: event.type, payload: event.payload) {
    case .batchProduced: steps.append(step(.made))
    case .batchInspected(let seen): steps.append(step(.inspected(seen.by)))
    case .batchRecalled:
      steps.append(step(.recalled))
      isRecalled = true
    case .batchRecallLifted:
      steps.append(step(.recallLifted))
      isRecalled = false
    default: return
    }
  }

  private static func step(_ kind: BatchPage.Step.Kind, _ event: RecordedEvent) -> BatchPage.Step {
    BatchPage.Step(kind, on: CalendarDate(daysSince1970: event.occurredOn), position: event.position)
  }

  /// The product's name, and its certificates that held when the batch was made or were granted since. The page says until when: it knows no today.
  private mutating func readProduct(_ session: Session) throws {
    var product = ProductState()
    var held: Set<CertificateCode> = []
    for recorded in try session.events(ofStreams: [StreamName.product(produced.product).text]) {
      let event = try Event(type: recorded.type, payload: recorded.payload)
      product.evolve(event, on: CalendarDate(daysSince1970: recorded.occurredOn))
      switch event {
      case .certificationDecided(let decided):
        guard let last = decided.validUntil, last >= produced.producedOn else { continue }
        held.insert(decided.certificate)
        steps.append(Self.step(.certified, recorded))
      case .certificationRevoked(let revoked):
        if held.contains(revoked.certificate) { steps.append(Self.step(.certificateRevoked, recorded)) }
      default: continue
      }
    }
    productName = product.name ?? productName
    let lasting = product.certificates.filter { held.contains($0.code) && $0.revokedOn == nil }
    guard let decided = lasting.map(\.decided).max(by: { ($0.validUntil ?? $0.decidedOn) < ($1.validUntil ?? $1.decidedOn) }),
      let last = decided.validUntil
    else { return }
    certificate = BatchPage.CertificateFacts(code: decided.certificate.text, oblast: decided.oblast, validUntil: last, stars: decided.stars)
  }

  /// Villages and groups of all who made it, and the names of those who agreed that they are told.
  private mutating func readMakers(_ session: Session) throws {
    var states: [ProducerCode: ProducerState] = [:]
    let streams = Dictionary(uniqueKeysWithValues: produced.contributions.map { (StreamName.producer($0.producer).text, $0.producer) })
    for recorded in try session.events(ofStreams: streams.keys.sorted()) {
      guard let producer = streams[recorded.stream] else { continue }
      let event = try Event(type: recorded.type, payload: recorded.payload)
      states[producer, default: ProducerState()].evolve(event, on: CalendarDate(daysSince1970: recorded.occurredOn))
    }
    let memberships = produced.contributions.compactMap { states[$0.producer]?.membership }
    groups = Set(memberships.compactMap { $0.group?.text }).sorted()
    for community in Set(memberships.map(\.community)).sorted() {
      for recorded in try session.events(ofStreams: [StreamName.community(community).text]) {
        guard case .communityEnrolled(let enrolled) = try Event(type: recorded.type, payload: recorded.payload) else { continue }
        villages.append(
          BatchPage.Village(name: enrolled.name, kyrgyz: enrolled.nameKyrgyz, english: enrolled.nameEnglish, oblast: enrolled.oblast))
      }
    }
    let consenting = states.filter { $0.value.hasConsented(to: .publicName) && !$0.value.isErased }.map(\.key.text)
    guard !consenting.isEmpty else { return }
    names = try session.persons(ids: consenting).compactMap { person in
      (try? JSONParser.parse(Array(person.data.utf8)))?.object?["name"]?.text
    }.sorted()
  }

  func page(address: String, proof: PageProof) -> BatchPage {
    BatchPage(
      batch: produced.batch.text, product: produced.product.text, productName: productName, producedOn: produced.producedOn, site: site,
      villages: villages, groups: groups, makers: produced.contributions.count, names: names, materials: materials, certificate: certificate,
      isRecalled: isRecalled, steps: steps, proof: proof, address: address)
  }

  private var materials: [String] {
    var materials: [String] = []
    for input in produced.inputs where !materials.contains(input.material) { materials.append(input.material) }
    return materials
  }
}
