/// A product was developed: it exists in the catalogue, whether or not it is on sale.
public struct ProductDeveloped: EventPayload {
  /// Its name in the log.
  public static let type = "ProductDeveloped"
  /// Which product.
  public let product: ProductCode
  /// What it is called and the category it is reported under.
  public let name: String, category: String
  /// What it is counted in.
  public let unit: Unit
  /// Harmonized System code for customs, 6 to 10 digits.
  public let hsCode: String?
  /// Oblast of origin.
  public let oblast: String?

  /// Writes the members, in order of their names.
  public func write(to writer: inout CanonicalWriter) {
    writer.member("category", category)
    writer.member("hs_code", hsCode)
    writer.member("name", name)
    writer.member("oblast", oblast)
    writer.member("product", product.text)
    writer.member("unit", unit.rawValue)
  }

  /// Reads a payload back.
  public init(payload: [UInt8]) throws(PayloadProblem) {
    let fields = try PayloadFields(payload)
    try self.init(
      product: fields.code("product"), name: fields.text("name"), category: fields.text("category"), unit: fields.word("unit"),
      hsCode: fields.optionalText("hs_code"), oblast: fields.optionalText("oblast"))
  }

  init(product: ProductCode, name: String, category: String, unit: Unit, hsCode: String?, oblast: String?) {
    (self.product, self.name, self.category, self.unit, self.hsCode, self.oblast) = (product, name, category, unit, hsCode, oblast)
  }
}

/// A product got another name; its code and history stay.
public struct ProductRenamed: EventPayload {
  /// Its name in the log.
  public static let type = "ProductRenamed"
  /// Which product.
  public let product: ProductCode
  /// The new name.
  public let name: String

  /// Writes the members, in order of their names.
  public func write(to writer: inout CanonicalWriter) {
    writer.member("name", name)
    writer.member("product", product.text)
  }

  /// Reads a payload back.
  public init(payload: [UInt8]) throws(PayloadProblem) {
    let fields = try PayloadFields(payload)
    try self.init(product: fields.code("product"), name: fields.text("name"))
  }

  init(product: ProductCode, name: String) { (self.product, self.name) = (product, name) }
}

/// It became known from which oblast a product comes, which its entry in the catalogue had left open.
public struct ProductOriginStated: EventPayload {
  /// Its name in the log.
  public static let type = "ProductOriginStated"
  /// Which product, and where it comes from.
  public let product: ProductCode, oblast: String

  /// Writes the members, in order of their names.
  public func write(to writer: inout CanonicalWriter) {
    writer.member("oblast", oblast)
    writer.member("product", product.text)
  }

  /// Reads a payload back.
  public init(payload: [UInt8]) throws(PayloadProblem) {
    let fields = try PayloadFields(payload)
    try self.init(product: fields.code("product"), oblast: fields.text("oblast"))
  }

  init(product: ProductCode, oblast: String) { (self.product, self.oblast) = (product, oblast) }
}
