import Bookkeeping
import EventLog
import Exchange
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import Notary
import Office
import Postgres
import ReadModels
import TestSupport
import Web

@testable import SignIn
@testable import WebAPI

/// A book of a test's own behind the API, with a token for whom one likes: `accountant` is somebody of that role and name.
struct APIBook: Sendable {
  let desk: BookDesk
  let accounts: Accounts
  private let port: Int
  private let worker: Worker

  /// Lends one.
  /// - Parameter filled: whether it has a channel, a product, a producer and ten pairs of slippers.
  static func with(filled: Bool = true, settings: WebSettings = WebSettings(), _ body: @escaping @Sendable (APIBook) async throws -> Void)
    async throws
  {
    let (database, book) = try await APITemplate.copy()
    let (owner, writer) = (book.options(database, as: .owner), book.options(database, as: .writer))
    let catalogue = try Catalogue.builtIn()
    let home = try TemporaryHome.make()
    try await withPool(book.options(database, as: .reader), size: 4) { reader in
      try await withPool(writer, size: 2) { writerPool in
        let log = SharedLog(options: writer)
        let desk = BookDesk(
          book: book, catalogue: catalogue, currency: .kgs, reader: reader, writer: writerPool,
          reporter: Reporter(pool: reader, catalogue: catalogue, cache: ReportCache()), explainer: Explainer(pool: reader, catalogue: catalogue),
          comparer: Comparer(pool: reader, catalogue: catalogue), log: log, bookkeeper: Bookkeeper(log: log, author: "web"), owner: owner, home: home)
        // As cheap as it may be: nobody attacks a test.
        let accounts = Accounts(pool: writerPool, cost: PasswordHash.Cost(rounds: 16, blockSize: 8, parallelism: 1))
        let router = Router(context: WebContext.self)
        router.add(middleware: NamedIdentity())
        API(desk, accounts: accounts, settings: settings).add(to: router)
        let worker = Worker(options: owner, catalogue: catalogue)
        try await withServer(router) { port in
          let book = APIBook(desk: desk, accounts: accounts, port: port, worker: worker)
          if filled { try await book.fill() }
          try await body(book)
        }
        await worker.close()
        await log.close()
      }
    }
    try? FileManager.default.removeItem(atPath: home)
  }

  /// Brings the reports up to the log.
  func fold() async throws { _ = try await worker.catchUp() }

  /// Signs the log.
  func sign() async throws {
    let notary = Notary(options: desk.owner, folder: try await BookSetup.keyFolder(desk.book, home: desk.home, in: desk.reader))
    _ = try await notary.sign(force: true)
    await notary.close()
  }

  /// Asks as somebody: a role, or `role.name`; nil for a stranger.
  func ask(
    _ who: String?, _ method: HTTPRequest.Method, _ path: String, _ body: String? = nil, headers: [HTTPField.Name: String] = [:],
    file: [UInt8]? = nil
  ) async throws -> APISaid {
    var fields = HTTPFields()
    if let who { fields[.authorization] = "Bearer " + who }
    if body != nil { fields[.contentType] = "application/json" }
    for (name, value) in headers { fields[name] = value }
    let answer = try await HTTPClient.ask(
      method.rawValue, "/api/v1" + path, port: port, headers: fields.map { ($0.name.rawName, $0.value) }, body: file ?? body.map { Array($0.utf8) })
    return APISaid(status: answer.status, headers: Dictionary(answer.headers.map { ($0.name, $0.value) }) { $1 }, text: answer.text)
  }

