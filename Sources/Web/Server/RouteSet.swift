public import Hummingbird

/// Routes that can be put into the server's router.
public protocol RouteSet: Sendable {
  /// Adds them.
  func add(to router: Router<WebContext>)
}
