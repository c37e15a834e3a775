import Foundation

/// Somebody with a browser: keeps cookies, sends forms with what the page put into them.
actor Browser {
  let port: Int
  private(set) var cookies: [String: String] = [:]
  /// The page seen last.
  private(set) var last: HTTPAnswer?
  private var headers: [(String, String)]

  init(port: Int, headers: [(String, String)] = [("Accept-Language", "en")]) { (self.port, self.headers) = (port, headers) }

  /// Reads a page.
  @discardableResult
  func get(_ target: String, headers: [(String, String)] = []) async throws -> HTTPAnswer {
    try await ask("GET", target, headers: headers, body: nil)
  }

  /// Sends a form as the page seen last has it for this path: its hidden fields, and these.
  @discardableResult
  func send(_ path: String, _ fields: [(String, String)]) async throws -> HTTPAnswer {
    let page = last?.text ?? ""
    // Not the one that asks for the page as of another time: that has the same address.
    let form = page.components(separatedBy: "<form ").first { $0.contains("action=\"\(path)\"") && $0.contains("method=\"post\"") } ?? page
    var all = fields
    for (name, value) in Self.hidden(in: form) where !fields.contains(where: { $0.0 == name }) { all.append((name, value)) }
    return try await post(path, all)
  }

  /// Sends these fields and no others.
  @discardableResult
  func post(_ target: String, _ fields: [(String, String)], headers: [(String, String)] = []) async throws -> HTTPAnswer {
    let body = fields.map { Self.encoded($0.0) + "=" + Self.encoded($0.1) }.joined(separator: "&")
    return try await ask("POST", target, headers: [("Content-Type", "application/x-www-form-urlencoded")] + headers, body: Array(body.utf8))
  }

  func ask(_ method: String, _ target: String, headers: [(String, String)], body: [UInt8]?) async throws -> HTTPAnswer {
    var all = self.headers.filter { own in !headers.contains { $0.0 == own.0 } } + headers
    if !cookies.isEmpty { all.append(("Cookie", cookies.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "; "))) }
    let answer = try await HTTPClient.ask(method, target, port: port, headers: all, body: body)
    for cookie in answer.all("set-cookie") {
      let pair = (cookie.split(separator: ";").first ?? "").split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard pair.count == 2 else { continue }
      cookies[String(pair[0])] = cookie.contains("Max-Age=0") ? nil : String(pair[1])
    }
    if method == "GET", answer["content-type"]?.hasPrefix("text/html") == true { last = answer }
    return answer
  }

  /// Signs in; the answer leads on.
  @discardableResult
  func signIn(_ name: String, _ password: String) async throws -> HTTPAnswer {
    try await get("/sign-in")
    return try await send("/sign-in", [("name", name), ("password", password)])
  }

  func set(cookie name: String, _ value: String?) { cookies[name] = value }

  static func hidden(in html: String) -> [(String, String)] {
    html.components(separatedBy: "<input type=\"hidden\" ").dropFirst().compactMap { part in
      guard let name = value("name", in: part), let value = value("value", in: part) else { return nil }
      return (name, value)
    }
  }

  private static func value(_ attribute: String, in html: String) -> String? {
    guard let start = html.range(of: attribute + "=\"") else { return nil }
    return html[start.upperBound...].prefix { $0 != "\"" }.replacingOccurrences(of: "&quot;", with: "\"").replacingOccurrences(of: "&amp;", with: "&")
  }

  private static func encoded(_ text: String) -> String {
    text.addingPercentEncoding(withAllowedCharacters: CharacterSet.alphanumerics.intersection(CharacterSet(charactersIn: "\u{20}"..."\u{7E}"))) ?? ""
  }
}
