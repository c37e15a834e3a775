import EventLog
import Exchange
import Ledger
import Postgres

/// What a document needs to know of products, channels and outlets. As many as a catalogue has, whatever the log's length.
struct EPCISCatalogue: Sendable {
  private var products: [ProductCode: ProductState] = [:]
  private var places: [(parts: [String], name: String)] = []

  /// Everything up to a position; rare types, found by an index.
  init(_ session: Session, through position: Int64) throws {
    let rows = try session.query(
      """
      SELECT type, occurred_on, payload FROM event
      WHERE  type IN ('ProductDeveloped', 'ProductRenamed', 'CertificationDecided', 'CertificationRevoked', 'ChannelOpened', 'OutletOpened')
        AND  position <= $1 ORDER BY position
      """, [.int64(position)])
    for row in rows {
      let event = try Event(type: row.text(0), payload: row.bytes(2))
      let day = CalendarDate(daysSince1970: try row.day(1))
      switch event {
      case .productDeveloped(let developed): products[developed.product, default: ProductState()].evolve(event, on: day)
      case .productRenamed(let renamed): products[renamed.product, default: ProductState()].evolve(event, on: day)
      case .certificationDecided(let decided): products[decided.product, default: ProductState()].evolve(event, on: day)
      case .certificationRevoked(let revoked): products[revoked.product, default: ProductState()].evolve(event, on: day)
      case .channelOpened(let opened): places.append(([opened.channel.text], opened.name))
      case .outletOpened(let opened): places.append(([opened.channel.text, opened.outlet.text], opened.outlet.text))
      default: continue
      }
    }
  }

  /// What each product is counted in.
  var units: [String: String] {
    Dictionary(uniqueKeysWithValues: products.compactMap { code, state in state.developed.map { (code.text, $0.unit.rawValue) } })
  }

  /// The certificate that holds for a product on a day.
  func certificate(of product: String, on day: CalendarDate) -> String? {
    guard let code = ProductCode(checking: product), case .valid(let certificate, _)? = products[code]?.certificate(on: day) else { return nil }
    return certificate.text
  }

  /// What products and places are called in words.
  /// - Parameter wanted: only these products; nil for all.
  func master(of wanted: Set<ProductCode>?) -> EPCISMasterData {
    var master = EPCISMasterData()
    master.products = products.compactMap { code, state in
      guard wanted?.contains(code) ?? true, let name = state.name else { return nil }
      return (code.text, name)
    }.sorted { $0.code < $1.code }
    master.places = places
    return master
  }
}
