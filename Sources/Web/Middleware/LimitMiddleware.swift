import HTTPTypes
import Hummingbird

/// The bound on requests that are worked on at a time: whoever comes beyond it is told at once to come again, so that the others are still served.
/// Probes and measures always get through; they tell why.
struct LimitMiddleware: RouterMiddleware {
  let requestsMax: Int
  let meter: WebMeter

  func handle(_ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response) async throws -> Response {
    let path = request.uri.path
    guard meter.running <= requestsMax || path.hasPrefix("/health/") || path == "/metrics" else { throw WebError.tooMany }
    return try await next(request, context)
  }
}
