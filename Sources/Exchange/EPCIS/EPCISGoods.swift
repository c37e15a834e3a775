import Ledger

/// Some goods of a class: an element of a quantity list (EPCIS 2.0, section 7.3.3.3).
struct EPCISGoods: Hashable, Sendable {
  /// The class's name.
  var epcClass: String
  /// How much, in thousandths of the unit; nil when the event does not say.
  var thousandths: Int64?
  /// A unit of UN/ECE Recommendation 20; nil for a count of whole pieces, which EPCIS writes without one.
  var uom: String?

  init(epcClass: String, thousandths: Int64?, unit: String?) {
    let isCount = unit == Unit.piece.rawValue && (thousandths ?? 0) % 1000 == 0
    (self.epcClass, self.thousandths, uom) = (epcClass, thousandths, isCount || thousandths == nil ? nil : unit)
  }

  /// The unit, said or implied.
  var unit: String { uom ?? Unit.piece.rawValue }

  var json: JSONValue {
    var object = JSONObject([.init("epcClass", .text(epcClass))])
    object["quantity"] = thousandths.map { .number(NumberText.quantity(thousandths: $0, separator: "")) }
    object["uom"] = uom.map { .text($0) }
    return .object(object)
  }

  /// - Throws: `EPCISProblem` when it is no such element, or finer than thousandths.
  init(_ json: JSONValue) throws(EPCISProblem) {
    guard let object = json.object, let epcClass = object["epcClass"]?.text else { throw EPCISProblem("goods have no epcClass") }
    (self.epcClass, uom) = (epcClass, object["uom"]?.text)
    guard let quantity = object["quantity"] else { return }
    guard case .number(let digits) = quantity, let number = DecimalNumber(digits), let thousandths = number.integer(places: 3) else {
      throw EPCISProblem("a quantity is no number of thousandths")
    }
    self.thousandths = thousandths
  }
}
