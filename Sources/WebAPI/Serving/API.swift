import Exchange
import HTTPTypes
public import Hummingbird
import Logging
import NIOCore
import Notary
import Office
import Postgres
import ReadModels
public import SignIn
public import Web

/// The API: everything below `/api/v1`.
///
/// It goes by its own table and not by the server's trie: a path it knows with a method it does not has to say which it has (405), what is no UTF-8 is found
/// out before anything is looked up, and the document that programs read is written from the same values.
public struct API: Sendable {
  private let table: APITable
  let tools: APITools
  private let desk: BookDesk

  /// The API of a book.
  /// - Parameters:
  ///   - accounts: its users and tokens.
  ///   - settings: what bounds requests.
  public init(_ desk: BookDesk, accounts: Accounts, settings: WebSettings = WebSettings()) {
    self.desk = desk
    table = APITable(Self.routes(desk.catalogue))
    tools = APITools(
      bodyBytesMax: settings.bodyBytesMax, fileBytesMax: settings.uploadBytesMax, arrivalSecondsMax: settings.requestSecondsMax,
      answerSecondsMax: settings.answerSecondsMax, prover: Prover(options: desk.owner), accounts: accounts, watch: PositionWatch(desk.reader),
      document: OpenAPIDocument(table.routes).text)
  }

  /// All that can be asked, in the order of the document.
  static func routes(_ catalogue: Catalogue) -> [APIRoute] {
    IndexRoutes.all + ReportRoutes.all(catalogue) + CommandRoutes.all + ImportRoutes.all + PayoutRoutes.all + ReconciliationRoutes.all
      + PeriodRoutes.all
      + GoodsRoutes.all + LogRoutes.all + LiveRoutes.all + AccountRoutes.all
  }

  /// The OpenAPI 3.1 document of a program's API.
  public static func document(_ catalogue: Catalogue) -> String { OpenAPIDocument(routes(catalogue)).text }

  /// The routes and who may use them, for the matrix of access.
  public static func accesses(_ catalogue: Catalogue) -> [(method: String, path: String, access: Access)] {
    routes(catalogue).map { ($0.method.rawValue, APITable.base + $0.path, $0.access) }
  }
}

extension API: RouteSet {
  /// Puts the API into a router. What is added to the router before, such as who asks and what is too long, goes before it.
  public func add(to router: Router<WebContext>) { router.add(middleware: APIMiddleware(api: self)) }
}

/// Takes what is below the API's path.
struct APIMiddleware: RouterMiddleware {
  typealias Context = WebContext
  let api: API

  func handle(_ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response) async throws -> Response {
    let path = request.uri.path
    guard path == APITable.base || path.hasPrefix(APITable.base + "/") else { return try await next(request, context) }
    return await api.respond(to: request, context)
  }
}

extension API {
  /// Answers, whatever happens: a fault of ours is logged with the request's id, and told as no more than that.
  func respond(to request: Request, _ context: WebContext) async -> Response {
    let id = context.id
    do {
      return try await answer(request, context)
    } catch {
      var problem = Problem(error) ?? Problem(.internalServerError, "fault", "This is our fault", "It is in our log under the request's id.")
      if problem.status == .internalServerError { context.logger.error("fault", metadata: ["what": "\(error)", "path": "\(request.uri.path)"]) }
      var headers = HTTPFields()
      headers[.contentType] = "application/problem+json"
      headers[.cacheControl] = "no-store"
      if let allow = problem.allow { headers[.allow] = allow }
      if let seconds = problem.retryAfterSeconds { headers[.retryAfter] = String(seconds) }
      if problem.status == .unauthorized { headers[.wwwAuthenticate] = "Bearer realm=\"esep\"" }
      problem.retryAfterSeconds = nil
      let body = ByteBuffer(string: problem.json(instance: id))
      return Response(status: problem.status, headers: headers, body: request.method == .head ? .init() : .init(byteBuffer: body))
    }
  }

