import Testing

/// What a newcomer reads first.
@Suite("Help")
struct HelpTests {
  private let desk = Desk(home: "/dev/null/no-home")

  @Test("The first help names every command in a phrase, the statuses, and what to type first")
  func root() async throws {
    let result = try await desk.esep("--help")
    #expect(result.status == 0 && result.errors == "")
    #expect(
      result.output.hasPrefix(
        """
        OVERVIEW: Keep the accounts of a village programme: what was made, what was
        sold, and what each producer is owed.

        Data goes to standard output, talk to standard error. Exit status: 0 done, 1
        refused or a check failed, 2 usage, 3 database unreachable.
        Start with 'esep demo', or with 'esep import FOLDER' for a folder of
        spreadsheets of your own.

        USAGE: esep <subcommand>

        """), "\(result.output)")
    let commands = result.output.lines.drop { $0 != "SUBCOMMANDS:" }.filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") }
    let names = commands.compactMap { $0.split(separator: " ").first.map(String.init) }
    let known = [
      "demo", "import", "record", "reconcile", "payout", "period", "report", "explain", "changes", "export", "rebuild", "try", "verify", "book",
      "work", "migrate", "doctor", "checkpoint", "prove", "check-proof",
    ]
    for name in known { #expect(names.contains(name), "\(name)") }
    let none = try await desk.esep()
    #expect(none.output == result.output)
  }

  @Test("Every command explains itself, and needs no database for it")
  func commands() async throws {
    for name in [
      "demo", "import", "record", "reconcile", "payout", "period", "report", "explain", "changes", "export", "rebuild", "try", "verify", "book",
      "work", "migrate", "doctor", "checkpoint", "prove", "check-proof",
    ] {
      let result = try await desk.esep(name, "--help")
      #expect(result.status == 0 && result.output.hasPrefix("OVERVIEW: ") && result.output.contains("\nUSAGE: esep \(name)"), "\(result.output)")
    }
    let version = try await desk.esep("--version")
    #expect(version.status == 0 && version.output.first?.isNumber == true)
  }

  @Test("The list of reports says of each what it answers, and needs no database")
  func reports() async throws {
    let result = try await desk.esep("report")
    #expect(result.status == 0 && result.errors == "")
    let lines = result.output.lines
    #expect(lines.first == "report                  what it says", "\(lines.first ?? "")")
    #expect(lines.contains("channel-share           Which part of all net sales each channel has"), "\(result.output)")
    #expect(lines.contains("stock                   What is in stock, batch by batch"))
  }

  @Test("Books are created, listed and, when one is sure, dropped")
  func books() async throws {
    let desk = try await Desk.fresh()
    let none = try await desk.esep("book", "list")
    #expect(none.status == 0 && none.output == "")
    #expect(none.errors == "There is no book yet. Type 'esep demo' for an example, or 'esep import FOLDER'.\n")
    #expect(try await desk.succeed("book", "create", "osh") == "Book “osh” is there. Fill it with: esep import FOLDER --book osh\n")
    try await desk.succeed("book", "create", "naryn")
    #expect(try await desk.succeed("book") == "naryn\nosh\n")
    let again = try await desk.esep("book", "create", "osh")
    #expect(again.status == 1 && again.errors.hasPrefix("esep: There is a schema “osh” already."), "\(again.errors)")
    #expect(try await desk.succeed("book", "drop", "osh", "--yes") == "Book “osh” is gone.\n")
    #expect(try await desk.succeed("book", "list") == "naryn\n")
    let only = try await desk.esep("report", "stock", "--format", "csv")
    #expect(only.errors == "Book “naryn”, the only one there is.\n")
    #expect(try await desk.succeed("migrate", "--book", "naryn") == "Book “naryn” was up to date.\n")
  }
}
