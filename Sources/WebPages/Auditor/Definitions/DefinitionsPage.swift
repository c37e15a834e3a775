import ReadModels
import Web

/// By which files the book answers, and by which it did.
enum DefinitionsPage {
  private static let rowsMax = 100

  static func answer(_ request: PageRequest) async throws -> PageAnswer {
    let words = request.words
    if let hash = request.query("sha256") { return try await one(request, hash) }
    let kept = try await request.desk.reader.withSession { try $0.keptDefinitions() }
    let rows = kept.flatMap { definition in definition.uses.map { (definition, $0) } }
    let offset = min(request.offset, rows.count)
    var table = DataTable(
      words("auditor.definitions.title"),
      columns: [
        .init(words("auditor.definitions.file")), .init(words("auditor.definitions.since"), isNumber: true),
        .init(words("auditor.definitions.until"), isNumber: true), .init(words("auditor.definitions.installed")), .init("SHA-256"),
      ],
      rows: rows.dropFirst(offset).prefix(rowsMax).map { definition, use in
        [
          .init(definition.file.file, href: PathText.with("/definitions", [("sha256", definition.file.hash)])), .init(words.numbers.whole(use.since)),
          .init(use.until.map { words.numbers.whole($0) } ?? words("auditor.definitions.now")), .init(request.moment(definition.installedAt)),
          .init(String(definition.file.hash.prefix(12))),
        ]
      }, hidesCaption: true)
    (table.previous, table.next) = request.pages(
      offset: offset, shown: table.rows.count, hasMore: offset + table.rows.count < rows.count, rowsMax, values: [])
    return .page(Page(words("auditor.definitions.title"), area: .auditor, lead: words("auditor.definitions.lead"), [.table(table)]))
  }

  private static func one(_ request: PageRequest, _ hash: String) async throws -> PageAnswer {
    let words = request.words
    guard hash.utf8.count <= 64, hash.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) }),
      let kept = try? await request.desk.reader.withSession({ try $0.keptDefinition(sha256: hash) })
    else { return .notFound(words("auditor.definitions.unknown")) }
    return .page(
      Page(
        kept.file.file, area: .auditor, trail: [Link(words("auditor.definitions.title"), "/definitions")],
        [.text("SHA-256 \(kept.file.hash)"), .verbatim(kept.file.text, label: kept.file.file)]))
  }
}