  private func answer(_ request: Request, _ context: WebContext) async throws -> Response {
    guard let (routes, places) = table.find(request.uri.path.dropFirst(APITable.base.count)[...]) else {
      throw Problem.unknown("There is no such path; the paths are in \(APITable.base)/openapi.json.")
    }
    let method = request.method == .head ? .get : request.method
    guard let route = routes.first(where: { $0.method == method }) else {
      var problem = Problem(.methodNotAllowed, "method-not-allowed", "This path has no such method", "")
      let methods = routes.flatMap { $0.method == .get ? ["GET", "HEAD"] : [$0.method.rawValue] }
      problem.allow = methods.joined(separator: ", ")
      throw Problem(problem, detail: "It has: \(methods.joined(separator: ", ")).")
    }
    // For the log and the measures: the pattern, for a path may name a producer.
    context.coreContext.endpointPath.value = APITable.base + route.path
    try admit(context.identity, to: route, request)
    let checked = try await check(request, by: route, places, context)
    if let position = checked.number("wait_for") { try await wait(for: position) }
    // A file is read while it is worked on; it has its own bounds.
    let reply =
      if case .spreadsheet = route.body { try await route.handler(checked) } else {
        try await Deadline.keep(seconds: tools.answerSecondsMax, else: .tooSlow) { try await route.handler(checked) }
      }
    return response(reply, to: request)
  }

  private func admit(_ identity: Identity?, to route: APIRoute, _ request: Request) throws {
    if !route.access.admits(identity) {
      throw identity == nil ? .stranger : Problem.forbidden("None of your roles allows it.")
    }
    // Browsers send cookies by themselves, whoever wrote the page; only our own pages know the token.
    if route.method != .get, let identity, identity.kind == .session {
      guard let token = request.headers[.csrfToken], CSRF.isToken(token, of: identity) else {
        throw Problem(
          .forbidden, "csrf", "The request may not be yours",
          "With a cookie send the session's token along, as it stands in the field csrf of every form: X-CSRF-Token.", field: "X-CSRF-Token")
      }
    }
  }

  private func check(_ request: Request, by route: APIRoute, _ places: [String: String], _ context: WebContext) async throws -> APIRequest {
    for (name, text) in places {
      do throws(SchemaProblem) { try (route.places[name] ?? .code).check(.text(text)) } catch {
        throw Problem.unknown("“\(name)” \(error.message).", field: name)
      }
    }
    let query = try APIQuery.read(request.uri.query)
    try APIQuery.check(query, by: route.query)
    if route.takesKey, let key = request.headers[.idempotencyKey] { try Self.checkKey(key) }
    return APIRequest(
      desk: desk, tools: tools, identity: context.identity, places: places, query: query, body: try await body(of: request, route), request: request,
      context: context)
  }

  /// A key is visible ASCII, so that it is the same in every log and database.
  private static func checkKey(_ key: String) throws {
    guard (1...100).contains(key.utf8.count), key.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
      throw Problem(
        .badRequest, "bad-key", "The key cannot be so", "An Idempotency-Key has 1 to 100 visible ASCII characters; a UUID will do.",
        field: "Idempotency-Key")
    }
  }

  /// Waits until the reports show a position; what the log does not have will not come by waiting.
  private func wait(for position: Int64) async throws {
    let state = try await desk.reader.withSession { try $0.foldState() }
    guard position > state.position else { return }
    guard position <= state.head else { throw Problem.unknown("The book has no position \(position); it ends at \(state.head).", field: "wait_for") }
    try await desk.wait(for: position, timeoutMilliseconds: APITools.waitMilliseconds)
  }
}

extension Problem {
  /// The same with another detail.
  init(_ problem: Problem, detail: String) {
    self.init(problem.status, problem.rule, problem.title, detail, field: problem.field)
    (allow, retryAfterSeconds, further) = (problem.allow, problem.retryAfterSeconds, problem.further)
  }
}
