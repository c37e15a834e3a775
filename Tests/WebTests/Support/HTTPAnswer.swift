import Glibc
import Postgres

/// What a server answered, taken apart by hand: nothing of the server's own code reads it.
struct HTTPAnswer: Sendable {
  let status: Int
  /// In their order, names in small letters.
  let headers: [(name: String, value: String)]
  let body: [UInt8]

  var text: String { String(decoding: body, as: UTF8.self) }
  subscript(_ name: String) -> String? { headers.first { $0.name == name.lowercased() }?.value }
  func all(_ name: String) -> [String] { headers.filter { $0.name == name.lowercased() }.map(\.value) }

  /// From the bytes that came until the connection's end.
  init?(_ bytes: [UInt8]) {
    guard let end = Self.find([13, 10, 13, 10], in: bytes, from: 0) else { return nil }
    let lines = String(decoding: bytes[..<end], as: UTF8.self).split(separator: "\r\n").map(String.init)
    let words = (lines.first ?? "").split(separator: " ")
    guard words.count >= 2, let status = Int(words[1]) else { return nil }
    self.status = status
    headers = lines.dropFirst().compactMap { line in
      guard let colon = line.firstIndex(of: ":") else { return nil }
      return (line[..<colon].lowercased(), String(line[line.index(after: colon)...].drop { $0 == " " }))
    }
    let rest = Array(bytes[(end + 4)...])
    body = headers.contains { $0.name == "transfer-encoding" && $0.value == "chunked" } ? Self.joined(rest) : rest
  }

  /// Chunks put together (RFC 9112, section 7.1); what is broken off stays broken off.
  private static func joined(_ bytes: [UInt8]) -> [UInt8] {
    var (result, start): ([UInt8], Int) = ([], 0)
    while let end = find([13, 10], in: bytes, from: start), let size = Int(String(decoding: bytes[start..<end], as: UTF8.self), radix: 16), size > 0 {
      let first = end + 2
      result += bytes[first..<min(first + size, bytes.count)]
      start = min(first + size + 2, bytes.count)
    }
    return result
  }

  private static func find(_ pattern: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
    guard bytes.count >= start + pattern.count else { return nil }
    return (start...(bytes.count - pattern.count)).first { Array(bytes[$0..<($0 + pattern.count)]) == pattern }
  }
}

/// A connection to a port of this machine, for one request, or for what is none.
struct RawConnection: Sendable {
  private let socket: Int32

  init(port: Int) throws {
    socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let connected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
    }
    guard connected == 0 else {
      Glibc.close(socket)
      throw PostgresError(.cannotConnect, "port \(port)")
    }
    // No test waits longer.
    var patience = timeval(tv_sec: 30, tv_usec: 0)
    setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
  }

  /// Whether all of it could be sent: a server that has had enough closes.
  @discardableResult
  func send(_ bytes: [UInt8]) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes { Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }

  func send(_ text: String) { send(Array(text.utf8)) }

  /// What comes, until the other side ends or has been silent for long.
  func readAll() -> [UInt8] {
    var (result, buffer) = ([UInt8](), [UInt8](repeating: 0, count: 65_536))
    while true {
      let count = recv(socket, &buffer, buffer.count, 0)
      guard count > 0 else { return result }
      result += buffer[..<count]
    }
  }

  /// The next piece; empty at the end.
  func readSome() -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = recv(socket, &buffer, buffer.count, 0)
    return count > 0 ? Array(buffer[..<count]) : []
  }

  func close() { Glibc.close(socket) }
}

/// Asks a server on this machine one thing on a connection of its own.
enum HTTPClient {
  static func ask(
    _ method: String, _ target: String, port: Int, headers: [(String, String)] = [], body: [UInt8]? = nil
  ) async throws -> HTTPAnswer {
    let bytes = try await withOwnThread {
      let connection = try RawConnection(port: port)
      defer { connection.close() }
      var head = "\(method) \(target) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nConnection: close\r\n"
      for (name, value) in headers { head += "\(name): \(value)\r\n" }
      if let body { head += "Content-Length: \(body.count)\r\n" }
      connection.send(Array((head + "\r\n").utf8) + (body ?? []))
      return connection.readAll()
    }
    guard let answer = HTTPAnswer(bytes) else { throw PostgresError(.connectionLost, "no answer to \(method) \(target): \(bytes.count) bytes") }
    return answer
  }
}
