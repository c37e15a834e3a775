import HTTPTypes
import Hummingbird
public import SignIn

/// Whether a form was sent by a page of ours (OWASP, cross-site request forgery).
public enum CSRF {
  /// What the browser says about where it comes from must not speak against it, and whoever is signed in must send her session's token along.
  static func check(_ request: Request, values: FormValues, identity: Identity?) -> Bool {
    if let site = request.headers[.fetchSite], !["same-origin", "none"].contains(site) { return false }
    if let origin = request.headers[.origin], let host = request.head.authority, origin.split(separator: "/").last.map(String.init) != host {
      return false
    }
    guard let identity else { return true }
    return isToken(values["csrf"], of: identity)
  }

  /// Whether a text is the token of somebody's session, masked as it stands in pages.
  public static func isToken(_ text: String, of identity: Identity) -> Bool {
    guard let token = identity.csrfToken else { return false }
    return MaskedToken.unmasked(text).map { isEqual($0, token) } ?? false
  }

  /// Takes as long however much of it is right.
  private static func isEqual(_ left: String, _ right: String) -> Bool {
    let (left, right) = (Array(left.utf8), Array(right.utf8))
    guard left.count == right.count else { return false }
    return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
