import Foundation
import Ledger
import Postgres
import Web

/// What fields suggest while one types. Bounded: a phone on a village's line has to carry it.
struct ClerkSuggestions {
  typealias All = [(value: String, text: String)]

  private let request: PageRequest
  /// How many of each.
  private static let most: Int64 = 100

  init(_ request: PageRequest) { self.request = request }

  /// Products by code, the newest first.
  func products() async throws -> All { try await ask("SELECT product, name FROM product ORDER BY last_position DESC, product LIMIT $1") }

  /// Channels by code.
  func channels() async throws -> All { try await ask("SELECT channel, name FROM channel ORDER BY channel LIMIT $1") }

  /// Places that goods are sent to: the hub, and channels.
  func places() async throws -> All { [("hub", request.words(family: "clerk.place", "hub"))] + (try await channels()) }

  /// Batches of which something is in stock, the newest first, with what is there.
  /// - Parameter place: of that place alone.
  func batches(at place: String? = nil) async throws -> All {
    let sql = """
      SELECT batch, product, place, q::bigint FROM (
        SELECT batch, product, place, max(month) AS month, sum(accepted + returned + received + adjusted - sold - sent - written_off) AS q
        FROM stock_moves WHERE $2::text IS NULL OR place = $2 GROUP BY batch, product, place
      ) AS s WHERE q > 0 ORDER BY month DESC, batch LIMIT $1
      """
    let (words, limit) = (request.words, Self.most)
    return try await request.desk.reader.withSession { session in
      try session.query(sql, [.int64(limit), place.map { .text($0) } ?? .null]).map { row in
        let left = words.numbers.decimal(try row.int64(3), places: 3, dropsZeros: true)
        let where_ = try row.text(2)
        return (try row.text(0), "\(try row.text(1)) · \(left)" + (where_ == "hub" ? "" : " · \(where_)"))
      }
    }
  }

  /// Batches of which some waits for inspection, with how much.
  func waiting() async throws -> All {
    let sql = """
      SELECT batch, min(product), sum(produced - accepted - rejected)::bigint AS q FROM stock_moves GROUP BY batch
      HAVING sum(produced - accepted - rejected) > 0 ORDER BY max(month) DESC, batch LIMIT $1
      """
    let (words, limit) = (request.words, Self.most)
    return try await request.desk.reader.withSession { session in
      try session.query(sql, [.int64(limit)]).map { row in
        (try row.text(0), "\(try row.text(1)) · \(words.numbers.decimal(try row.int64(2), places: 3, dropsZeros: true))")
      }
    }
  }

  /// Active producers, by name for who may see names.
  func producers() async throws -> All {
    let all = try await ask("SELECT producer, community FROM producer WHERE active ORDER BY last_position DESC, producer LIMIT $1")
    let names = try await request.names(of: all.map(\.value))
    return all.map { ($0.value, names[$0.value] ?? $0.text) }
  }

  /// The currency a channel pays in; nil for one that is not known.
  func currency(of channel: String) async throws -> String? {
    try await request.desk.reader.withSession { session in
      try session.query("SELECT currency FROM channel WHERE channel = $1", [.text(channel)]).first.map { try $0.text(0) }
    }
  }

  private func ask(_ sql: String) async throws -> All {
    let limit = Self.most
    return try await request.desk.reader.withSession { session in
      try session.query(sql, [.int64(limit)]).map { (try $0.text(0), try $0.text(1)) }
    }
  }
}
