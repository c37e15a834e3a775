/// How the server listens and what it takes. All of it has bounds; `esep serve --help` says how it is set.
public struct WebSettings: Sendable, Hashable {
  /// The address and port to listen at. Default: this machine only; a proxy that speaks TLS stands before it in earnest.
  public var host = "127.0.0.1", port = 8080
  /// Whether browsers reach it by TLS: then cookies are `Secure` and called `__Host-…`.
  public var hasTLS = false
  /// How many proxies of one's own stand before the server and say in `X-Forwarded-For` whom they were asked by; nil: one when there is TLS, else none.
  /// Whoever can reach the server past them can say he is anybody, and so try passwords without end.
  public var proxies: Int?
  /// The same, decided.
  var proxiesBefore: Int { proxies ?? (hasTLS ? 1 : 0) }
  /// The largest body of a form or a command; of an uploaded file; in bytes.
  public var bodyBytesMax = 1_000_000, uploadBytesMax = 200_000_000
  /// How long a request may take to arrive whole, an answer to be worked out, and an idle connection stays open; in seconds.
  public var requestSecondsMax = 30, answerSecondsMax = 60, idleSecondsMax = 75
  /// How many connections are open, and how many requests are worked on at a time; more get 503.
  public var connectionsMax = 2_000, requestsMax = 256
  /// How many connections to the database read for all requests together.
  public var readers = 8
  /// How long a session lasts without being used, and at most; in hours.
  public var sessionIdleHours = 12, sessionHoursMax = 24 * 7
  /// How many bytes of answers to reports are kept.
  public var cacheBytesMax = 64_000_000

  /// The defaults.
  public init() {}
}
