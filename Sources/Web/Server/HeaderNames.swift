import HTTPTypes

extension HTTPField.Name {
  /// The position an answer is as of.
  static let esepPosition = HTTPField.Name("Esep-Position")!
  /// After how many seconds a browser asks again.
  static let refresh = HTTPField.Name("Refresh")!
  static let requestID = HTTPField.Name("X-Request-Id")!
}
