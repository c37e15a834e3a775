import Testing

@testable import Web

/// Forms with files, taken apart as they come.
@Suite struct MultipartTests {
  private static let boundary = "x1y2"
  private static let body =
    "--x1y2\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\nt\r\n--x1y2\r\n"
    + "Content-Disposition: form-data; name=\"file\"; filename=\"са%22тык.csv\"\r\nContent-Type: text/csv\r\n\r\na;b\r\n--x1\r\n1;2\r\n\r\n--x1y2--\r\n"

  private func parts(_ text: String, pieces size: Int) throws -> (headers: [MultipartParser.Header], bodies: [String], isAtEnd: Bool) {
    var parser = MultipartParser(boundary: Self.boundary)
    var (headers, bodies): ([MultipartParser.Header], [[UInt8]]) = ([], [])
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      for piece in try parser.take(Array(rest.prefix(size))) {
        switch piece {
        case .header(let header):
          headers.append(header)
          bodies.append([])
        case .bytes(let bytes): bodies[bodies.count - 1] += bytes
        case .end: break
        }
      }
      rest = rest.dropFirst(size)
    }
    return (headers, bodies.map { String(decoding: $0, as: UTF8.self) }, parser.isAtEnd)
  }

  @Test("Fields and files come out the same in pieces of any size", arguments: [1, 2, 3, 7, 16, 1_000])
  func reads(size: Int) throws {
    let (headers, bodies, isAtEnd) = try parts(Self.body, pieces: size)
    #expect(headers == [.init(name: "csrf", fileName: nil), .init(name: "file", fileName: "са\"тык.csv")])
    #expect(bodies == ["t", "a;b\r\n--x1\r\n1;2\r\n"])
    #expect(isAtEnd)
  }

  @Test("What breaks off is not taken for whole")
  func knowsItsEnd() throws {
    let cut = String(Self.body.dropLast(6))
    #expect(try !parts(cut, pieces: 5).isAtEnd)
  }

  @Test("A part without a name, or with a head without end, is refused")
  func refuses() {
    #expect(throws: WebError.badRequest) { try parts("--x1y2\r\nContent-Type: text/plain\r\n\r\na\r\n--x1y2--\r\n", pieces: 9) }
    #expect(throws: WebError.badRequest) { try parts("--x1y2\r\n" + String(repeating: "a", count: 20_000), pieces: 999) }
  }

  @Test(
    "Of a file's name only its last part is kept",
    arguments: [("../../etc/passwd", "passwd"), ("C:\\a\\b.csv", "b.csv"), ("a\nb.csv", "ab.csv"), ("/", "")])
  func namesFiles(name: String, kept: String) { #expect(FormReader.lastPart(of: name) == kept) }
}
