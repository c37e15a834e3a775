import HTTPTypes
import Hummingbird
import NIOCore

/// Sends text in a fifth of its bytes to whoever takes gzip: most of our readers have a slow line. Files that are written piece by piece go as they are.
///
/// What a page is asked stands in it beside the token of its forms; compressed together their length would tell of the token (BREACH, 2013). So the token
/// is masked anew in each page.
struct CompressionMiddleware: RouterMiddleware {
  /// Fewer bytes are not worth it; more are not held a second time.
  private static let bytes = 1_000...4_000_000
  private static let types = ["text/", "application/json", "application/problem+json", "image/svg"]

  func handle(_ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response) async throws -> Response {
    var response = try await next(request, context)
    guard let length = response.body.contentLength, Self.bytes.contains(length), let type = response.headers[.contentType],
      Self.types.contains(where: { type.hasPrefix($0) }), response.headers[.contentEncoding] == nil, Self.takesGzip(request.headers[.acceptEncoding])
    else { return response }
    let collector = Collector()
    try await response.body.write(CollectingWriter(collector: collector))
    guard let compressed = Gzip.compressed(Array(buffer: collector.buffer)) else {
      response.body = .init(byteBuffer: collector.buffer)
      return response
    }
    response.body = .init(byteBuffer: ByteBuffer(bytes: compressed))
    response.headers[.contentEncoding] = "gzip"
    response.headers[.contentLength] = String(compressed.count)
    response.headers[.vary] = response.headers[.vary].map { $0 + ", Accept-Encoding" } ?? "Accept-Encoding"
    // The bytes are others: a strong tag of the plain ones does not name them.
    if let tag = response.headers[.eTag], !tag.hasPrefix("W/") { response.headers[.eTag] = "W/" + tag }
    return response
  }

  /// Whether `Accept-Encoding` names gzip with a weight above nought.
  static func takesGzip(_ header: String?) -> Bool {
    for part in (header ?? "").split(separator: ",") {
      let words = part.lowercased().split(separator: ";").map { $0.filter { $0 != " " } }
      guard words.first == "gzip" || words.first == "*" else { continue }
      return !words.dropFirst().contains { $0.hasPrefix("q=0") && $0.dropFirst(3).allSatisfy { $0 == "." || $0 == "0" } }
    }
    return false
  }
}

/// Holds what a body writes. Used by one task.
private final class Collector {
  var buffer = ByteBuffer()
}

private struct CollectingWriter: ResponseBodyWriter {
  let collector: Collector

  func write(_ buffer: ByteBuffer) async throws {
    var buffer = buffer
    collector.buffer.writeBuffer(&buffer)
  }

  consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
