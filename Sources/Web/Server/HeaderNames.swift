import HTTPTypes

extension HTTPField.Name {
  /// The position an answer is as of.
  static let esepPosition = known("Esep-Position")
  /// After how many seconds a browser asks again.
  static let refresh = known("Refresh")
  static let requestID = known("X-Request-Id")
  /// Where a browser says that a request comes from (Fetch Metadata).
  static let fetchSite = known("Sec-Fetch-Site")
  /// Whom each proxy was asked by, the last one last.
  static let forwardedFor = known("X-Forwarded-For")
  static let referrerPolicy = known("Referrer-Policy")
  static let crossOriginOpenerPolicy = known("Cross-Origin-Opener-Policy")
  static let crossOriginResourcePolicy = known("Cross-Origin-Resource-Policy")
  static let frameOptions = known("X-Frame-Options")
  static let permissionsPolicy = known("Permissions-Policy")

  /// A name that is written in the program and so is one.
  private static func known(_ text: String) -> HTTPField.Name {
    guard let name = HTTPField.Name(text) else { preconditionFailure("\(text) is no name of a header") }
    return name
  }
}
