import Exchange
import Foundation
import Ledger
import Office
import SignIn
import Web

/// A spreadsheet from somebody's phone: judged first, then recorded.
enum ImportPages {
  static let access = Access.any([.recordGoods, .recordRegistry, .recordMoney])

  @Sendable static func show(_ request: PageRequest) async throws -> PageAnswer { .page(page(request)) }

  @Sendable static func take(_ request: PageRequest) async throws -> PageAnswer {
    let words = request.words
    guard let file = request.form.files["file"], file.bytes > 0 else { return .mistaken(page(request, file: words("clerk.import.no_file"))) }
    let asked = request.form["table"]
    guard let table = asked.isEmpty ? Table.named(file.name) ?? ImportSource.table(ofWorkbook: file.path) : Table.named(asked) else {
      return .mistaken(page(request, table: words("clerk.import.which")))
    }
    guard request.identity?.may(ImportRun.permission(table.name)) == true else {
      return .mistaken(page(request, table: words("clerk.import.not_yours")))
    }
    let store = ImportStore(request)
    let id = try store.keep(file, as: table.fileName)
    guard let folder = store.folder(id) else { return .notFound(words("clerk.import.gone")) }
    let outcome = ImportOutcome(name: file.name, table: table.name, allowsUnallocated: request.form["allow"] == "on")
    do { try await ImportRun(request: request, folder: folder)(outcome, table, records: false).keep(in: folder) } catch let error as CSVFileError {
      return .mistaken(page(request, file: words("clerk.import.unreadable", ["message": RowReasonText(words)(error)])))
    }
    return .seeOther("/clerk/import/" + id)
  }

  @Sendable static func verdicts(_ request: PageRequest) async throws -> PageAnswer {
    let id = request.parameters["id"] ?? ""
    guard let folder = ImportStore(request).folder(id), let outcome = ImportOutcome(in: folder) else {
      return .notFound(request.words("clerk.import.gone"))
    }
    return .page(VerdictPage(request: request, id: id, outcome: outcome).page)
  }

  @Sendable static func record(_ request: PageRequest) async throws -> PageAnswer {
    let words = request.words
    let id = request.parameters["id"] ?? ""
    guard let folder = ImportStore(request).folder(id), let outcome = ImportOutcome(in: folder), let table = Table.named(outcome.table) else {
      return .notFound(words("clerk.import.gone"))
    }
    guard request.identity?.may(ImportRun.permission(table.name)) == true else {
      return .mistaken(page(request, table: words("clerk.import.not_yours")))
    }
    // Sent again, every row is found to be there already; what the first time came to stays what is shown.
    if !outcome.isRecorded { try await ImportRun(request: request, folder: folder)(outcome, table, records: true).keep(in: folder) }
    return .seeOther("/clerk/import/" + id, notice: words("clerk.import.recorded"))
  }

  @Sendable static func rejects(_ request: PageRequest) async throws -> PageAnswer {
    let words = request.words
    guard let folder = ImportStore(request).folder(request.parameters["id"] ?? ""), let outcome = ImportOutcome(in: folder) else {
      return .notFound(words("clerk.import.gone"))
    }
    let path = folder + "/" + outcome.table + ".rejects.csv"
    guard outcome.rejected > 0, FileManager.default.fileExists(atPath: path) else { return .notFound(words("clerk.import.no_rejects")) }
    return .file(name: outcome.table + ".rejects.csv", contentType: "text/csv; charset=utf-8") { writer in
      guard let file = FileHandle(forReadingAtPath: path) else { return }
      defer { try? file.close() }
      while let piece = try file.read(upToCount: 64 << 10), !piece.isEmpty { try await writer.write(Array(piece)) }
    }
  }

  private static func page(_ request: PageRequest, file: String? = nil, table: String? = nil) -> Page {
    let words = request.words
    let kinds = Table.all.map(\.name).filter { request.identity?.may(ImportRun.permission($0)) == true }
    let choices = [(value: "", text: words("clerk.import.by_name"))] + kinds.map { (value: $0, text: words(family: "clerk.table", $0)) }
    var form = Form(
      .post, "/clerk/import",
      fields: [
        Field(
          "file", words("clerk.import.file"), .file(accept: ".csv,text/csv,.xlsx"), hint: words("clerk.import.file_hint"), error: file,
          isRequired: true),
        Field("table", words("clerk.import.table"), .select(choices), value: request.form["table"], error: table),
        Field("allow", words("clerk.import.allow"), .checkbox, value: request.form["allow"], hint: words("clerk.import.allow_hint")),
      ], submit: words("clerk.import.check"))
    form.idempotencyKey = request.form.idempotencyKey
    return Page(
      words("clerk.import.title"), area: .clerk, lead: words("clerk.import.lead"), trail: [Link(words("clerk.title"), "/clerk")], [.form(form)])
  }
}
