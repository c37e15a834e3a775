public import HTTPTypes

/// What a request is answered with instead of what it asked for. Says nothing that the asker does not know.
public struct WebError: Error, Sendable, Hashable {
  /// The status (RFC 9110, section 15).
  public let status: HTTPResponse.Status
  /// The phrase that explains it, under `error.<name>`.
  public let name: String
  /// After how many seconds it is worth trying again.
  public var retryAfterSeconds: Int?
  /// The methods there are, for a request with another (RFC 9110, section 15.5.6).
  public var allow: String?

  /// An error of a status.
  public init(_ status: HTTPResponse.Status, _ name: String, retryAfterSeconds: Int? = nil) {
    (self.status, self.name, self.retryAfterSeconds) = (status, name, retryAfterSeconds)
  }

  public static let badRequest = WebError(.badRequest, "bad_request")
  public static let forbidden = WebError(.forbidden, "forbidden")
  /// The form's token is missing or another session's.
  public static let foreignForm = WebError(.forbidden, "foreign_form")
  public static let notFound = WebError(.notFound, "not_found")
  public static let tooLarge = WebError(.contentTooLarge, "too_large")
  public static let tooSlow = WebError(.requestTimeout, "too_slow")
  public static let tooMany = WebError(.serviceUnavailable, "busy", retryAfterSeconds: 2)
  /// The answer was not ready in time.
  public static let overdue = WebError(.serviceUnavailable, "overdue", retryAfterSeconds: 10)
  public static let databaseAway = WebError(.serviceUnavailable, "database_away", retryAfterSeconds: 3)
  /// The path is there, but not for this method.
  static func wrongMethod(allow: String) -> WebError {
    var error = WebError(.methodNotAllowed, "wrong_method")
    error.allow = allow
    return error
  }
  public static let unexpected = WebError(.internalServerError, "unexpected")
}
