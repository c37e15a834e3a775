import EventLog
import Foundation
import HTTPTypes
import Hummingbird
import Languages
import Ledger
import NIOCore
import Postgres
import ReadModels
import SignIn
import Synchronization

/// Answers page routes: checks who may come in, reads what was sent, asks the page, and writes what it says.
struct PageDispatcher: Sendable {
  let desk: BookDesk
  let accounts: Accounts
  let renderer: PageRenderer
  let health: BookHealth
  let settings: WebSettings
  let cookie: SignInCookie
  let kept = KeptPages()

  /// Answers one request.
  /// - Throws: `WebError`, and what a page throws; the middleware for errors makes a page of it.
  func answer(_ request: Request, _ context: WebContext, _ route: PageRoute) async throws -> Response {
    let words = Words(context.language)
    let path = request.uri.path
    guard let query = QueryText.pairs(request.uri.query ?? "") else { throw WebError.badRequest }
    guard route.access.admits(context.identity) else {
      guard context.identity == nil else { throw WebError.forbidden }
      guard route.method == .get else { return .redirect(to: "/sign-in", type: .normal) }
      let here = path + (request.uri.query.map { "?" + $0 } ?? "")
      return .redirect(to: "/sign-in?then=" + QueryText.encoded(here), type: .normal)
    }
    let folder = FileManager.default.temporaryDirectory.path + "/esep-upload-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var form = FormValues()
    if route.method == .post {
      form = try await read(request, context, into: folder)
      guard CSRF.check(request, values: form, identity: context.identity) else { throw WebError.foreignForm }
    }
    var parameters: [String: String] = [:]
    for (name, value) in context.parameters { parameters[String(name)] = value.removingPercentEncoding ?? String(value) }
    guard !parameters.values.contains(where: { $0.contains("\0") || $0.utf8.count > 200 }) else { throw WebError.notFound }
    let time: TimeView
    do { time = try TimeView(query) } catch { throw WebError.badRequest }
    let asked = PageRequest(
      desk: desk, identity: context.identity, words: words, path: path, parameters: parameters,
      query: Dictionary(grouping: query, by: \.name).mapValues { $0.map(\.value) }, form: form, time: time, accounts: accounts,
      remoteAddress: ClientAddress.of(request.headers, peer: context.remoteAddress, proxies: settings.proxiesBefore),
      sessionText: cookie.value(in: request.headers))
    let frame = frame(context, path, query, time, request)
    if route.isShared { return try await shared(asked, route, frame, request) }
    let answer = try await withDeadline(seconds: settings.answerSecondsMax, or: .overdue) { try await route.answer(asked) }
    return try await response(to: answer, frame, request)
  }

  /// A page that many look at: worked out once for each position of the book.
  private func shared(_ asked: PageRequest, _ route: PageRoute, _ frame: PageRenderer.Frame, _ request: Request) async throws -> Response {
    let fold = try await desk.reader.withSession { try $0.foldState() }
    let permissions = Permission.allCases.filter { asked.identity?.may($0) == true }
    let key = KeptPages.Key(
      address: frame.address(without: []), language: asked.words.language, permissions: Set(permissions),
      day: Int64(Date().timeIntervalSince1970 / 86_400))
    let result = try await kept.result(key, at: KeptPages.State(position: fold.position, rebuiltAt: fold.rebuiltAt)) {
      let answer = try await withDeadline(seconds: settings.answerSecondsMax, or: .overdue) { try await route.answer(asked) }
      // A form that records has a token and a key of its reader's.
      guard case .page(let page) = answer, !page.blocks.contains(where: \.records) else { return .other(answer) }
      return .content(page, html: renderer.content(page, in: frame))
    }
    switch result {
    case .content(let page, let html): return try await response(to: .page(page), frame, request, content: html)
    case .other(let answer): return try await response(to: answer, frame, request)
    }
  }

  /// The slowest line that a file may come by, in bytes a second: what a phone has at the edge of its net.
  private static let slowestBytesPerSecond = 4_096

  /// What a form sent. Its bounds hold while it arrives, so that nobody keeps the server waiting; a large file has the time that its size needs.
  private func read(_ request: Request, _ context: WebContext, into folder: String) async throws -> FormValues {
    let reader = FormReader(fieldBytesMax: settings.bodyBytesMax, fileBytesMax: settings.uploadBytesMax, folder: folder)
    let bytes = request.headers[.contentLength].flatMap { Int($0) } ?? 0
    guard bytes <= settings.bodyBytesMax + settings.uploadBytesMax else {
      context.stopReading()
      throw WebError.tooLarge
    }
    do {
      return try await withDeadline(seconds: settings.requestSecondsMax + bytes / Self.slowestBytesPerSecond, or: .tooSlow) {
        try await reader.read(request)
      }
    } catch let error as WebError where error == .tooSlow || error == .tooLarge {
      context.stopReading()
      throw error
    }
  }

