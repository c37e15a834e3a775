import Office
import Postgres
import ReadModels
import Web

/// A channel, as the registry has it.
struct ChannelFacts: Sendable {
  let code: String, name: String, kind: String, country: String
}

extension PageRequest {
  /// What the channels are called; by code.
  func channels() async throws -> [String: ChannelFacts] {
    try await desk.reader.withSession { session in
      let rows = try session.query(
        "SELECT channel, coalesce(name, channel), coalesce(kind, ''), coalesce(country, '') FROM channel ORDER BY channel LIMIT 1000")
      var facts: [String: ChannelFacts] = [:]
      for row in rows {
        let code = try row.text(0)
        facts[code] = ChannelFacts(code: code, name: try row.text(1), kind: try row.text(2), country: try row.text(3))
      }
      return facts
    }
  }

  /// What products are called; by code.
  func productNames(_ products: [String]) async throws -> [String: String] {
    guard !products.isEmpty else { return [:] }
    let asked = Array(Set(products))
    return try await desk.reader.withSession { session in
      var names: [String: String] = [:]
      for row in try session.query("SELECT product, coalesce(name, product) FROM product WHERE product = ANY($1)", [.textArray(asked)]) {
        names[try row.text(0)] = try row.text(1)
      }
      return names
    }
  }

  /// The producers of a community.
  func producers(of community: String) async throws -> Set<String> {
    try await desk.reader.withSession { session in
      Set(
        try session.query(
          "SELECT producer FROM producer WHERE community = $1 ORDER BY producer LIMIT 20000", [.text(community)]
        ).map { try $0.text(0) })
    }
  }
}

extension [String: ChannelFacts] {
  /// A channel's name; its code where it has none.
  func name(_ code: String) -> String { self[code]?.name ?? code }
}

/// Where a producer belongs, as the registry has it; empty where nothing is known.
struct RegisteredProducer: Sendable {
  let community: String, communityName: String, oblast: String, group: String
}

extension PageRequest {
  /// Where a producer belongs; nil when nobody of that code was registered.
  func registered(_ producer: String) async throws -> RegisteredProducer? {
    try await desk.reader.withSession { session in
      let rows = try session.query(
        """
        SELECT coalesce(r.community, ''), coalesce(c.name, r.community, ''), coalesce(c.oblast, ''), coalesce(r.producer_group, '')
        FROM   producer AS r LEFT JOIN community AS c ON c.community = r.community
        WHERE  r.producer = $1
        """, [.text(producer)])
      guard let row = rows.first else { return nil }
      return RegisteredProducer(community: try row.text(0), communityName: try row.text(1), oblast: try row.text(2), group: try row.text(3))
    }
  }
}
