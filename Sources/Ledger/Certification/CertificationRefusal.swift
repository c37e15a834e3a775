/// Why criteria are not agreed, or a product is not certified, or a certificate not taken back.
public enum CertificationRefusal: Hashable, Sendable {
  /// Versions are counted 1, 2, 3 …, each from a later day than the one before.
  case criteriaOutOfOrder(String, version: Int64, validFrom: CalendarDate, last: CriteriaSet?)
  /// Nobody knows which committee is the product's own.
  case noOblast(ProductCode)
  /// Another oblast's committee decided.
  case otherOblast(ProductCode, from: String, committee: String)
  /// The committee had no criteria on that day.
  case noCriteria(String, on: CalendarDate, first: CalendarDate?)
  /// It has no such version.
  case unknownCriteria(String, version: Int64, newest: Int)
  /// Another version was in force.
  case criteriaNotInForce(String, version: Int64, inForce: Int64, on: CalendarDate)
  /// A word where points are asked for, points where a word is, or more points than there are.
  case resultDoesNotFit(Criterion, Measure, version: Int64)
  /// The stated outcome is not what follows from the results.
  case contradicts(CertificateCode, stated: CertificationOutcome, unmet: [Criterion])
  /// The stated stars are not what follows from the results.
  case otherStars(CertificateCode, stated: Int64, earned: Int64?)
  /// A last day for what was refused.
  case refusedUntil(CertificateCode, unmet: [Criterion])
  /// No decision of that number is about the product.
  case neverGranted(CertificateCode, ProductCode)
  /// The decision was a refusal.
  case wasRefused(CertificateCode, ProductCode, on: CalendarDate)
  /// It was taken back before.
  case alreadyRevoked(CertificateCode, on: CalendarDate)
  /// Its last day has passed.
  case alreadyExpired(CertificateCode, validUntil: CalendarDate)

  /// The field the reason lies in.
  public var column: String {
    switch self {
    case .criteriaOutOfOrder(_, let version, _, let last): version == (last?.version ?? 0) + 1 ? "valid_from" : "version"
    case .noOblast: "product"
    case .otherOblast, .noCriteria: "oblast"
    case .unknownCriteria, .criteriaNotInForce: "criteria_version"
    case .resultDoesNotFit(let criterion, _, _): criterion.rawValue
    case .contradicts: "outcome"
    case .otherStars: "stars"
    case .refusedUntil: "valid_until"
    case .neverGranted, .wasRefused: "certificate"
    case .alreadyRevoked, .alreadyExpired: "date"
    }
  }
}
