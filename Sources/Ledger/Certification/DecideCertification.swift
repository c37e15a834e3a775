/// Asks to record what a committee decided about a product.
public struct DecideCertification: Hashable, Sendable {
  /// Which product, and the number of the decision.
  public let product: ProductCode, certificate: CertificateCode
  /// Whose committee decided.
  public let oblast: String
  /// The version of its criteria; nil: the one in force on the day.
  public let criteriaVersion: Int64?
  /// What it found.
  public let results: ByCriterion<CriterionResult>
  /// The outcome and the stars as the paper states them, if it does; they are computed from the results in any case.
  public let outcome: CertificationOutcome?, stars: Int64?
  /// The day of the decision, and the last day of the certificate; required when it is granted.
  public let decidedOn: CalendarDate, validUntil: CalendarDate?

  /// A decision as the committee's minutes have it.
  public init(
    product: ProductCode, certificate: CertificateCode, oblast: String, criteriaVersion: Int64? = nil, results: ByCriterion<CriterionResult>,
    outcome: CertificationOutcome? = nil, stars: Int64? = nil, decidedOn: CalendarDate, validUntil: CalendarDate? = nil
  ) {
    (self.product, self.certificate, self.oblast, self.criteriaVersion) = (product, certificate, oblast, criteriaVersion)
    (self.results, self.outcome, self.stars) = (results, outcome, stars)
    (self.decidedOn, self.validUntil) = (decidedOn, validUntil)
  }

  func write(to writer: inout CanonicalWriter) {
    writer.member("certificate", certificate.text)
    writer.member("criteria_version", asTyped: criteriaVersion)
    writer.member("decided_on", decidedOn)
    writer.member("oblast", oblast)
    writer.member("outcome", outcome?.rawValue)
    writer.member("product", product.text)
    writer.member("results", object: results.write)
    writer.member("stars", asTyped: stars)
    if let validUntil { writer.member("valid_until", validUntil) }
  }
}

/// What a committee's decision would record. The outcome and the stars follow from the results and the criteria; what the paper states must agree.
/// - Throws: `CertificationRefusal` when the committee is not the one of the product's oblast, its criteria are unknown or not in force, a result does not
///   fit them, or the stated outcome contradicts them; `Refusal.differs` when the number is known with other content.
public func decide(_ command: DecideCertification, given state: ProductState, criteria: CriteriaState) throws(Refusal) -> Decision {
  guard state.developed != nil else { throw .unknown(.product, command.product.text) }
  try require(command.oblast, "oblast")
  guard let oblast = state.oblast else { throw .certification(.noOblast(command.product)) }
  guard oblast == command.oblast else { throw .certification(.otherOblast(command.product, from: oblast, committee: command.oblast)) }
  // What is known is not judged again: criteria may have been agreed since that hold from an earlier day.
  if let known = state.certificates.first(where: { $0.code == command.certificate }) {
    if command.says(known.decided) { return .unchanged }
    throw .differs("decision \(command.certificate) about product \(command.product)", column: "certificate", there: "other content", here: "this")
  }
  let decided = try judge(command, by: criteriaInForce(for: command, in: criteria))
  return .record([Fact(.certificationDecided(decided), in: .product(command.product), on: command.decidedOn)])
}

extension DecideCertification {
  /// Whether it is the paper that a decision was recorded from, as far as it says anything.
  fileprivate func says(_ decided: CertificationDecided) -> Bool {
    oblast == decided.oblast && results == decided.results && decidedOn == decided.decidedOn && validUntil == decided.validUntil
      && criteriaVersion.map { $0 == decided.criteriaVersion } ?? true && outcome.map { $0 == decided.outcome } ?? true
      && stars.map { $0 == decided.stars } ?? true
  }
}

private func criteriaInForce(for command: DecideCertification, in state: CriteriaState) throws(Refusal) -> CriteriaSet {
  guard let inForce = state.criteria(on: command.decidedOn) else {
    throw .certification(.noCriteria(command.oblast, on: command.decidedOn, first: state.versions.first?.validFrom))
  }
  guard let version = command.criteriaVersion else { return inForce }
  guard let named = state[version] else { throw .certification(.unknownCriteria(command.oblast, version: version, newest: state.versions.count)) }
  guard named == inForce else {
    throw .certification(.criteriaNotInForce(command.oblast, version: version, inForce: inForce.version, on: command.decidedOn))
  }
  return named
}

private func judge(_ command: DecideCertification, by criteria: CriteriaSet) throws(Refusal) -> CertificationDecided {
  for criterion in Criterion.allCases where !command.results[criterion].fits(criteria.measures[criterion]) {
    throw .certification(.resultDoesNotFit(criterion, criteria.measures[criterion], version: criteria.version))
  }
  let unmet = criteria.unmet(by: command.results)
  let outcome: CertificationOutcome = unmet.isEmpty ? .granted : .refused
  if let stated = command.outcome, stated != outcome {
    throw .certification(.contradicts(command.certificate, stated: stated, unmet: unmet))
  }
  let stars = outcome == .granted ? criteria.stars(for: command.results) : nil
  if let stated = command.stars, stated != stars { throw .certification(.otherStars(command.certificate, stated: stated, earned: stars)) }
  switch (outcome, command.validUntil) {
  case (.granted, nil): throw .missing(column: "valid_until")
  case (.granted, let last?) where last < command.decidedOn:
    throw .malformed(
      column: "valid_until", "the certificate would end on \(last), before the decision of \(command.decidedOn); correct one of the two")
  case (.refused, _?):
    throw .certification(.refusedUntil(command.certificate, unmet: unmet))
  default: break
  }
  return CertificationDecided(
    product: command.product, certificate: command.certificate, oblast: command.oblast, criteriaVersion: criteria.version, results: command.results,
    outcome: outcome, stars: stars, decidedOn: command.decidedOn, validUntil: command.validUntil)
}
