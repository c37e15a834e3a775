import Postgres
import ReadModels
import SignIn
import Testing

@testable import Web

/// What the server keeps in memory, seen from outside, and that it is let go when the tables change.
@Suite struct CacheGaugeTests {
  @Test("Measures say how many answers and pages are kept and what they take; what is asked again adds nothing")
  func gauges() async throws {
    try await ServerUnderTest.with(example: true) { server in
      let stranger = server.stranger()
      let names = ["esep_report_cache_entries", "esep_report_cache_bytes", "esep_page_cache_entries", "esep_page_cache_bytes"]
      func measured() async throws -> [Double] {
        let text = try await stranger.get("/metrics").text
        return try names.map { name in
          #expect(text.contains("# HELP \(name) ") && text.contains("# TYPE \(name) gauge\n"))
          let line = try #require(text.split(separator: "\n").first { $0.hasPrefix(name + " ") })
          return try #require(Double(line.dropFirst(name.count + 1)))
        }
      }
      #expect(try await measured() == [0, 0, 0, 0])
      let manager = try await server.browser([.manager])
      let size = try await manager.get("/channels").body.count
      let first = try await measured()
      #expect(first[0] >= 1 && first[1] > 256 && first[2] == 1)
      // The content without what stands around it, about twice.
      #expect(first[3] > 1_000 && first[3] < Double(3 * size))
      try await manager.get("/channels")
      #expect(try await measured() == first)
      try await manager.get("/producers")
      let second = try await measured()
      #expect(second[2] == 2 && second[3] > first[3] && second[1] >= first[1])
    }
  }

  @Test("A page that was kept goes with the tables it was read from: after a rebuild it says what they say, at the same position")
  func rebuilt() async throws {
    try await ServerUnderTest.with(example: true, folds: false) { server in
      let manager = try await server.browser([.manager])
      // A table that somebody spoiled behind the book's back, and a page that was made from it.
      try await withSession(server.login) {
        try $0.execute("UPDATE main.sales_by_channel SET gross = gross + 100000, net_sales = net_sales + 100000")
      }
      let wrong = try await manager.get("/channels")
      _ = try await Rebuilder(options: server.desk.owner, catalogue: server.desk.catalogue).rebuild()
      let mended = try await manager.get("/channels")
      #expect(mended["esep-position"] == wrong["esep-position"] && mended.tableTexts != wrong.tableTexts)
      // Summed from the entries, which nobody spoiled.
      let position = try #require(mended["esep-position"])
      #expect(try await manager.get("/channels?at-position=\(position)").tableTexts == mended.tableTexts)
    }
  }
}
