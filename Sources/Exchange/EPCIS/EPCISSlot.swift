import Ledger

/// How some members of a fact stand in the standard's fields. Each slot is read the way it is written, so that both directions are one description.
enum EPCISSlot: Sendable, Hashable {
  /// The batch's goods: class of product and batch, with the quantity of that member where it is more than nothing; the unit too if the fact says it.
  case lot(quantity: String?, hasUnit: Bool = false, isNegative: Bool = false)
  /// Raw material: the members `material`, `quantity` and `unit` of the list `inputs`.
  case inputs
  /// Goods of one product from several batches, and as the last element those of no known batch: `product`, `quantity`, `unit` and the list `draws`.
  case draws(hasQuantity: Bool)
  /// Goods of several products: `batch`, `product` and that quantity of the list `lines`.
  case lines(quantity: String)
  /// A place of goods, in that field; a member left out is the hub, where the fact says so.
  case place(String, EPCISPlaceField, omitsHub: Bool = false)
  /// The members `channel` and `outlet`, as where goods were seen.
  case outlet
  /// The free text `site`, as where goods were made.
  case site
  /// A paper.
  case paper(String, EPCISNames.Kind, EPCISPaper? = nil)
  /// A day that is the fact's own.
  case day(String)
  /// A word that the business step and disposition say already.
  case word(String, String)
}

/// A field for a place.
enum EPCISPlaceField: Sendable, Hashable {
  /// Where it was seen; where the goods are afterwards.
  case readPoint, bizLocation
  /// Where goods come from and where they go.
  case source, destination

  var path: WritableKeyPath<EPCISFields, String?> {
    switch self {
    case .readPoint: \.readPoint
    case .bizLocation: \.bizLocation
    case .source: \.source
    case .destination: \.destination
    }
  }
}

/// What writing needs to know beside a fact.
struct EPCISContext: Sendable {
  /// How things are called.
  let names: EPCISNames
  /// What each product is counted in, for facts that do not say it.
  let units: [String: String]
  /// The fact's day.
  let day: CalendarDate
}
