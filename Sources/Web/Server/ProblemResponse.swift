public import HTTPTypes
public import Hummingbird
import NIOCore

/// A failure as programs are told it (RFC 9457), where the API itself was not reached: the database is away, or too many ask at once.
///
/// All texts are ours and hold nothing that would have to be escaped.
public func problemResponse(status: HTTPResponse.Status, rule: String, title: String, detail: String, id: String) -> Response {
  let json = """
    {"type":"urn:esep:problem:\(rule)","title":"\(title)","status":\(status.code),"detail":"\(detail)","instance":"urn:esep:request:\(id)","rule":"\(rule)"}
    """
  return Response(
    status: status, headers: [.contentType: "application/problem+json", .cacheControl: "no-store"], body: .init(byteBuffer: ByteBuffer(string: json)))
}
