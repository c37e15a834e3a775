/// What the book knows of a product.
public struct ProductState: Sendable {
  /// Its entry in the catalogue; the name is the first one.
  public private(set) var developed: ProductDeveloped?
  /// What it is called now, and the oblast it comes from as far as is known.
  public private(set) var name: String?, oblast: String?
  /// The step of the OVOP method it has come to, since when, and what was noted with it; nil while none is recorded.
  public private(set) var stage: (reached: ProductStage, since: CalendarDate, note: String?)?
  /// All versions of its recipe, in order.
  public private(set) var recipes: [Recipe] = []
  /// All that committees decided about it, in the order it was recorded.
  public private(set) var certificates: [Certificate] = []

  /// Nothing known yet.
  public init() {}

  /// Takes a fact in.
  public mutating func evolve(_ event: Event, on date: CalendarDate) {
    switch event {
    case .productDeveloped(let event): (developed, name, oblast) = (event, event.name, event.oblast)
    case .productOriginStated(let event): oblast = event.oblast
    case .productRenamed(let event): name = event.name
    case .productStageReached(let event): stage = (event.stage, date, event.note)
    case .recipeAgreed(let event): recipes.append(event.recipe)
    case .certificationDecided(let event): certificates.append(Certificate(decided: event))
    case .certificationRevoked(let event):
      guard let index = certificates.firstIndex(where: { $0.code == event.certificate }) else { break }
      (certificates[index].revokedOn, certificates[index].reasonOfRevocation) = (date, event.reason)
    default: break
    }
  }

  /// Whether it is certified on a day, and if not, why not.
  /// - Complexity: O(decisions about it).
  public func certificate(on date: CalendarDate) -> CertificateStanding { certificates.standing(on: date) }

  /// A version of its recipe; nil when there is none of that number.
  public func recipe(version: Int64) -> Recipe? { recipes.first { $0.version == version } }

  /// The recipe in force on a day; nil before the first.
  public func recipe(on date: CalendarDate) -> Recipe? { recipes.last { $0.validFrom <= date } }
}
