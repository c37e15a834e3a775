public import Hummingbird
public import Languages
public import NIOCore
public import SignIn

/// What goes along with a request from the connection to its answer.
public struct WebContext: RequestContext {
  /// What Hummingbird keeps with a request.
  public var coreContext: CoreRequestContextStorage
  /// Who asks; nil for a stranger. Set by the middleware that reads cookie or token.
  public var identity: Identity?
  /// The language of the answer. Set by the middleware that reads the choice and `Accept-Language`.
  public var language: Language = .ru
  /// The address that the request came from; nil when unknown.
  public let remoteAddress: SocketAddress?
  /// The connection it came by.
  let channel: any Channel

  /// A context for a request on a connection.
  public init(source: Source) {
    coreContext = .init(source: source)
    (channel, remoteAddress) = (source.channel, source.channel.remoteAddress)
  }

  /// Takes nothing more from the sender: after the answer the connection ends. Otherwise the rest of what was refused would still be read to its end,
  /// however long that takes.
  func stopReading() { channel.close(mode: .input, promise: nil) }
}
