extension CertificationRefusal {
  /// The reason and what to do next.
  public var message: String {
    switch self {
    case .criteriaOutOfOrder(let oblast, let version, let validFrom, let last):
      ProductRefusal.outOfOrder("version \(version) of the criteria of \(oblast)", version, validFrom, last.map { ($0.version, $0.validFrom) })
    case .noOblast(let product):
      "product \(product) has no oblast of origin in the book, so no committee is its own; put it into products.csv with its oblast first"
    case .otherOblast(let product, let from, let committee):
      "product \(product) comes from \(from); the committee of \(committee) cannot certify it: take it to the committee of \(from)"
    case .noCriteria(let oblast, let date, let first):
      first.map { "the committee of \(oblast) has no criteria on \(date): its first hold from \($0); correct the date" }
        ?? "the committee of \(oblast) has no criteria; record them first"
    case .unknownCriteria(let oblast, let version, let newest):
      "the committee of \(oblast) has no version \(version) of its criteria, the newest is \(newest); correct the version or record it first"
    case .criteriaNotInForce(let oblast, let version, let inForce, let date):
      "version \(version) of the criteria of \(oblast) was not in force on \(date), version \(inForce) was; correct the version or the date"
    case .resultDoesNotFit(let criterion, let measure, let version):
      switch measure {
      case .passFail: "version \(version) of the criteria judges \(criterion.rawValue) without points; write pass or fail"
      case .score(let most, _): "version \(version) of the criteria judges \(criterion.rawValue) by points; write a whole number from 0 to \(most)"
      }
    case .contradicts(let certificate, let stated, let unmet):
      unmet.isEmpty
        ? "decision \(certificate) says \(stated.rawValue), but the results meet all four criteria; correct the outcome or the results"
        : "decision \(certificate) says \(stated.rawValue), but the results do not meet \(Self.list(unmet)); correct the outcome or the results"
    case .otherStars(let certificate, let stated, let earned):
      "decision \(certificate) says \(stated) for stars, but the results earn \(earned.map { "\($0)" } ?? "none"); correct the stars or the results"
    case .refusedUntil(let certificate, let unmet):
      "the results of decision \(certificate) do not meet \(Self.list(unmet)), so there is no certificate that could last; leave valid_until out"
    case .neverGranted(let certificate, let product):
      "no certificate \(certificate) was ever granted to product \(product); correct the number or the product"
    case .wasRefused(let certificate, let product, let date):
      "decision \(certificate) of \(date) refused product \(product) a certificate; there is nothing to revoke"
    case .alreadyRevoked(let certificate, let date): "certificate \(certificate) was revoked on \(date) already; there is nothing left to revoke"
    case .alreadyExpired(let certificate, let validUntil):
      "certificate \(certificate) was valid until \(validUntil) and ended by itself; there is nothing left to revoke"
    }
  }

  private static func list(_ criteria: [Criterion]) -> String {
    let names = criteria.map(\.rawValue)
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }
}
