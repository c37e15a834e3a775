import HTTPTypes
import Hummingbird
import NIOCore

/// Where somebody comes from, seen past the proxies that stand before the server.
enum ClientAddress {
  /// The address that the outermost of our proxies saw; without proxies, the connection's own.
  ///
  /// Each proxy adds whom it was asked by at the end of `X-Forwarded-For` (as RFC 7239 has it for `Forwarded`). What stands before that came with the
  /// request, and may say anything; so it is counted from the end, and what is no address there counts for nothing.
  /// - Parameter proxies: how many of ours there are.
  static func of(_ headers: HTTPFields, peer: SocketAddress?, proxies: Int) -> String {
    let own = peer?.ipAddress ?? ""
    guard proxies > 0 else { return own }
    let seen = headers[values: .forwardedFor].joined(separator: ",").split(separator: ",", omittingEmptySubsequences: false)
    guard seen.count >= proxies else { return own }
    return address(seen[seen.count - proxies]) ?? own
  }

  /// An address with or without a port: `192.0.2.1`, `192.0.2.1:4711`, `2001:db8::1`, `[2001:db8::1]:4711`.
  private static func address(_ text: Substring) -> String? {
    let text = text.trimmingPrefix { $0 == " " }.prefix { $0 != " " }
    let candidates =
      if text.hasPrefix("[") { [text.dropFirst().prefix { $0 != "]" }] } else { [text, text.prefix { $0 != ":" }] }
    return candidates.lazy.compactMap { try? SocketAddress(ipAddress: String($0), port: 0).ipAddress }.first
  }
}
