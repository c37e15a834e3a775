import HTTPTypes
import Hummingbird
import Logging

/// One line a request, and its measures: method, route, status, milliseconds and the request's id. No query, no names, no bodies: nothing personal.
struct RequestLogMiddleware: RouterMiddleware {
  let meter: WebMeter

  func handle(_ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response) async throws -> Response {
    let begin = ContinuousClock.now
    meter.began()
    defer { meter.ended() }
    do {
      var response = try await next(request, context)
      response.headers[.requestID] = context.id
      note(request, context, response.status.code, begin)
      return response
    } catch {
      note(request, context, (error as? any HTTPResponseError)?.status.code ?? 500, begin)
      throw error
    }
  }

  private func note(_ request: Request, _ context: WebContext, _ status: Int, _ begin: ContinuousClock.Instant) {
    let (seconds, attoseconds) = (ContinuousClock.now - begin).components
    let milliseconds = Double(seconds) * 1_000 + Double(attoseconds) / 1e15
    // The pattern, not the path: a path may name a producer.
    let route = context.endpointPath ?? "(none)"
    meter.answered(route: route, method: request.method.rawValue, status: status, milliseconds: milliseconds)
    context.logger.info(
      "request",
      metadata: [
        "method": .string(request.method.rawValue), "route": .string(route), "status": .stringConvertible(status),
        "ms": .stringConvertible((milliseconds * 10).rounded() / 10),
      ])
  }
}
