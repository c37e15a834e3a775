import Ledger

/// What an event of EPCIS says in the standard's own fields: the half of a fact that any partner's program understands.
struct EPCISFields: Hashable, Sendable {
  /// A paper the goods belong to.
  struct Paper: Hashable, Sendable {
    var type: EPCISPaper?
    var name: String
  }

  /// Goods seen, used up and made.
  var goods: [EPCISGoods] = [], inputs: [EPCISGoods] = []
  /// Where it was seen, and where the goods are afterwards.
  var readPoint: String?, bizLocation: String?
  /// The papers.
  var papers: [Paper] = []
  /// From where and to where the goods go.
  var source: String?, destination: String?

  /// The members of an event of that kind, in the standard's order.
  func members(_ kind: EPCISKind) -> [JSONObject.Member] {
    var object = JSONObject()
    if !papers.isEmpty {
      object["bizTransactionList"] = .array(
        papers.map { paper in
          var object = JSONObject()
          object["type"] = paper.type.map { .text($0.rawValue) }
          object["bizTransaction"] = .text(paper.name)
          return .object(object)
        })
    }
    if !inputs.isEmpty { object["inputQuantityList"] = .array(inputs.map(\.json)) }
    object[kind == .transformation ? "outputQuantityList" : "quantityList"] = .array(goods.map(\.json))
    object["readPoint"] = readPoint.map(Self.identified)
    object["bizLocation"] = bizLocation.map(Self.identified)
    object["sourceList"] = source.map { .array([.object(JSONObject([.init("type", .text("location")), .init("source", .text($0))]))]) }
    object["destinationList"] = destination.map {
      .array([.object(JSONObject([.init("type", .text("location")), .init("destination", .text($0))]))])
    }
    return object.members
  }

  init() {}

  /// From an event's members.
  /// - Throws: `EPCISProblem` when a field has another form than the standard's.
  init(_ event: JSONObject) throws(EPCISProblem) {
    for list in ["quantityList", "outputQuantityList"] {
      for element in event[list]?.elements ?? [] { goods.append(try EPCISGoods(element)) }
    }
    for element in event["inputQuantityList"]?.elements ?? [] { inputs.append(try EPCISGoods(element)) }
    readPoint = event["readPoint"]?.object?["id"]?.text
    bizLocation = event["bizLocation"]?.object?["id"]?.text
    source = event["sourceList"]?.elements?.first?.object?["source"]?.text
    destination = event["destinationList"]?.elements?.first?.object?["destination"]?.text
    for element in event["bizTransactionList"]?.elements ?? [] {
      guard let name = element.object?["bizTransaction"]?.text else { throw EPCISProblem("a paper has no bizTransaction") }
      papers.append(Paper(type: element.object?["type"]?.text.flatMap { EPCISPaper(rawValue: $0) }, name: name))
    }
  }

  private static func identified(_ name: String) -> JSONValue { .object(JSONObject([.init("id", .text(name))])) }
}
