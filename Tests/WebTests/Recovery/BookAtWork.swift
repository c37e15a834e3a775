import Foundation
import Postgres
import SignIn
import Testing

/// A small book behind a running server, whose shop sells pair after pair while the ground moves.
struct BookAtWork: Sendable {
  let server: ServerUnderTest
  /// Reads everything.
  let reader: Browser
  private let token: String

  /// Fills an empty book: one shop, one product, so many pairs of it.
  static func filled(_ server: ServerUnderTest, pairs: Int = 5_000) async throws -> BookAtWork {
    let token = try await server.accounts.addToken(name: "till", roles: [.accountant, .clerk], by: "test").text
    let book = BookAtWork(server: server, reader: try await server.browser([.auditor, .manager, .accountant]), token: token)
    let registry = try await book.post(
      """
      [{"record":"community","community":"KYZYL-SUU","name":"Кызыл-Суу","oblast":"Issyk-Kul"},
       {"record":"producer","producer":"P-1","name":"Айгүл","community":"KYZYL-SUU","registered_on":"2024-01-01"},
       {"record":"product","product":"SLIPPERS","name":"Slippers","category":"felt","unit":"PR"},
       {"record":"channel","channel":"SHOP","name":"Shop","kind":"brand_shop","country":"KG","currency":"KGS","model":"consignment",
        "commission_percent":"10","fee_percent":"5","settle_days":30,"valid_from":"2024-01-01"}]
      """, key: "registry")
    let goods = try await book.post(
      """
      {"record":"batch","batch":"B-1","product":"SLIPPERS","produced_on":"2024-01-10","kind":"regular",
       "contributions":[{"producer":"P-1","quantity":"\(pairs)"}]}
      """, key: "goods")
    #expect(registry.status == 200 && goods.status == 200, "\(registry.text) \(goods.text)")
    return book
  }

  /// Sells a pair: sent again under the same name it is the same sale.
  func sell(_ sale: String) async throws -> HTTPAnswer {
    try await post(
      """
      {"record":"sale","sale":"\(sale)","sold_on":"2024-01-15","channel":"SHOP","product":"SLIPPERS","quantity":"1","unit_price":"1000.00",\
      "currency":"KGS"}
      """, key: sale)
  }

  private func post(_ body: String, key: String) async throws -> HTTPAnswer {
    try await HTTPClient.ask(
      "POST", "/api/v1/commands", port: server.port,
      headers: [("Authorization", "Bearer \(token)"), ("Content-Type", "application/json"), ("Idempotency-Key", key)], body: Array(body.utf8))
  }

  /// Asks the API something.
  func ask(_ path: String) async throws -> HTTPAnswer {
    try await HTTPClient.ask("GET", "/api/v1" + path, port: server.port, headers: [("Authorization", "Bearer \(token)")])
  }

  /// Pages whose figures move with every sale: one worked out for each reader, one kept for all.
  static let paths = ["/reports/channel-share", "/channels"]

  /// Reads the pages, and holds each against the same page asked for as of the very position that it says its figures are as of: that one is summed from
  /// the entries, where the first is read from the tables.
  /// - Returns: the positions that the pages were as of.
  @discardableResult
  func look() async throws -> [Int64] {
    var positions: [Int64] = []
    for path in Self.paths {
      let page = try await reader.get(path)
      #expect(page.status == 200, "\(path)")
      let position = try #require(page["esep-position"].flatMap { Int64($0) }, "\(path)")
      let again = try await reader.get("\(path)?at-position=\(position)")
      #expect(again.status == 200 && again["esep-position"] == String(position), "\(path) at \(position)")
      #expect(page.tableTexts == again.tableTexts, "\(path) at \(position)")
      positions.append(position)
    }
    return positions
  }

  /// What the server says of itself.
  func ready() async throws -> HTTPAnswer { try await server.stranger().get("/health/ready") }

  /// Whether everything is folded, the probe is content and no banner is left.
  func isWell() async throws -> Bool {
    let ready = try await ready()
    // The probe says what was seen last; what came since is not seen yet.
    let head = try await head()
    guard ready.status == 200, ready.text.contains("\"lag\":0"), ready.text.contains("\"head_position\":\(head),") else { return false }
    let page = try await reader.get("/reports")
    return !page.text.contains("Reports are behind") && !page.text.contains("cannot be taken in") && !page.text.contains("does not answer")
  }

  /// How many sales are in the log, asked past the server.
  func salesInLog() async throws -> Int64 {
    try await withSession(server.login) { try $0.query("SELECT count(*) FROM main.event WHERE type = 'SaleRecorded'").first?.int64(0) ?? 0 }
  }

  /// How far the log goes, asked past the server.
  func head() async throws -> Int64 { try await withSession(server.login) { try $0.query("SELECT position FROM main.head").first?.int64(0) ?? 0 } }
}

extension HTTPAnswer {
  /// What stands in the tables of a page, without the links around it.
  var tableTexts: [String] {
    text.components(separatedBy: "<tbody>").dropFirst().flatMap { part in
      (part.components(separatedBy: "</tbody>").first ?? "").components(separatedBy: "<").compactMap { piece -> String? in
        let text = piece.drop { $0 != ">" }.dropFirst().trimmingCharacters(in: .whitespacesAndNewlines)
        return text.isEmpty ? nil : text
      }
    }
  }
}
