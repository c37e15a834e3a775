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

  /// A value cannot be read.
  public static let badRequest = WebError(.badRequest, "bad_request")
  /// The asker may not.
  public static let forbidden = WebError(.forbidden, "forbidden")
  /// The form's token is missing or another session's.
  public static let foreignForm = WebError(.forbidden, "foreign_form")
  /// There is no such thing.
  public static let notFound = WebError(.notFound, "not_found")
  /// More bytes than the server takes.
  public static let tooLarge = WebError(.contentTooLarge, "too_large")
  /// The request did not arrive in time.
  public static let tooSlow = WebError(.requestTimeout, "too_slow")
  /// More requests at a time than the server works on.
  public static let tooMany = WebError(.serviceUnavailable, "busy", retryAfterSeconds: 2)
  /// The answer was not ready in time.
  public static let overdue = WebError(.serviceUnavailable, "overdue", retryAfterSeconds: 10)
  /// The database does not answer.
  public static let databaseAway = WebError(.serviceUnavailable, "database_away", retryAfterSeconds: 3)
  /// Reports stand still at an event they cannot take; somebody has to mend that.
  public static let halted = WebError(.serviceUnavailable, "halted", retryAfterSeconds: 30)
  /// The tables are being made anew, or another version of the program made them.
  public static let rebuilding = WebError(.serviceUnavailable, "rebuilding", retryAfterSeconds: 5)
  /// The path is there, but not for this method.
  static func wrongMethod(allow: String) -> WebError {
    var error = WebError(.methodNotAllowed, "wrong_method")
    error.allow = allow
    return error
  }
  /// A fault of ours.
  public static let unexpected = WebError(.internalServerError, "unexpected")
}
