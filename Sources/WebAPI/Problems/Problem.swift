import Exchange
import HTTPTypes

/// Why something was not done, as RFC 9457 has it.
struct Problem: Error, Sendable {
  /// What kind of problem it is: a rule of the API or of the domain, in kebab-case.
  let rule: String
  let status: HTTPResponse.Status
  /// What every problem of this rule is, in a few words.
  let title: String
  /// What is wrong this time and what to do.
  let detail: String
  /// The member, parameter or column it is about.
  var field: String?
  /// The methods a path has, for 405.
  var allow: String?
  /// After how many seconds trying again makes sense.
  var retryAfterSeconds: Int?
  /// Further members of the answer, such as the verdicts of a request that was refused as a whole.
  var further: [(name: String, value: String)] = []

  /// A problem.
  init(_ status: HTTPResponse.Status, _ rule: String, _ title: String, _ detail: String, field: String? = nil) {
    (self.status, self.rule, self.title, self.detail, self.field) = (status, rule, title, detail, field)
  }

  /// The answer's body.
  /// - Parameter instance: the request's id.
  func json(instance: String) -> String {
    var members: [(name: String, value: String)] = [
      ("type", JSONText.string("urn:esep:problem:\(rule)")), ("title", JSONText.string(title)), ("status", String(status.code)),
      ("detail", JSONText.string(detail)), ("instance", JSONText.string("urn:esep:request:\(instance)")), ("rule", JSONText.string(rule)),
    ]
    if let field { members.append(("field", JSONText.string(field))) }
    return JSONText.object(members + further)
  }

  /// What programs are told about it.
  static let schema = JSONSchema.named(
    "Problem",
    .object([
      .required("type", .anyText, "a URN that names the rule"), .required("title", .anyText), .required("status", .integer(400...599)),
      .required("detail", .anyText, "what is wrong and what to do"), .required("instance", .anyText, "the request's id, for who reads our logs"),
      .required("rule", .anyText, "the rule that was broken"), .optional("field", .anyText, "the member, parameter or column"),
      .optional("verdicts", .array(Verdicts.element, 0...Int(Int32.max)), "of each document, where all were refused"),
    ]))
}

// Those that the API itself knows.
extension Problem {
  static func badParameter(_ name: String, _ detail: String) -> Problem {
    Problem(.badRequest, "bad-parameter", "A parameter cannot be so", detail, field: name)
  }
  /// It has the right form and makes no sense.
  static func senseless(_ name: String, _ detail: String) -> Problem {
    Problem(.unprocessableContent, "bad-parameter", "A parameter cannot be so", detail, field: name)
  }
  static func badBody(_ detail: String, field: String? = nil) -> Problem {
    Problem(.unprocessableContent, "bad-body", "The body is not what it should be", detail, field: field)
  }
  static func unknown(_ detail: String, field: String? = nil) -> Problem {
    Problem(.notFound, "unknown", "There is no such thing", detail, field: field)
  }
  static func forbidden(_ detail: String) -> Problem { Problem(.forbidden, "forbidden", "You may not do this", detail) }
  static func tooLarge(_ bytesMax: Int) -> Problem {
    Problem(.contentTooLarge, "too-large", "The body is too large", "At most \(bytesMax) bytes may be sent here; send less at once.")
  }
  static let stranger = Problem(.unauthorized, "unauthorized", "Who asks is not known", "Send a token: Authorization: Bearer TOKEN, or sign in.")
  static let lateBody = Problem(.requestTimeout, "late-body", "The body takes too long to arrive", "Send it at once.")
  static let tooSlow = Problem(.gatewayTimeout, "timed-out", "It takes too long", "The answer took longer than is allowed; ask for less.")
  static let later = Problem(.serviceUnavailable, "unavailable", "The book cannot be reached now", "Nothing is lost. Try again in a few seconds.")
}