  /// A server on a port of its own, as long as `body` runs.
  private static func withServer(_ router: Router<WebContext>, _ body: @escaping @Sendable (Int) async throws -> Void) async throws {
    let (ports, running) = AsyncStream.makeStream(of: Int.self)
    // One that keeps metadata: a request's id is kept there.
    var logger = Logger(label: "test", factory: { StreamLogHandler.standardError(label: $0) })
    logger.logLevel = .critical
    let server = Application(
      router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
      onServerRunning: { running.yield($0.localAddress?.port ?? 0) }, logger: logger)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await server.run() }
      group.addTask {
        for await port in ports {
          try await body(port)
          break
        }
      }
      defer { group.cancelAll() }
      try await group.next()
    }
  }

  func get(_ who: String?, _ path: String, headers: [HTTPField.Name: String] = [:]) async throws -> APISaid {
    try await ask(who, .get, path, headers: headers)
  }
  func post(_ who: String?, _ path: String, _ body: String, key: String? = nil) async throws -> APISaid {
    try await ask(who, .post, path, body, headers: key.map { [.idempotencyKey: $0] } ?? [:])
  }

  private func fill() async throws {
    let registry = try await post(
      "accountant", "/commands",
      """
      [{"record":"community","community":"KYZYL-SUU","name":"Кызыл-Суу","oblast":"Issyk-Kul"},
       {"record":"producer","producer":"P-1","name":"Айгүл","community":"KYZYL-SUU","registered_on":"2024-01-01"},
       {"record":"product","product":"SLIPPERS","name":"Slippers","category":"felt","unit":"PR"},
       {"record":"channel","channel":"SHOP","name":"Shop","kind":"brand_shop","country":"KG","currency":"KGS","model":"consignment",
        "commission_percent":"10","fee_percent":"5","settle_days":30,"valid_from":"2024-01-01"}]
      """)
    let goods = try await post("clerk", "/commands", Self.batch("B-1", pairs: 10))
    guard registry.status == 200, goods.status == 200 else { throw Unfilled(text: registry.text + goods.text) }
    try await fold()
  }

  static func batch(_ code: String, pairs: Int) -> String {
    """
    {"record":"batch","batch":"\(code)","product":"SLIPPERS","produced_on":"2024-01-10","kind":"regular",
     "contributions":[{"producer":"P-1","quantity":"\(pairs)"}]}
    """
  }

  static func sale(_ code: String, pairs: Int = 1, on day: String = "2024-01-15") -> String {
    """
    {"record":"sale","sale":"\(code)","sold_on":"\(day)","channel":"SHOP","product":"SLIPPERS","quantity":"\(pairs)","unit_price":"1000.00","currency":"KGS"}
    """
  }

  struct Unfilled: Error, CustomStringConvertible {
    let text: String
    var description: String { text }
  }
}

/// What was answered.
struct APISaid: Sendable {
  let status: Int
  private let headers: [String: String]
  let text: String

  /// The body as JSON.
  var json: JSONObject { get throws { try JSONParser.parse(Array(text.utf8)).object ?? JSONObject() } }
  /// The rule and field of a problem, such as `key-reused Idempotency-Key`.
  var problem: String {
    let object = try? json
    return [object?["rule"]?.text, object?["field"]?.text].compactMap(\.self).joined(separator: " ")
  }
  func header(_ name: String) -> String? { headers[name.lowercased()] }

  init(status: Int, headers: [String: String], text: String) { (self.status, self.headers, self.text) = (status, headers, text) }
}

/// Whom a token names, as it says.
private struct NamedIdentity: RouterMiddleware {
  typealias Context = WebContext

  func handle(_ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response) async throws -> Response {
    var context = context
    if let header = request.headers[.authorization] {
      let parts = header.dropFirst("Bearer ".count).split(separator: ".", maxSplits: 1).map(String.init)
      if let word = parts.first, let role = Role(rawValue: word) {
        // With “@” it is a session with a cookie.
        let isSession = parts.last?.hasPrefix("@") ?? false
        context.identity = Identity(
          name: parts.count > 1 ? parts[1] : word, roles: [role], kind: isSession ? .session : .token, csrfToken: isSession ? "right" : nil)
      }
    }
    return try await next(request, context)
  }
}