  /// What stands around a page.
  func frame(_ context: WebContext, _ path: String, _ query: [(name: String, value: String)], _ time: TimeView, _ request: Request)
    -> PageRenderer.Frame
  {
    let words = Words(context.language)
    var banners = health.banners(words)
    if let notice = NoticeCookie.text(in: request.headers) { banners.append(Notice(.good, notice)) }
    return PageRenderer.Frame(
      identity: context.identity, words: words, path: path, query: query.filter { $0.name != "lang" }, time: time, book: desk.book.name,
      banners: banners,
      newKey: { UUID().uuidString })
  }

  private func response(
    to answer: PageAnswer, _ frame: PageRenderer.Frame, _ request: Request, content: String? = nil
  ) async throws -> Response {
    switch answer {
    case .page(let page):
      var response = html(page, frame, content: content)
      if request.headers[.ifNoneMatch] != nil, let tag = response.headers[.eTag], PageTag.matches(tag, request.headers[values: .ifNoneMatch]) {
        response = Response(status: .notModified, headers: response.headers)
        response.headers[.contentType] = nil
      }
      if NoticeCookie.text(in: request.headers) != nil { response.headers.append(NoticeCookie.cleared) }
      return response
    case .mistaken(let page): return html(page, frame, status: .unprocessableContent)
    case .tooSoon(let page, let seconds):
      var response = html(page, frame, status: .tooManyRequests)
      response.headers[.retryAfter] = String(seconds)
      return response
    case .seeOther(let path, let notice):
      var response = Response.redirect(to: path, type: .found)
      response.status = .seeOther
      if let notice { response.headers.append(NoticeCookie.field(notice)) }
      return response
    case .file(let name, let type, let write): return Self.file(name, type, write)
    case .notFound(let text):
      return html(Page(frame.words("error.not_found.title"), area: .account, [.notice(Notice(.warning, text))]), frame, status: .notFound)
    case .signedIn(let token, let path, let notice):
      var response = Response.redirect(to: path, type: .found)
      response.status = .seeOther
      response.headers.append(cookie.field(token))
      if let notice { response.headers.append(NoticeCookie.field(notice)) }
      return response
    case .signedOut(let path):
      var response = Response.redirect(to: path, type: .found)
      response.status = .seeOther
      response.headers.append(cookie.cleared)
      return response
    }
  }

  func html(_ page: Page, _ frame: PageRenderer.Frame, status: HTTPResponse.Status = .ok, content: String? = nil) -> Response {
    var headers: HTTPFields = [.contentType: "text/html; charset=utf-8", .cacheControl: "private, no-cache"]
    if let position = page.asOfPosition { headers[.esepPosition] = String(position) }
    if let seconds = page.reloadsAfterSeconds { headers[.refresh] = String(seconds) }
    let keys = Atomic(0)
    var frame = frame
    let newKey = frame.newKey
    frame.newKey = {
      keys.add(1, ordering: .relaxed)
      return newKey()
    }
    let text = renderer.html(page, in: frame, content: content)
    // A page with a fresh key for what its form will record is never the same twice: shown from memory it would record the second sale as the first.
    if status == .ok, keys.load(ordering: .relaxed) == 0 { headers[.eTag] = PageTag.of(text, token: frame.identity?.csrfToken) }
    return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(string: text)))
  }

  private static func file(_ name: String, _ type: String, _ write: @escaping @Sendable (any PieceWriter) async throws -> Void) -> Response {
    // Letters that are safe in every header and on every disk.
    let safe = String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) ? $0 : "-" }.prefix(120))
    let headers: HTTPFields = [
      .contentType: type, .cacheControl: "private, no-store", .contentDisposition: "attachment; filename=\"\(safe)\"",
    ]
    return Response(
      status: .ok, headers: headers,
      body: .init { writer in
        let pieces = ResponsePieces()
        try await withThrowingTaskGroup(of: Void.self) { group in
          group.addTask {
            do {
              try await write(pieces)
              try await pieces.finish()
            } catch {
              await pieces.end()
              throw error
            }
          }
          do {
            while let piece = await pieces.next() { try await writer.write(piece) }
          } catch {
            await pieces.end()
            throw error
          }
          // What went wrong breaks the answer off: a file that ends early must not look whole.
          try await group.waitForAll()
        }
        try await writer.finish(nil)
      })
  }
}
