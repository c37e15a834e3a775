import HTTPTypes
import Hummingbird
public import Logging
import NIOCore
public import ServiceLifecycle
public import SignIn

/// The server: pages, API and what keeps the book up to date, as services that begin and end together.
public struct WebServer: Sendable {
  private let desk: BookDesk
  private let settings: WebSettings
  private let logger: Logger
  private let responder: RouterResponder<WebContext>
  private let health: BookHealth
  private let jobs: [any Service]

  /// A server from its parts.
  /// - Parameters:
  ///   - pages: what it answers with pages, in any order.
  ///   - api: what it answers to programs.
  ///   - jobs: what runs beside it, such as the worker that folds and the notary.
  /// - Throws: when a template cannot be read; never when the tests have passed.
  public init(
    desk: BookDesk, accounts: Accounts, pages: [PageRoute], api: any RouteSet, settings: WebSettings, logger: Logger, jobs: [any Service] = []
  ) throws {
    let (health, meter, assets) = (BookHealth(), WebMeter(), Assets())
    let cookie = SignInCookie(hasTLS: settings.hasTLS)
    let dispatcher = PageDispatcher(
      desk: desk, accounts: accounts, renderer: try PageRenderer(assets: assets), health: health, settings: settings, cookie: cookie)
    let router = Router(context: WebContext.self, options: .autoGenerateHeadEndpoints)
    router.add(middleware: RequestLogMiddleware(meter: meter))
    router.add(middleware: GuardMiddleware(hasTLS: settings.hasTLS))
    router.add(middleware: CompressionMiddleware())
    router.add(middleware: LanguageMiddleware())
    router.add(middleware: ErrorMiddleware(dispatcher: dispatcher))
    router.add(middleware: LimitMiddleware(requestsMax: settings.requestsMax, meter: meter))
    ServiceRoutes(health: health, meter: meter, assets: assets, desk: desk, kept: dispatcher.kept).add(to: router)
    router.add(middleware: IdentityMiddleware(accounts: accounts, cookie: cookie))
    api.add(to: router)
    EventRoute(health: health).add(to: router)
    for page in pages {
      router.on(RouterPath(page.path), method: page.method) { request, context in try await dispatcher.answer(request, context, page) }
    }
    for (path, methods) in Dictionary(grouping: pages, by: \.path).mapValues({ Set($0.map(\.method)) }) {
      let allow = methods.flatMap { $0 == .get ? ["GET", "HEAD"] : [$0.rawValue] }.sorted().joined(separator: ", ")
      for method in [HTTPRequest.Method.get, .post, .put, .patch, .delete] where !methods.contains(method) {
        router.on(RouterPath(path), method: method) { _, _ -> Response in throw WebError.wrongMethod(allow: allow) }
      }
    }
    router.get("/") { _, context in
      Response.redirect(to: context.identity.map { StartPage.path(of: $0) } ?? "/sign-in", type: .normal)
    }
    (self.desk, self.settings, self.logger, self.health, self.jobs) = (desk, settings, logger, health, jobs)
    responder = router.buildResponder()
  }

  /// Serves until the process is asked to stop (SIGTERM or SIGINT), then ends what is under way and returns.
  /// - Parameter running: called with the port when it listens.
  public func run(_ running: @escaping @Sendable (Int) async -> Void = { _ in }) async throws {
    try await group(endsBySignal: true, running).run()
  }

  /// All that runs while it serves, as one: it begins and ends together.
  /// - Parameter endsBySignal: whether SIGTERM and SIGINT end it; tests end it themselves.
  func group(endsBySignal: Bool = false, _ running: @escaping @Sendable (Int) async -> Void) -> ServiceGroup {
    ServiceGroup(
      configuration: .init(
        services: (jobs + [HealthLooker(health: health, desk: desk), application(running)]).map { .init(service: $0) },
        gracefulShutdownSignals: endsBySignal ? [.sigterm, .sigint] : [], logger: logger))
  }

  /// The application alone, for tests that bring their own lifecycle.
  func application(_ running: @escaping @Sendable (Int) async -> Void = { _ in }) -> some ApplicationProtocol {
    Application(
      responder: responder,
      server: .http1(configuration: .init(idleTimeout: .seconds(Int64(settings.idleSecondsMax)))),
      configuration: .init(
        address: .hostname(settings.host, port: settings.port), serverName: nil,
        availableConnectionsDelegate: .maximum(settings.connectionsMax, logger: logger)),
      onServerRunning: { channel in await running(channel.localAddress?.port ?? 0) }, logger: logger)
  }
}
