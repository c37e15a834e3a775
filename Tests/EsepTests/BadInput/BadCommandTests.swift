import Foundation
import Testing

/// Commands that cannot be carried out: 2 for what was typed wrongly, 3 for a database that cannot be reached, 1 for the rest.
@Suite("Bad commands", .serialized)
struct BadCommandTests {
  private static let nowhere = "postgresql://nobody@127.0.0.1:1/esep"

  /// A command line, its exit status, and the first line of what it says; `{}` are the reports.
  static let cases: [(arguments: [String], status: Int32, message: String)] = [
    (["report", "nonsense"], 2, "esep: There is no report “nonsense”. The reports are: {}"),
    (["explain", "nonsense"], 2, "esep: There is no report “nonsense”. There are: {}."),
    (["explain", "channel-loss"], 2, "esep: The cells of channel-loss are no sums of events. Explain the report they come from."),
    (["explain", "channel-share", "--where", "top=1"], 2, "esep: channel-share cannot be explained by “top”, only by period, channel."),
    (["explain", "channel-share", "--where", "period"], 2, "esep: --where period: write a column and its value, such as --where period=2024"),
    (["report", "stock", "--nonsense"], 2, "Error: Unknown option '--nonsense'"),
    (
      ["report", "stock", "--by", "week"], 2,
      "Error: The value 'week' is invalid for '--by <length>'. Please provide one of 'month', 'quarter' or 'year'."
    ),
    (
      ["explain", "stock", "--format", "pdf"], 2,
      "Error: The value 'pdf' is invalid for '--format <format>'. Please provide one of 'table', 'csv' or 'json'."
    ),
    (
      ["report", "trend", "--from", "2024-13"], 2,
      "esep: --from 2024-13 is no date; write a year (2024), a month (2024-03) or a day (2024-03-15)"
    ),
    (["report", "trend", "--from", "2024", "--to", "2023"], 2, "esep: The last day, 2023-12-31, lies before the first, 2024-01-01."),
    (
      ["report", "trend", "--known-at", "yesterday"], 2,
      "esep: --known-at yesterday is no time; write it like 2024-03-31T23:59:59Z, or a day such as 2024-03-31 for its end (UTC)"
    ),
    (["report", "trend", "--at-position", "9999"], 1, "esep: Position 9999 is not folded yet; the book stands at 21."),
    (["report", "trend", "--book", "other"], 1, "esep: There is no book “other” in this database. Create it with: esep book create other"),
    (
      ["report", "trend", "--book", "Other"], 2,
      "esep: A book's name is a small letter, then at most 39 small letters, digits or underscores: “Other” is not. Try “main”."
    ),
    (["dance"], 2, "Error: Unexpected argument 'dance'"),
    (["import"], 2, "Error: Missing expected argument '<path> ...'"),
    (["book", "drop", "main"], 1, "esep: Book “main” stays. To delete it without a question: esep book drop main --yes"),
    (["try", "/nowhere.sql"], 1, "esep: /nowhere.sql cannot be read as UTF-8 text"),
    (["record", "/nowhere.json"], 1, "esep: /nowhere.json cannot be read; check its name"),
  ]

  @Test("A command that cannot be carried out says why, on standard error, and ends with the status for it")
  func refused() async throws {
    let (desk, _) = try await TinyBook.imported()
    let reports = try await desk.succeed("report").lines.dropFirst(2).map { String($0.prefix { $0 != " " }) }.joined(separator: ", ")
    for (arguments, status, pattern) in Self.cases {
      let message = pattern.replacingOccurrences(of: "{}", with: reports)
      let result = try await Program.run(Desk.esep, arguments, environment: desk.environment)
      let first = result.errors.split(separator: "\n").first ?? ""
      #expect(first == message && result.status == status && result.output == "", "\(arguments): \(result.status) \(result.errors)")
    }
    #expect(try await desk.head() == 21)
  }

  @Test("A database that cannot be reached is status 3, whatever was asked, and the next step is named")
  func unreachable() async throws {
    let folder = try TemporaryFolder(TinyBook.files)
    let desk = try await Desk.fresh()
    for arguments in [["report", "stock"], ["import", folder.path], ["verify"], ["book", "list"]] {
      let result = try await Program.run(Desk.esep, arguments + ["--database", Self.nowhere], environment: desk.environment)
      #expect(result.status == 3 && result.output == "", "\(arguments): \(result.status) \(result.output)")
      #expect(result.errors.hasPrefix("esep: cannot connect to database esep on 127.0.0.1 as nobody: "), "\(arguments): \(result.errors)")
      #expect(result.errors.hasSuffix("\nType 'esep doctor' to find out what is wrong with the database.\n"), "\(arguments): \(result.errors)")
    }
    let elsewhere = try await desk.esep("report", "stock", "--database", "mysql://esep@db.example/esep")
    #expect(elsewhere.status == 3)
    #expect(
      elsewhere.errors.hasPrefix(
        "esep: the database address cannot be read: it does not start with postgresql://. Write postgresql://user@host:5432/database, or host=…"),
      "\(elsewhere.errors)")
    let missing = try await desk.esep("report", "stock")
    #expect(missing.status == 1)
    #expect(missing.errors == "esep: There is no book “main” in this database. Create it with: esep book create main\n")
  }
}
