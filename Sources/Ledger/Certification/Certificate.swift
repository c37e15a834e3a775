extension Named {
  /// A brand committee's decision about a product.
  public enum Certificate {}
}

/// The number of a committee's decision, unique in the book.
public typealias CertificateCode = Code<Named.Certificate>

/// A committee's decision about a product, and what has become of it.
public struct Certificate: Hashable, Sendable {
  /// What was decided.
  public let decided: CertificationDecided
  /// Since when it is revoked, if it is, and why.
  public internal(set) var revokedOn: CalendarDate?, reasonOfRevocation: String?

  /// Its number.
  public var code: CertificateCode { decided.certificate }

  /// Whether it was granted and holds on a day: from the day of the decision through its last day, unless it was revoked by then.
  public func isValid(on date: CalendarDate) -> Bool {
    guard let validUntil = decided.validUntil, decided.decidedOn <= date, date <= validUntil else { return false }
    return revokedOn.map { date < $0 } ?? true
  }
}

/// Whether a product is certified on a day, and if not, why not.
public enum CertificateStanding: Hashable, Sendable {
  /// It is, by this certificate, through that day.
  case valid(CertificateCode, until: CalendarDate)
  /// No committee had granted it a certificate by then.
  case none
  /// The last day of its newest certificate had passed.
  case expired(CertificateCode, validUntil: CalendarDate)
  /// Its newest certificate had been revoked.
  case revoked(CertificateCode, on: CalendarDate)

  /// Whether the product may be sold where certificates are demanded.
  public var isValid: Bool { if case .valid = self { true } else { false } }

  /// What a sale notes of it (`none`, `expired`, `revoked`); nil while it is valid.
  public var uncertified: String? {
    switch self {
    case .valid: nil
    case .none: "none"
    case .expired: "expired"
    case .revoked: "revoked"
    }
  }

  /// What is missing, to follow "product FELT-1 is not certified:"; nil while it is valid.
  public var lack: String? {
    switch self {
    case .valid: nil
    case .none: "no committee has granted it a certificate by then"
    case .expired(let certificate, let validUntil): "certificate \(certificate) was valid until \(validUntil)"
    case .revoked(let certificate, let date): "certificate \(certificate) was revoked on \(date)"
    }
  }
}

extension [Certificate] {
  /// How a product with these decisions stands on a day.
  ///
  /// Only what had been decided by that day counts. Of several valid certificates the one that lasts longest is named; when none is valid, the newest
  /// that was granted says what is missing. A later refusal takes nothing from a certificate that still holds: only a revocation does.
  /// - Complexity: O(the product's decisions).
  public func standing(on date: CalendarDate) -> CertificateStanding {
    let granted = filter { $0.decided.outcome == .granted && $0.decided.decidedOn <= date }
    let lasting = granted.filter { $0.isValid(on: date) }.max {
      ($0.lastDay, $0.decided.decidedOn, $0.code) < ($1.lastDay, $1.decided.decidedOn, $1.code)
    }
    if let lasting { return .valid(lasting.code, until: lasting.lastDay) }
    guard let newest = granted.max(by: { ($0.decided.decidedOn, $0.code) < ($1.decided.decidedOn, $1.code) }) else { return .none }
    if let revokedOn = newest.revokedOn, revokedOn <= date { return .revoked(newest.code, on: revokedOn) }
    return .expired(newest.code, validUntil: newest.lastDay)
  }
}

extension Certificate {
  /// The last day it was granted for; of a refusal, the day of the decision.
  fileprivate var lastDay: CalendarDate { decided.validUntil ?? decided.decidedOn }
}
