import Foundation
import TestSupport
import Testing

/// That `esep bench` works and checks what it measures; never how fast anything is.
@Suite("The bench", .serialized)
struct BenchTests {
  private struct Report: Decodable {
    struct Work: Decodable {
      let id: String
      let ways: [Way]
      let expectations: [Verdict]
    }
    struct Way: Decodable {
      let name: String
      let per_second: Figure
      let p99_ms, resident_megabytes: Figure?
    }
    struct Figure: Decodable { let median, min, max: Double }
    struct Verdict: Decodable {
      let way, figure, mark: String
      let value, aim: Double
    }
    let machine: [String: String]
    let settings: [String: String]
    let works: [Work]
  }

  @Test("Works are measured in rounds beside their limits, with durability on, and come out as JSON and as a chart")
  func measures() async throws {
    let folder = try TemporaryFolder()
    let chart = folder.path + "/chart.svg"
    let result = try await Desk(home: folder.path + "/home").esep(
      "bench", "append-bulk", "append-1-writer", "--events", "10000", "--runs", "2", "--seconds", "0.2", "--format", "json", "--chart", chart,
      "--directory", folder.path + "/bench")
    #expect(result.status == 0, "\(result.errors)")
    let report = try JSONDecoder().decode(Report.self, from: Data(result.output.utf8))
    #expect(report.settings["fsync"] == "on" && report.settings["synchronous_commit"] == "on")
    #expect(report.machine["cores"] != nil && report.machine["postgresql"] != nil)
    #expect(report.works.map(\.id) == ["append-bulk", "append-1-writer"])
    for work in report.works {
      #expect(work.ways.count == 2 && work.expectations.count == 1)
      for way in work.ways {
        let figure = way.per_second
        #expect(figure.min > 0 && figure.min <= figure.median && figure.median <= figure.max, "\(work.id) \(way.name)")
      }
    }
    #expect(report.works[1].ways.allSatisfy { ($0.p99_ms?.median ?? 0) > 0 })
    let svg = try String(contentsOfFile: chart, encoding: .utf8)
    #expect(svg.hasPrefix("<svg") && svg.contains("append-bulk: esep ÷ raw COPY"))
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/bench"), "the server's files are gone")
  }

  @Test("The program takes the bench's books for its own: what is measured as a process comes to an end and takes some memory")
  func processes() async throws {
    let folder = try TemporaryFolder()
    let result = try await Desk(home: folder.path + "/home").esep(
      "bench", "import-sales", "rebuild-memory", "proof-verify", "proof-export", "--events", "10000", "--runs", "1", "--seconds", "0.2",
      "--format", "json", "--directory", folder.path + "/bench")
    #expect(result.status == 0, "\(result.errors)")
    let report = try JSONDecoder().decode(Report.self, from: Data(result.output.utf8))
    #expect(report.works.map(\.id) == ["import-sales", "rebuild-memory", "proof-verify", "proof-export"])
    for work in report.works {
      let megabytes = work.ways[0].resident_megabytes?.median
      #expect(megabytes.map { (10...200).contains($0) } == true, "\(work.id)")
    }
  }

  @Test("A name that is nothing to measure says what there is, and small numbers are refused")
  func refuses() async throws {
    let folder = try TemporaryFolder()
    let desk = Desk(home: folder.path + "/home")
    let unknown = try await desk.esep("bench", "apend", "--directory", folder.path + "/bench")
    #expect(unknown.status == 2)
    #expect(unknown.errors.contains("There is nothing called “apend” to measure. There are: append (append-bulk, append-64-writers"))
    let small = try await desk.esep("bench", "--events", "10")
    #expect(small.status == 2)
    #expect(small.errors.contains("--events is at least 10000, --runs at least 1, --seconds more than 0"))
  }
}
