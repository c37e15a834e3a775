import HTTPTypes
import SignIn

/// The cookie that holds a session's token. Over TLS it is called `__Host-esep`: browsers then keep it to this host, the whole of it, and TLS alone.
public struct SignInCookie: Sendable {
  let name: String
  private let attributes: String

  /// - Parameter hasTLS: whether browsers reach the server by TLS. Without it, on one's own machine, the cookie cannot be `Secure`.
  public init(hasTLS: Bool) {
    name = hasTLS ? "__Host-esep" : "esep-session"
    attributes = "; Path=/; HttpOnly; SameSite=Lax" + (hasTLS ? "; Secure" : "")
  }

  /// What a browser sent.
  func value(in headers: HTTPFields) -> String? { CookieHeader.value(of: name, in: headers) }

  /// Gives the cookie. It ends with the browser; the server ends it sooner when it is not used.
  func field(_ token: SecretToken) -> HTTPField { HTTPField(name: .setCookie, value: name + "=" + token.text + attributes) }

  /// Takes it away.
  var cleared: HTTPField { HTTPField(name: .setCookie, value: name + "=; Max-Age=0" + attributes) }
}
