/// What a batch was made for.
public enum BatchKind: String, Sendable {
  /// To try a product out.
  case test
  /// For stock.
  case regular
  /// For an order.
  case order
}

/// What one producer made of a batch.
public struct Contribution: Hashable, Sendable {
  /// Who.
  public let producer: ProducerCode
  /// How much; more than nothing.
  public let quantity: Quantity

  /// A line of a batch sheet.
  public init(producer: ProducerCode, quantity: Quantity) { (self.producer, self.quantity) = (producer, quantity) }
}

/// Raw material that went into a batch.
public struct MaterialInput: Hashable, Sendable {
  /// What, and from whom; no person's name.
  public let material: String, supplier: String?
  /// How much, in thousandths of the unit; more than nothing.
  public let quantity: Quantity, unit: Unit
  /// What it cost, in minor units of its currency; both or neither.
  public let cost: Int64?, currency: Currency?
  /// The advance of material to a producer that it was given out with.
  public let advance: AdvanceCode?

  /// A line of a material sheet.
  public init(
    material: String, supplier: String? = nil, quantity: Quantity, unit: Unit, cost: Int64? = nil, currency: Currency? = nil,
    advance: AdvanceCode? = nil
  ) {
    (self.material, self.supplier, self.quantity, self.unit) = (material, supplier, quantity, unit)
    (self.cost, self.currency, self.advance) = (cost, currency, advance)
  }

  func write(to writer: inout CanonicalWriter) {
    writer.member("advance", advance?.text)
    writer.member("cost", asTyped: cost)
    writer.member("currency", currency?.code)
    writer.member("material", material)
    writer.member("quantity", asTyped: quantity.thousandths)
    writer.member("supplier", supplier)
    writer.member("unit", unit.rawValue)
  }

  init(_ reader: inout CanonicalReader) throws(PayloadProblem) {
    let fields = try PayloadFields(&reader)
    try self.init(
      material: fields.text("material"), supplier: fields.optionalText("supplier"), quantity: fields.quantity("quantity"), unit: fields.word("unit"),
      cost: fields.optionalNumber("cost"), currency: fields.optionalText("currency") == nil ? nil : fields.currency("currency"),
      advance: fields.optionalCode("advance"))
  }
}
