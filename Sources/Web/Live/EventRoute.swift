import HTTPTypes
import Hummingbird
import NIOCore
import ServiceLifecycle

/// Tells pages that the figures have moved on (server-sent events, WHATWG HTML, section 9.2): the position, at most every second.
struct EventRoute: RouteSet {
  let health: BookHealth

  /// After how many seconds a stream ends; a browser opens it anew by itself. Otherwise the server could not stop while somebody looks.
  private static let secondsMax = 600
  /// After how many seconds of silence a line goes out all the same, so that a proxy does not cut the stream.
  private static let heartbeatSeconds = 20

  func add(to router: Router<WebContext>) {
    router.get("/events") { _, context in
      guard context.identity != nil else { throw WebError.forbidden }
      let health = health
      return Response(
        status: .ok, headers: [.contentType: "text/event-stream", .cacheControl: "no-store"],
        body: .init { writer in
          var (last, silent): (Int64, Int) = (-1, 0)
          for _ in 0..<Self.secondsMax where !Task.isShuttingDownGracefully && !Task.isCancelled {
            let position = health.state.folded
            if position != last {
              try await writer.write(ByteBuffer(string: "event: position\ndata: \(position)\n\n"))
              (last, silent) = (position, 0)
            } else if silent >= Self.heartbeatSeconds {
              try await writer.write(ByteBuffer(string: ": still here\n\n"))
              silent = 0
            }
            silent += 1
            // Woken by the server's end, the stream is ended in order.
            try? await cancelWhenGracefulShutdown { try await Task.sleep(for: .seconds(1)) }
          }
          try await writer.finish(nil)
        })
    }
  }
}
