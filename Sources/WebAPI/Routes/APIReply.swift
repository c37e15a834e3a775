import HTTPTypes
import Hummingbird
import NIOCore

/// What is answered to a request.
public struct APIReply: Sendable {
  var status: HTTPResponse.Status = .ok
  /// What the answer is as of.
  var position: Int64?
  /// Whether the answer is the same as long as the position is, so that a client may keep it.
  var isKeepable = false
  var headers = HTTPFields()
  var body = ResponseBody()

  /// JSON, and what it is as of.
  static func json(_ text: String, position: Int64? = nil, isKeepable: Bool = false, status: HTTPResponse.Status = .ok) -> APIReply {
    .text("application/json", text, position: position, isKeepable: isKeepable, status: status)
  }

  /// Text of a type.
  static func text(
    _ type: String, _ text: String, position: Int64? = nil, isKeepable: Bool = false, status: HTTPResponse.Status = .ok
  ) -> APIReply {
    APIReply(
      status: status, position: position, isKeepable: isKeepable, headers: [.contentType: type],
      body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
  }

  /// Done, and nothing to say about it.
  static var nothing: APIReply { APIReply(status: .noContent) }
}
