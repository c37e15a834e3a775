import EventLog
import HTTPTypes
import Hummingbird
import Languages
import Logging
import Office
import Postgres
import ReadModels

/// Makes a page of every failure: what it means for the reader and what she can do, with the request's id and nothing from inside.
struct ErrorMiddleware: RouterMiddleware {
  let dispatcher: PageDispatcher

  func handle(_ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response) async throws -> Response {
    do {
      return try await next(request, context)
    } catch is CancellationError {
      throw CancellationError()
    } catch {
      let known = Self.known(error)
      if known.status.code >= 500 {
        // The kind of failure and a message that is safe to log by contract; never what was asked.
        context.logger.error("failed", metadata: ["error": .string(String(describing: type(of: error))), "what": .string(Self.safe(error))])
      }
      var response = request.uri.path.hasPrefix("/api/") ? Self.problem(known, context) : page(known, request, context)
      response.headers[.allow] = known.allow
      return response
    }
  }

  /// Programs are told in the words of the API, in English.
  private static func problem(_ error: WebError, _ context: WebContext) -> Response {
    let words = Words(.en)
    var response = problemResponse(
      status: error.status, rule: error.name.replacing("_", with: "-"), title: words("error.\(error.name).title"),
      detail: words("error.\(error.name).text"),
      id: context.id)
    if let seconds = error.retryAfterSeconds { response.headers[.retryAfter] = String(seconds) }
    return response
  }

  private func page(_ error: WebError, _ request: Request, _ context: WebContext) -> Response {
    let words = Words(context.language)
    var frame = dispatcher.frame(context, request.uri.path, [], TimeView(), request)
    if error == .databaseAway { frame.banners = [] }
    let page = Page(
      words("error.\(error.name).title"), area: .account,
      [
        .notice(Notice(error.status.code >= 500 ? .bad : .warning, words("error.\(error.name).text"))),
        .text(words("error.request", ["id": context.id])), .links([Link(words("error.start"), "/", isMain: true)]),
      ])
    var response = dispatcher.html(page, frame, status: error.status)
    response.headers[.cacheControl] = "no-store"
    if let seconds = error.retryAfterSeconds {
      response.headers[.retryAfter] = String(seconds)
      // The page comes back by itself once the book is there again; what a form sent is not sent again.
      if request.method == .get { response.headers[.refresh] = String(seconds) }
    }
    return response
  }

  /// What a failure is for the asker.
  static func known(_ error: any Error) -> WebError {
    switch error {
    case let error as WebError: error
    case let error as PostgresError: error.isPassing ? .databaseAway : error.code == .timedOut ? .overdue : .unexpected
    case let error as LogError:
      switch error.code {
      case .unreachable, .outcomeUnknown, .closed: .databaseAway
      case .overloaded: .tooMany
      default: .unexpected
      }
    case let error as ReadModelError:
      switch error.code {
      case .unknownName, .notExplainable: .notFound
      case .wrongParameter, .notFoldedYet: .badRequest
      case .timedOut: .tooMany
      case .halted, .historyChanged: .halted
      case .definitionsDiffer, .rebuildRunning, .swapRefused: .rebuilding
      case .wrongDefinition: .unexpected
      }
    case let error as OfficeProblem: error.kind == .unknown ? .notFound : .badRequest
    case let error as any HTTPResponseError:
      switch error.status {
      case .notFound: .notFound
      case .contentTooLarge: .tooLarge
      case .methodNotAllowed: .wrongMethod(allow: "GET, HEAD")
      case let status where status.code < 500: WebError(status, "bad_request")
      default: .unexpected
      }
    default: .unexpected
    }
  }

  private static func safe(_ error: any Error) -> String {
    switch error {
    case let error as PostgresError: error.description
    case let error as LogError: error.message
    case let error as ReadModelError: error.message
    default: ""
    }
  }
}

extension PostgresError {
  /// Whether it passes by itself: the database is away, going down or coming up, has no room, or two got in each other's way (SQLSTATE classes 40, 53,
  /// 55, 57).
  fileprivate var isPassing: Bool {
    switch code {
    case .cannotConnect, .connectionLost, .poolExhausted: true
    case .server: ["40", "53", "55", "57"].contains(String((sqlState ?? "").prefix(2)))
    default: false
    }
  }
}
