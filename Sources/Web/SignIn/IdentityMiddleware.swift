import HTTPTypes
import Hummingbird
import SignIn

/// Finds out who asks: by the cookie of a session, or, below `/api/`, by a bearer token (RFC 6750). Who brings none is a stranger, and routes say whether
/// that will do.
struct IdentityMiddleware: RouterMiddleware {
  let accounts: Accounts
  let cookie: SignInCookie

  func handle(_ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response) async throws -> Response {
    var context = context
    if request.uri.path.hasPrefix("/api/"), let header = request.headers[.authorization] {
      let words = header.split(separator: " ", maxSplits: 1)
      if words.count == 2, words[0].lowercased() == "bearer" { context.identity = try await accounts.identity(ofToken: String(words[1])) }
    } else if let text = cookie.value(in: request.headers) {
      context.identity = try await accounts.identity(ofSession: text)
    }
    return try await next(request, context)
  }
}
