/// What things are called in words: the products and places that a document's events name (EPCIS 2.0, section 9.6: master data in the header).
public struct EPCISMasterData: Sendable {
  /// Products by code.
  public var products: [(code: String, name: String)] = []
  /// Places by their parts: a channel, or a channel and its outlet.
  public var places: [(parts: [String], name: String)] = []

  /// Nothing to say.
  public init() {}

  func written(_ names: EPCISNames) -> String? {
    guard !products.isEmpty || !places.isEmpty else { return nil }
    let classes = products.map { element(names.name(.product, [$0.code]), "descriptionShort", $0.name) }
    let locations = places.map { element(names.name(.place, $0.parts), "name", $0.name) }
    let vocabularies = [("EPCClass", classes), ("BusinessLocation", locations)].filter { !$0.1.isEmpty }.map { type, elements in
      JSONText.object([
        ("type", JSONText.string("urn:epcglobal:epcis:vtype:\(type)")), ("vocabularyElementList", JSONText.array(elements)),
      ])
    }
    return JSONText.object([("epcisMasterData", JSONText.object([("vocabularyList", JSONText.array(vocabularies))]))])
  }

  private func element(_ id: String, _ attribute: String, _ value: String) -> String {
    let attributes = JSONText.object([
      ("id", JSONText.string("urn:epcglobal:cbv:mda:\(attribute)")), ("attribute", JSONText.string(value)),
    ])
    return JSONText.object([("id", JSONText.string(id)), ("attributes", JSONText.array([attributes]))])
  }
}
