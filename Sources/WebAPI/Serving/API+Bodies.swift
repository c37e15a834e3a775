import Exchange
import HTTPTypes
import Hummingbird
import NIOCore

// What comes in and what goes out.
extension API {
  /// What was sent along, checked.
  func body(of request: Request, _ route: APIRoute) async throws -> JSONValue {
    switch route.body {
    case nil: return .null
    case .spreadsheet:
      try Self.checkType(request, "text/csv", Workbook.mediaType)
      return .null
    case .json(let schema):
      try Self.checkType(request, "application/json")
      let bytes = try await Deadline.keep(seconds: tools.arrivalSecondsMax, else: .lateBody) { try await collected(request) }
      let value: JSONValue
      do throws(JSONProblem) { value = try JSONParser.parse(bytes) } catch {
        throw Problem(.badRequest, "not-json", "The body is not JSON", "Not JSON in UTF-8: \(error.description).")
      }
      do throws(SchemaProblem) { try schema.check(value) } catch {
        throw Problem.badBody(
          "\(error.field.isEmpty ? "the body" : "“\(error.field)”") \(error.message)", field: error.field.isEmpty ? nil : error.field)
      }
      return value
    }
  }

  private func collected(_ request: Request) async throws -> [UInt8] {
    var bytes: [UInt8] = []
    for try await piece in request.body {
      guard bytes.count + piece.readableBytes <= tools.bodyBytesMax else { throw Problem.tooLarge(tools.bodyBytesMax) }
      bytes += piece.readableBytesView
    }
    return bytes
  }

  private static func checkType(_ request: Request, _ wanted: String...) throws {
    let type = (request.headers[.contentType] ?? "").prefix { $0 != ";" }.filter { $0 != " " }.lowercased()
    guard wanted.contains(type) else {
      let types = wanted.joined(separator: " or ")
      throw Problem(.unsupportedMediaType, "unsupported-type", "The body has another type", "Send \(types).", field: "Content-Type")
    }
  }

  /// The answer with its headers; 304 when the client has it.
  func response(_ reply: APIReply, to request: Request) -> Response {
    var headers = reply.headers
    headers[.cacheControl] = headers[.cacheControl] ?? (reply.isKeepable ? "private, no-cache" : "no-store")
    headers[.vary] = "Accept, Authorization, Cookie"
    if let position = reply.position {
      headers[.esepPosition] = String(position)
      if reply.isKeepable {
        let tag = "W/\"\(position)\""
        headers[.eTag] = tag
        let known = request.headers[values: .ifNoneMatch].flatMap { $0.split(separator: ",").map { String($0).filter { $0 != " " } } }
        if known.contains(tag) || known.contains("*") {
          headers[.contentType] = nil
          return Response(status: .notModified, headers: headers)
        }
      }
    }
    return Response(status: reply.status, headers: headers, body: request.method == .head ? .init() : reply.body)
  }
}
