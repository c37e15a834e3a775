/// Takes multipart/form-data (RFC 7578) apart as it comes, in pieces of any size. Pure; holds at most a delimiter and a part's head back.
struct MultipartParser {
  /// What a part says of itself.
  struct Header: Hashable {
    let name: String
    /// Set for a file; empty when none was chosen.
    let fileName: String?
  }

  enum Piece: Hashable {
    case header(Header)
    case bytes([UInt8])
    case end
  }

  private enum State { case preamble, header, body, done }

  private let delimiter: [UInt8]
  private var state = State.preamble
  private var held: [UInt8]

  /// What a head may have at most, in bytes.
  private static let headBytesMax = 8_192

  init(boundary: String) {
    delimiter = Array("\r\n--\(boundary)".utf8)
    // The first delimiter has no line before it.
    held = [13, 10]
  }

  /// Whether the last delimiter has come.
  var isAtEnd: Bool { state == .done }

  /// - Throws: `WebError` for what is not of this form.
  mutating func take(_ bytes: [UInt8]) throws -> [Piece] {
    held += bytes
    var pieces: [Piece] = []
    while true {
      switch state {
      case .done:
        held = []
        return pieces
      case .preamble:
        guard let start = find(delimiter, in: held) else {
          held.removeFirst(max(0, held.count - delimiter.count))
          return pieces
        }
        guard try passDelimiter(from: start) else { return pieces }
      case .header:
        guard let end = find([13, 10, 13, 10], in: held) else {
          guard held.count <= Self.headBytesMax else { throw WebError.badRequest }
          return pieces
        }
        pieces.append(.header(try Self.header(String(decoding: held[..<end], as: UTF8.self))))
        held.removeFirst(end + 4)
        state = .body
      case .body:
        guard let start = find(delimiter, in: held) else {
          let sure = held.count - delimiter.count
          if sure > 0 {
            pieces.append(.bytes(Array(held[..<sure])))
            held.removeFirst(sure)
          }
          return pieces
        }
        if start > 0 { pieces.append(.bytes(Array(held[..<start]))) }
        held.removeFirst(start)
        guard try passDelimiter(from: 0) else { return pieces }
        pieces.append(.end)
      }
    }
  }

  /// Goes on behind a delimiter.
  /// - Returns: false when what follows it has not come yet.
  private mutating func passDelimiter(from start: Int) throws -> Bool {
    let after = start + delimiter.count
    guard held.count >= after + 2 else { return false }
    switch (held[after], held[after + 1]) {
    case (45, 45): state = .done
    case (13, 10): state = .header
    default: throw WebError.badRequest
    }
    held.removeFirst(after + 2)
    return true
  }

  private func find(_ pattern: [UInt8], in bytes: [UInt8]) -> Int? {
    guard bytes.count >= pattern.count else { return nil }
    return bytes.withUnsafeBufferPointer { bytes in
      var index = 0
      let last = bytes.count - pattern.count
      outer: while index <= last {
        guard bytes[index] == pattern[0] else {
          index += 1
          continue
        }
        for offset in 1..<pattern.count where bytes[index + offset] != pattern[offset] {
          index += 1
          continue outer
        }
        return index
      }
      return nil
    }
  }

  private static func header(_ text: String) throws -> Header {
    for line in text.split(separator: "\r\n") {
      let sides = line.split(separator: ":", maxSplits: 1)
      guard sides.count == 2, sides[0].lowercased() == "content-disposition" else { continue }
      guard let name = value("name", in: sides[1]) else { throw WebError.badRequest }
      return Header(name: name, fileName: value("filename", in: sides[1]))
    }
    throw WebError.badRequest
  }

  /// `name="value"`; in it `%22` is a quotation mark, as browsers write it.
  private static func value(_ name: String, in text: Substring) -> String? {
    for part in text.split(separator: ";").dropFirst() {
      let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard sides.count == 2, sides[0].filter({ $0 != " " }) == name else { continue }
      let quoted = sides[1].drop { $0 == " " }
      guard quoted.hasPrefix("\""), quoted.dropFirst().contains("\"") else { return String(quoted) }
      return String(quoted.dropFirst().prefix { $0 != "\"" }).replacing("%22", with: "\"")
    }
    return nil
  }
}
