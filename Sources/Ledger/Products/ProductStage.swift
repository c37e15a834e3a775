/// The eleven steps of the OVOP method, from looking at what a village has to selling what it makes.
///
/// After the movement's manuals as JICA's project in Issyk-Kul teaches them; the words on screens, in three languages, are the screens' own.
public enum ProductStage: Int64, Sendable, CaseIterable, Comparable {
  /// The territory is looked at: its people, nature, crafts and markets.
  case territoryAnalysis = 1
  /// The community is mobilised: people join and choose who speaks for them.
  case communityMobilised
  /// The resources that only this place has are found.
  case resourcesFound
  /// One idea is chosen among many.
  case ideaChosen
  /// The product's concept is written: for whom, how sold, at what price.
  case concept
  /// Recipe and technology are worked out.
  case recipeAndTechnology
  /// Its makers are trained.
  case makersTrained
  /// Samples are made and shown.
  case samples
  /// Test batches are made and sold.
  case testBatches
  /// Its quality is controlled, and a committee certifies it.
  case qualityAndCertification
  /// It is branded and on sale.
  case brandingAndSales

  /// Earlier steps come first.
  public static func < (left: ProductStage, right: ProductStage) -> Bool { left.rawValue < right.rawValue }
}

/// A product reached a step of the OVOP method, on the event's date.
public struct ProductStageReached: EventPayload {
  /// Its name in the log.
  public static let type = "ProductStageReached"
  /// Which product, and which step.
  public let product: ProductCode, stage: ProductStage
  /// Why steps were left out, or anything else worth knowing.
  public let note: String?

  /// Writes the members, in order of their names.
  public func write(to writer: inout CanonicalWriter) {
    writer.member("note", note)
    writer.member("product", product.text)
    writer.member("stage", stage.rawValue)
  }

  /// Reads a payload back.
  public init(payload: [UInt8]) throws(PayloadProblem) {
    let fields = try PayloadFields(payload)
    guard let stage = ProductStage(rawValue: try fields.number("stage")) else { throw PayloadProblem(description: "stage is none of the eleven") }
    try self.init(product: fields.code("product"), stage: stage, note: fields.optionalText("note"))
  }

  init(product: ProductCode, stage: ProductStage, note: String?) { (self.product, self.stage, self.note) = (product, stage, note) }
}
