import Ledger

extension EPCISSlot {
  /// Puts the slot's members into the fields, and takes what can be read back from there out of the rest.
  func write(_ fact: JSONObject, _ context: EPCISContext, to fields: inout EPCISFields, rest: inout JSONObject) {
    switch self {
    case .lot(let quantity, let hasUnit, let isNegative):
      writeLot(fact, context, quantity, hasUnit, isNegative, to: &fields, rest: &rest)
    case .inputs: Self.writeInputs(fact, context, to: &fields, rest: &rest)
    case .draws(let hasQuantity): Self.writeDraws(fact, context, hasQuantity, to: &fields, rest: &rest)
    case .lines(let quantity): Self.writeLines(fact, context, quantity, to: &fields, rest: &rest)
    case .place(let member, let field, let omitsHub):
      guard let place = fact[member]?.text ?? (omitsHub ? Place.hub.text : nil) else { return }
      // A hub that is written where it is usually left out would be read back as left out.
      guard !(omitsHub && fact[member]?.text == Place.hub.text) else { return }
      fields[keyPath: field.path] = Self.name(ofPlace: place, context.names)
      rest[member] = nil
    case .outlet:
      guard let channel = fact["channel"]?.text else { return }
      fields.readPoint = context.names.name(.place, [channel] + (fact["outlet"]?.text.map { [$0] } ?? []))
      (rest["channel"], rest["outlet"]) = (nil, nil)
    case .site:
      guard let site = fact["site"]?.text else { return }
      fields.readPoint = context.names.name(.site, [site])
      rest["site"] = nil
    case .paper(let member, let kind, let type):
      guard let code = fact[member]?.text else { return }
      fields.papers.append(.init(type: type, name: context.names.name(kind, [code])))
      rest[member] = nil
    case .day(let member):
      if fact[member]?.text == context.day.description { rest[member] = nil }
    case .word(let member, let word):
      if fact[member]?.text == word { rest[member] = nil }
    }
  }

  /// Channel and outlet are parts of their own; what stands before the first slash is the channel (`Place`).
  static func name(ofPlace place: String, _ names: EPCISNames) -> String {
    names.name(.place, place.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init))
  }

  private func writeLot(
    _ fact: JSONObject, _ context: EPCISContext, _ quantity: String?, _ hasUnit: Bool, _ isNegative: Bool, to fields: inout EPCISFields,
    rest: inout JSONObject
  ) {
    guard let product = fact["product"]?.text, let batch = fact["batch"]?.text else { return }
    let said = quantity.flatMap { fact[$0]?.integer }.map { isNegative ? -$0 : $0 }
    let shown = said.flatMap { $0 > 0 ? $0 : nil }
    let unit = (hasUnit ? fact["unit"]?.text : nil) ?? context.units[product]
    fields.goods.append(EPCISGoods(epcClass: context.names.name(.product, [product, batch]), thousandths: shown, unit: unit))
    (rest["product"], rest["batch"]) = (nil, nil)
    guard shown != nil else { return }
    if let quantity { rest[quantity] = nil }
    if hasUnit { rest["unit"] = nil }
  }

  private static func writeInputs(_ fact: JSONObject, _ context: EPCISContext, to fields: inout EPCISFields, rest: inout JSONObject) {
    guard let inputs = fact["inputs"]?.elements else { return }
    rest["inputs"] = .array(
      inputs.map { input in
        guard var left = input.object, let material = left["material"]?.text, let unit = left["unit"]?.text else { return input }
        let quantity = left["quantity"]?.integer
        fields.inputs.append(EPCISGoods(epcClass: context.names.name(.material, [material]), thousandths: quantity, unit: unit))
        for member in ["material", "quantity", "unit"] { left[member] = nil }
        return .object(left)
      })
  }

  private static func writeDraws(
    _ fact: JSONObject, _ context: EPCISContext, _ hasQuantity: Bool, to fields: inout EPCISFields, rest: inout JSONObject
  ) {
    guard let product = fact["product"]?.text, let unit = fact["unit"]?.text, let draws = fact["draws"]?.elements else { return }
    var drawn: Int64 = 0
    rest["draws"] = .array(
      draws.map { draw in
        guard var left = draw.object, let batch = left["batch"]?.text, let quantity = left["quantity"]?.integer else { return draw }
        fields.goods.append(EPCISGoods(epcClass: context.names.name(.product, [product, batch]), thousandths: quantity, unit: unit))
        drawn += quantity
        for member in ["batch", "quantity"] { left[member] = nil }
        return .object(left)
      })
    let whole = hasQuantity ? fact["quantity"]?.integer : drawn
    if let whole, whole > drawn || draws.isEmpty {
      fields.goods.append(
        EPCISGoods(epcClass: context.names.name(.product, [product]), thousandths: whole > drawn ? whole - drawn : nil, unit: unit))
    }
    (rest["product"], rest["unit"]) = (nil, nil)
    if hasQuantity, let whole, whole >= drawn, whole > 0 { rest["quantity"] = nil }
    // A unit that no quantity carries, or pieces that were never written, are kept in words.
    if fields.goods.allSatisfy({ $0.thousandths == nil }) { rest["unit"] = .text(unit) }
  }

  private static func writeLines(
    _ fact: JSONObject, _ context: EPCISContext, _ quantity: String, to fields: inout EPCISFields, rest: inout JSONObject
  ) {
    guard let lines = fact["lines"]?.elements else { return }
    rest["lines"] = .array(
      lines.map { line in
        guard var left = line.object, let batch = left["batch"]?.text, let product = left["product"]?.text else { return line }
        let shown = left[quantity]?.integer.flatMap { $0 > 0 ? $0 : nil }
        fields.goods.append(
          EPCISGoods(epcClass: context.names.name(.product, [product, batch]), thousandths: shown, unit: context.units[product]))
        for member in ["batch", "product"] { left[member] = nil }
        if shown != nil { left[quantity] = nil }
        return .object(left)
      })
  }
}
