/// Asks to take a certificate back before its last day.
public struct RevokeCertificate: Hashable, Sendable {
  /// Whose, which, and why.
  public let product: ProductCode, certificate: CertificateCode, reason: String
  /// The first day it does not hold.
  public let date: CalendarDate

  /// A revocation.
  public init(product: ProductCode, certificate: CertificateCode, reason: String, date: CalendarDate) {
    (self.product, self.certificate, self.reason, self.date) = (product, certificate, reason, date)
  }

  func write(to writer: inout CanonicalWriter) {
    writer.member("date", date)
    writer.member("product", product.text)
    writer.member("reason", reason)
    writer.member("revoke", certificate.text)
  }
}

/// What revoking a certificate would record.
/// - Throws: `CertificationRefusal.neverGranted` and `.wasRefused` for what is no certificate, `.alreadyRevoked` and `.alreadyExpired` for one that does not
///   hold any more, and `Refusal.before` when it is dated before the decision.
public func decide(_ command: RevokeCertificate, given state: ProductState) throws(Refusal) -> Decision {
  guard state.developed != nil else { throw .unknown(.product, command.product.text) }
  try require(command.reason, "reason")
  guard let known = state.certificates.first(where: { $0.code == command.certificate }) else {
    throw .certification(.neverGranted(command.certificate, command.product))
  }
  guard let validUntil = known.decided.validUntil else {
    throw .certification(.wasRefused(command.certificate, command.product, on: known.decided.decidedOn))
  }
  if let revokedOn = known.revokedOn {
    if revokedOn == command.date, known.reasonOfRevocation == command.reason { return .unchanged }
    throw .certification(.alreadyRevoked(command.certificate, on: revokedOn))
  }
  let decidedOn = known.decided.decidedOn
  guard command.date >= decidedOn else { throw .before("the decision about certificate \(command.certificate)", decidedOn) }
  guard command.date <= validUntil else { throw .certification(.alreadyExpired(command.certificate, validUntil: validUntil)) }
  let revoked = CertificationRevoked(product: command.product, certificate: command.certificate, reason: command.reason)
  return .record([Fact(.certificationRevoked(revoked), in: .product(command.product), on: command.date)])
}
