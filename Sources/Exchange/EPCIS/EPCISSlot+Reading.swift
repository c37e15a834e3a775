import Ledger

extension EPCISSlot {
  /// Takes the slot's members out of the fields: the way back from `write`.
  /// - Parameter fact: what the event says in words, to which the members are added.
  /// - Throws: `EPCISProblem` when a field does not say what this slot wrote there, or contradicts what is known of the fact already.
  func read(_ fields: EPCISFields, on day: CalendarDate, to fact: inout JSONObject) throws(EPCISProblem) {
    switch self {
    case .lot(let quantity, let hasUnit, let isNegative): try Self.readLot(fields, quantity, hasUnit, isNegative, to: &fact)
    case .inputs: try Self.readInputs(fields, to: &fact)
    case .draws(let hasQuantity): try Self.readDraws(fields, hasQuantity, to: &fact)
    case .lines(let quantity): try Self.readLines(fields, quantity, to: &fact)
    case .place(let member, let field, let omitsHub):
      guard let name = fields[keyPath: field.path] else { return }
      let place = try Self.parts(name, .place).joined(separator: "/")
      if !(omitsHub && place == Place.hub.text) { try fact.set(member, .text(place)) }
    case .outlet:
      guard let name = fields.readPoint else { return }
      let parts = try Self.parts(name, .place)
      try fact.set("channel", .text(parts[0]))
      if parts.count > 1 { try fact.set("outlet", .text(parts[1])) }
    case .site:
      guard let name = fields.readPoint, let site = EPCISNames.parts(of: name, .site)?.first else { return }
      try fact.set("site", .text(site))
    case .paper(let member, let kind, _):
      for paper in fields.papers {
        if let code = EPCISNames.parts(of: paper.name, kind)?.first { try fact.set(member, .text(code)) }
      }
    case .day(let member):
      if fact[member] == nil { fact[member] = .text(day.description) }
    case .word(let member, let word):
      if fact[member] == nil { fact[member] = .text(word) }
    }
  }

  private static func parts(_ name: String, _ kind: EPCISNames.Kind) throws(EPCISProblem) -> [String] {
    guard let parts = EPCISNames.parts(of: name, kind), !parts.isEmpty else { throw EPCISProblem("“\(name)” is no name that Esep gives") }
    return parts
  }

  private static func lot(_ goods: EPCISGoods) throws(EPCISProblem) -> (product: String, batch: String?) {
    let parts = try parts(goods.epcClass, .product)
    return (parts[0], parts.count > 1 ? parts[1] : nil)
  }

  private static func readLot(
    _ fields: EPCISFields, _ quantity: String?, _ hasUnit: Bool, _ isNegative: Bool, to fact: inout JSONObject
  ) throws(EPCISProblem) {
    guard let goods = fields.goods.first else { throw EPCISProblem("there are no goods") }
    let lot = try lot(goods)
    try fact.set("product", .text(lot.product))
    if let batch = lot.batch { try fact.set("batch", .text(batch)) }
    guard let thousandths = goods.thousandths else { return }
    if let quantity { try fact.set(quantity, .integer(isNegative ? -thousandths : thousandths)) }
    if hasUnit { try fact.set("unit", .text(goods.unit)) }
  }

  private static func readInputs(_ fields: EPCISFields, to fact: inout JSONObject) throws(EPCISProblem) {
    try merge(fields.inputs, "inputs", to: &fact) { goods, input throws(EPCISProblem) in
      try input.set("material", .text(parts(goods.epcClass, .material)[0]))
      if let thousandths = goods.thousandths { try input.set("quantity", .integer(thousandths)) }
      try input.set("unit", .text(goods.unit))
    }
  }

  private static func readDraws(_ fields: EPCISFields, _ hasQuantity: Bool, to fact: inout JSONObject) throws(EPCISProblem) {
    guard let first = fields.goods.first else { throw EPCISProblem("there are no goods") }
    try fact.set("product", .text(lot(first).product))
    if let unit = fields.goods.first(where: { $0.thousandths != nil })?.unit { try fact.set("unit", .text(unit)) }
    var drawn: [EPCISGoods] = []
    for goods in fields.goods where try lot(goods).batch != nil { drawn.append(goods) }
    try merge(drawn, "draws", to: &fact) { goods, draw throws(EPCISProblem) in
      if let batch = try lot(goods).batch { try draw.set("batch", .text(batch)) }
      if let thousandths = goods.thousandths { try draw.set("quantity", .integer(thousandths)) }
    }
    if hasQuantity, fact["quantity"] == nil {
      fact["quantity"] = .integer(fields.goods.reduce(0) { $0 + ($1.thousandths ?? 0) })
    }
  }

  private static func readLines(_ fields: EPCISFields, _ quantity: String, to fact: inout JSONObject) throws(EPCISProblem) {
    try merge(fields.goods, "lines", to: &fact) { goods, line throws(EPCISProblem) in
      let lot = try lot(goods)
      try line.set("product", .text(lot.product))
      if let batch = lot.batch { try line.set("batch", .text(batch)) }
      if let thousandths = goods.thousandths { try line.set(quantity, .integer(thousandths)) }
    }
  }

  /// Each of the goods with what the list of the fact says of it beside.
  private static func merge(
    _ goods: [EPCISGoods], _ list: String, to fact: inout JSONObject,
    _ fill: (EPCISGoods, inout JSONObject) throws(EPCISProblem) -> Void
  ) throws(EPCISProblem) {
    let words = fact[list]?.elements
    guard words != nil || !goods.isEmpty else { return }
    guard let words, words.count == goods.count else { throw EPCISProblem("\(goods.count) goods, but esep:\(list) has \(words?.count ?? 0)") }
    var elements: [JSONValue] = []
    for (goods, words) in zip(goods, words) {
      guard var object = words.object else { throw EPCISProblem("an element of esep:\(list) is no object") }
      try fill(goods, &object)
      elements.append(.object(object))
    }
    fact[list] = .array(elements)
  }
}

extension JSONObject {
  /// Adds a member that is not there, or is there with the same value.
  fileprivate mutating func set(_ name: String, _ value: JSONValue) throws(EPCISProblem) {
    if let there = self[name], there != value { throw EPCISProblem("“\(name)” is said twice and differently") }
    self[name] = value
  }
}
