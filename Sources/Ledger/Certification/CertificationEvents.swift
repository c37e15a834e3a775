/// What a committee decided about a product.
public enum CertificationOutcome: String, Sendable, CaseIterable {
  /// It carries the brand's certificate.
  case granted
  /// It does not.
  case refused
}

/// The brand committee of the product's oblast decided whether it is certified.
public struct CertificationDecided: EventPayload {
  /// Its name in the log.
  public static let type = "CertificationDecided"
  /// Which product, and the number of the decision: of the certificate, when it was granted.
  public let product: ProductCode, certificate: CertificateCode
  /// Whose committee decided, and by which version of its criteria.
  public let oblast: String, criteriaVersion: Int64
  /// What it found.
  public let results: ByCriterion<CriterionResult>
  /// What follows from it.
  public let outcome: CertificationOutcome
  /// Stars, 0…5; nil when the criteria give none, or the certificate was refused.
  public let stars: Int64?
  /// The day of the decision, and the last day of the certificate; nil when it was refused.
  public let decidedOn: CalendarDate, validUntil: CalendarDate?

  /// Writes the members, in order of their names.
  public func write(to writer: inout CanonicalWriter) {
    writer.member("certificate", certificate.text)
    writer.member("criteria_version", criteriaVersion)
    writer.member("decided_on", decidedOn)
    writer.member("oblast", oblast)
    writer.member("outcome", outcome.rawValue)
    writer.member("product", product.text)
    writer.member("results", object: results.write)
    if let stars { writer.member("stars", stars) }
    if let validUntil { writer.member("valid_until", validUntil) }
  }

  /// Reads a payload back.
  public init(payload: [UInt8]) throws(PayloadProblem) {
    var results: [Criterion: CriterionResult] = [:]
    let fields = try PayloadFields(payload) { name, reader throws(PayloadProblem) in
      guard name == "results" else { return false }
      try reader.object { name, reader throws(PayloadProblem) in
        guard let criterion = Criterion(rawValue: name) else { throw PayloadProblem(description: "results hold no such criterion") }
        results[criterion] = try CriterionResult(&reader)
      }
      return true
    }
    let outcome: CertificationOutcome = try fields.word("outcome")
    try self.init(
      product: fields.code("product"), certificate: fields.code("certificate"), oblast: fields.text("oblast"),
      criteriaVersion: fields.number("criteria_version"), results: ByCriterion(results), outcome: outcome,
      stars: fields.optionalNumber("stars"), decidedOn: fields.date("decided_on"),
      validUntil: outcome == .granted ? fields.date("valid_until") : nil)
  }

  init(
    product: ProductCode, certificate: CertificateCode, oblast: String, criteriaVersion: Int64, results: ByCriterion<CriterionResult>,
    outcome: CertificationOutcome, stars: Int64?, decidedOn: CalendarDate, validUntil: CalendarDate?
  ) {
    (self.product, self.certificate, self.oblast, self.criteriaVersion) = (product, certificate, oblast, criteriaVersion)
    (self.results, self.outcome, self.stars, self.decidedOn, self.validUntil) = (results, outcome, stars, decidedOn, validUntil)
  }
}

extension ByCriterion where Value == CriterionResult {
  func write(to writer: inout CanonicalWriter) {
    ecology.write("ecology", to: &writer)
    localMaterial.write("local_material", to: &writer)
    qualitySafety.write("quality_safety", to: &writer)
    uniqueDesign.write("unique_design", to: &writer)
  }
}

extension CriterionResult {
  /// Points as a number, the rest as a word.
  fileprivate func write(_ name: StaticString, to writer: inout CanonicalWriter) {
    switch self {
    case .passed: writer.member(name, "pass")
    case .failed: writer.member(name, "fail")
    case .score(let points): writer.member(name, asTyped: points)
    }
  }

  fileprivate init(_ reader: inout CanonicalReader) throws(PayloadProblem) {
    guard try reader.nextKind() == .text else {
      self = .score(try reader.integer())
      return
    }
    switch try reader.string() {
    case "pass": self = .passed
    case "fail": self = .failed
    default: throw PayloadProblem(description: "a result is not a word of its list")
    }
  }
}

/// A certificate was taken back before its last day; from the event's date on the product is not certified by it.
public struct CertificationRevoked: EventPayload {
  /// Its name in the log.
  public static let type = "CertificationRevoked"
  /// Which product's, which certificate, and why.
  public let product: ProductCode, certificate: CertificateCode, reason: String

  /// Writes the members, in order of their names.
  public func write(to writer: inout CanonicalWriter) {
    writer.member("certificate", certificate.text)
    writer.member("product", product.text)
    writer.member("reason", reason)
  }

  /// Reads a payload back.
  public init(payload: [UInt8]) throws(PayloadProblem) {
    let fields = try PayloadFields(payload)
    try self.init(product: fields.code("product"), certificate: fields.code("certificate"), reason: fields.text("reason"))
  }

  init(product: ProductCode, certificate: CertificateCode, reason: String) {
    (self.product, self.certificate, self.reason) = (product, certificate, reason)
  }
}
