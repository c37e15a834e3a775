import HTTPTypes
import Hummingbird
import Languages

/// The language of an answer: what the address asks for (`lang=ky`), which is kept; else what was chosen before; else what the browser prefers.
struct LanguageMiddleware: RouterMiddleware {
  static let cookie = "esep-language"

  func handle(_ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response) async throws -> Response {
    // Programs have one language.
    guard !request.uri.path.hasPrefix("/api/") else { return try await next(request, context) }
    var context = context
    let asked = request.uri.queryParameters["lang"].flatMap { Language(rawValue: String($0)) }
    let kept = CookieHeader.value(of: Self.cookie, in: request.headers).flatMap { Language(rawValue: $0) }
    context.language = asked ?? kept ?? Language(accepting: request.headers[.acceptLanguage])
    var response = try await next(request, context)
    if let asked, asked != kept {
      response.headers.append(
        HTTPField(name: .setCookie, value: "\(Self.cookie)=\(asked.rawValue); Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax"))
    }
    response.headers[.contentLanguage] = context.language.rawValue
    response.headers[.vary] = "Accept-Language, Cookie"
    return response
  }
}
