/// Why a product counted as not certified when it was sold on a channel that demands certificates.
public enum CertificateLack: String, Sendable, CaseIterable {
  /// No committee had granted it one.
  case never = "none"
  /// Its last day had passed.
  case expired
  /// It had been taken back.
  case revoked
}
