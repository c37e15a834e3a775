import HTTPTypes
import Hummingbird

/// Headers that keep a browser from doing for a page what the page does not ask for (OWASP Secure Headers).
struct GuardMiddleware: RouterMiddleware {
  let hasTLS: Bool

  static let policy =
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    + "frame-ancestors 'none'"

  func handle(_ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response) async throws -> Response {
    var response = try await next(request, context)
    response.headers[.contentSecurityPolicy] = Self.policy
    response.headers[.xContentTypeOptions] = "nosniff"
    for (name, value) in Self.others { response.headers[name] = value }
    if hasTLS { response.headers[.strictTransportSecurity] = "max-age=31536000" }
    return response
  }

  private static let others: [(HTTPField.Name, String)] = [
    (.referrerPolicy, "same-origin"), (.crossOriginOpenerPolicy, "same-origin"),
    (.crossOriginResourcePolicy, "same-origin"), (.frameOptions, "DENY"),
    (.permissionsPolicy, "camera=(), microphone=(), geolocation=()"),
  ]
}
