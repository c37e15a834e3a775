import Foundation

/// A random book folder and what an independent calculator makes of it (Tests/Oracle, Python).
struct RandomBook: Sendable {
  /// A row of a file, as a spreadsheet numbers it.
  struct Place: Hashable, Comparable, Sendable, Decodable, CustomStringConvertible {
    let file: String
    let row: Int
    var description: String { "\(file):\(row)" }
    static func < (left: Place, right: Place) -> Bool { (left.file, left.row) < (right.file, right.row) }
  }

  private let parent: TemporaryFolder
  /// The folder to import.
  var path: String { parent.path + "/book" }

  /// Generates a folder: the same seed, the same bytes.
  /// - Parameter bad: rows that must be rejected, as a share of the sales.
  static func generate(seed: Int, sales: Int, bad: Double = 0, options: [String] = []) async throws -> RandomBook {
    let book = RandomBook(parent: try TemporaryFolder())
    let wanted = ["--seed", "\(seed)", "--sales", "\(sales)", "--bad", "\(bad)"] + options
    try await python("generate.py", wanted + [book.path])
    return book
  }

  /// The rows that must be rejected.
  func expectedRejects() throws -> Set<Place> {
    Set(try JSONDecoder().decode([Place].self, from: Data(try parent.read("expected-rejects.json").utf8)))
  }

  /// The rows that were rejected, from the files beside the spreadsheets.
  func rejects() throws -> Set<Place> {
    var places: Set<Place> = []
    for name in try FileManager.default.contentsOfDirectory(atPath: path) where name.hasSuffix(".rejects.csv") {
      let file = name.replacingOccurrences(of: ".rejects.csv", with: ".csv")
      for line in try parent.read("book/" + name).split(whereSeparator: \.isNewline).dropFirst() {
        guard let row = Int(line.prefix { $0.isNumber }) else { throw ProgramProblem(description: "\(name): no row number in \(line)") }
        places.insert(Place(file: file, row: row))
      }
    }
    return places
  }

  /// All reports of the calculator, by name.
  func calculated(by length: String) async throws -> [String: [ReportRow]] {
    struct Report: Decodable { let rows: [ReportRow] }
    struct All: Decodable {
      let share: Report, concentration: Report, revenue: Report, stock: Report
      enum CodingKeys: String, CodingKey {
        case share = "channel-share"
        case concentration = "channel-concentration"
        case revenue = "producer-revenue"
        case stock
      }
    }
    let text = try await Self.python("calculator.py", [path, "--by", length, "all"])
    let all = try JSONDecoder().decode(All.self, from: Data(text.utf8))
    return [
      "channel-share": all.share.rows, "channel-concentration": all.concentration.rows, "producer-revenue": all.revenue.rows, "stock": all.stock.rows,
    ]
  }

  @discardableResult
  private static func python(_ script: String, _ arguments: [String]) async throws -> String {
    let file = (#filePath as NSString).deletingLastPathComponent + "/../../Oracle/" + script
    let result = try await Program.run("python3", ["-B", file] + arguments)
    guard result.status == 0 else { throw ProgramProblem(description: "\(script) \(arguments): \(result.errors)") }
    return result.output
  }
}

extension [ReportRow] {
  /// Only these columns, each row in one line, in the order of the lines: two reports that sort their rows differently compare equal.
  func lines(_ columns: [String]) -> [String] {
    map { row in columns.map { "\($0)=\(row[$0] ?? "(missing)")" }.joined(separator: " ") }.sorted()
  }
}
