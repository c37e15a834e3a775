import ArgumentParser
import Exchange
import Office
import ReadModels

/// `esep definitions`: by which files the book answers, and by which it did.
struct DefinitionsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "definitions",
    abstract: "List every version of the read models, reports and rules that this book ever answered by.",
    discussion: """
      A version counted from one position to another: that is how far the book was folded when it went live, and when another took its place. The hash is
      the file's own, as sha256sum prints it. 'esep explain --definition' explains a figure by an older version.

      Example: esep definitions sales_by_channel
               esep definitions --show 3fa1b2 > then.sql
      """)

  @Argument(help: ArgumentHelp("Only the read model, report or rule of this name. Left out: all.", valueName: "name"))
  var name: String?

  @Option(help: ArgumentHelp("Print the text of this version: the first digits of its SHA-256.", valueName: "sha256"))
  var show: String?

  @Option(help: ArgumentHelp("table, csv or json.", valueName: "format"))
  var format: OutputFormat = .table

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    try await Workplace.with(database) { workplace in
      let book = try await workplace.book(database)
      try await Folding.catchUp(workplace, book)
      try await workplace.withReader(book) { pool in
        if let show {
          let found = try await pool.withSession { try $0.keptDefinition(sha256: show) }
          // Byte for byte, so that its hash can be taken of what is printed.
          return print(found.file.text, terminator: "")
        }
        let found = try await pool.withSession { [name] in try $0.keptDefinitions(named: name) }
        guard !found.isEmpty else { throw Failure.usage("There never was a read model, report or rule “\(name ?? "")” in this book") }
        list(found)
      }
    }
  }

  private func list(_ definitions: [KeptDefinition]) {
    if format == .json { return print(json(definitions)) }
    let titles = ["file", "sha256", "since", "until", "installed"]
    let rows = definitions.flatMap { kept in
      kept.uses.map { use in
        let hash = format == .csv ? kept.file.hash : String(kept.file.hash.prefix(12))
        return [kept.file.file, hash, String(use.since), use.until.map(String.init) ?? (format == .csv ? "" : "now"), day(kept)]
      }
    }
    if format == .csv {
      for row in [titles] + rows { print(CSVText.line(row), terminator: "") }
      return
    }
    var table = TextTable(titles.enumerated().map { .init($1, isNumber: $0 == 2 || $0 == 3) })
    for row in rows { table.add(row) }
    print(table.text(), terminator: "")
  }

  private func day(_ kept: KeptDefinition) -> String { String(TimeText.utc(kept.installedAt).prefix(10)) }

  /// One object with `definitions`, each with `kind` (model, report, rule), `name`, `file`, `sha256`, `first_position`, `installed_at`, `live`, and `uses`:
  /// each `since` and `until`, null while it counts.
  private func json(_ definitions: [KeptDefinition]) -> String {
    let listed = definitions.map { kept in
      let uses = kept.uses.map { JSONText.object([("since", String($0.since)), ("until", $0.until.map(String.init) ?? "null")]) }
      return JSONText.object([
        ("kind", JSONText.string(kept.file.kind.rawValue)), ("name", JSONText.string(kept.file.name)), ("file", JSONText.string(kept.file.file)),
        ("sha256", JSONText.string(kept.file.hash)), ("first_position", String(kept.firstPosition)),
        ("installed_at", JSONText.string(TimeText.utc(kept.installedAt))), ("live", String(kept.isLive)), ("uses", JSONText.array(uses)),
      ])
    }
    return JSONText.object([("definitions", JSONText.lines(listed))])
  }
}
