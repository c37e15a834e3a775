import Foundation

/// A token as it stands in a page: other letters each time, so that nothing can be learnt from how well a page compresses.
enum MaskedToken {
  /// Random bytes, and the token's bytes mixed with them, as base64url.
  static func masked(_ token: String) -> String {
    var generator = SystemRandomNumberGenerator()
    let bytes = Array(token.utf8)
    let mask = bytes.map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    let text = Data(mask + zip(bytes, mask).map { $0 ^ $1 }).base64EncodedString()
    return text.replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
  }

  /// The token; nil when it is none.
  static func unmasked(_ text: String) -> String? {
    guard text.utf8.count < 500 else { return nil }
    let plain = text.replacing("-", with: "+").replacing("_", with: "/")
    guard let data = Data(base64Encoded: plain + String(repeating: "=", count: (4 - plain.utf8.count % 4) % 4)), data.count % 2 == 0 else {
      return nil
    }
    let half = data.count / 2
    return String(validating: zip(data.prefix(half), data.suffix(half)).map { $0 ^ $1 }, as: UTF8.self)
  }
}
