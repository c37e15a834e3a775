import Crypto
import Foundation

/// Where the next page of an answer begins, and as of which position: pages of one answer belong together whatever is recorded meanwhile.
///
/// Opaque to programs. It holds for the question it was given for and for no other.
struct ReportCursor: Equatable {
  let offset: Int
  let position: Int64

  /// Reads what a program brings back.
  /// - Throws: 400 for what we did not write, or wrote for another question.
  static func read(_ request: APIRequest) throws -> ReportCursor? {
    guard let text = request.text("cursor") else { return nil }
    var padded = text.replacing("-", with: "+").replacing("_", with: "/")
    padded += String(repeating: "=", count: (4 - padded.utf8.count % 4) % 4)
    let parts = Data(base64Encoded: padded).map { String(decoding: $0, as: UTF8.self).split(separator: ".") } ?? []
    guard parts.count == 3, let offset = Int(parts[0]), (0...1_000_000_000).contains(offset), let position = Int64(parts[1]), position >= 0,
      parts[2] == question(request)
    else { throw Problem.senseless("cursor", "The cursor is not one of this question; begin again without it.") }
    return ReportCursor(offset: offset, position: position)
  }

  /// As it is given out.
  func text(for request: APIRequest) -> String {
    Data("\(offset).\(position).\(Self.question(request))".utf8).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
      .replacing("=", with: "")
  }

  /// What was asked, but for the page.
  private static func question(_ request: APIRequest) -> String {
    let asked = request.query.filter { !["cursor", "limit", "wait_for"].contains($0.key) }.sorted { $0.key < $1.key }
    let text = ([request.request.uri.path] + asked.map { "\($0.key)=\($0.value.joined(separator: "\u{1F}"))" }).joined(separator: "\u{1E}")
    return SHA256.hash(data: Data(text.utf8)).prefix(6).map { String($0, radix: 16) }.joined()
  }

  /// The parameter.
  static let parameter = APIParameter("cursor", .pattern("^[A-Za-z0-9_-]+$", 1...200), "next_cursor of the page before.")
}
