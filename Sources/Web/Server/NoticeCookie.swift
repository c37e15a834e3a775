import Foundation
import HTTPTypes

/// A sentence that the next page shows once: what a form did.
enum NoticeCookie {
  static let name = "esep-notice"

  static func field(_ text: String) -> HTTPField {
    HTTPField(
      name: .setCookie, value: "\(name)=\(Data(String(text.prefix(500)).utf8).base64EncodedString()); Path=/; Max-Age=60; HttpOnly; SameSite=Strict")
  }

  static let cleared = HTTPField(name: .setCookie, value: "\(name)=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict")

  /// What it says; it is shown as text, whoever wrote it.
  static func text(in headers: HTTPFields) -> String? {
    guard let value = CookieHeader.value(of: name, in: headers), let data = Data(base64Encoded: value) else { return nil }
    return String(validating: data, as: UTF8.self).flatMap { $0.isEmpty ? nil : $0 }
  }
}

/// Reads `Cookie` (RFC 6265, section 4.2).
enum CookieHeader {
  static func value(of name: String, in headers: HTTPFields) -> String? {
    for header in headers[values: .cookie] {
      for part in header.split(separator: ";") {
        let sides = part.drop { $0 == " " }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        if sides.count == 2, sides[0] == name { return String(sides[1]) }
      }
    }
    return nil
  }
}
