import Ledger
import Office
import Web

/// Everything to take along, as files.
enum ExportsPage {
  static func answer(_ request: PageRequest) async throws -> PageAnswer {
    let words = request.words
    let size = try await request.desk.reader.withSession { try $0.query("SELECT position FROM head").first?.int64(0) ?? 0 }
    let period = [
      Field("from", request.words("reports.filter.from"), .date), Field("to", request.words("reports.filter.to"), .date),
    ]
    let batch = Field("batch", words("auditor.exports.batch"), hint: words("auditor.exports.batch_hint"))
    let bundle: Block =
      size > BundleFile.eventsMax
      ? .notice(Notice(.plain, words("auditor.exports.bundle_large", ["command": "esep export bundle"])))
      : .form(
        Form(
          .get, "/exports/bundle", fields: [Field("sample", words("auditor.exports.sample"), .integer, value: "25")],
          submit: words("auditor.exports.download")))
    return .page(
      Page(
        words("auditor.exports.title"), area: .auditor, lead: words("auditor.exports.lead"), asOf: size,
        [
          .heading(words("auditor.exports.bundle"), id: "bundle"), .text(words("auditor.exports.bundle_says")), bundle,
          .heading(words("auditor.exports.events"), id: "events"), .text(words("auditor.exports.events_says")),
          .links([Link(words("auditor.exports.download"), "/exports/events")]),
          .heading(words("auditor.exports.journal"), id: "journal"), .text(words("auditor.exports.journal_says")),
          .form(Form(.get, "/exports/journal", fields: period, submit: words("auditor.exports.download"))),
          .heading(words("auditor.exports.epcis"), id: "epcis"), .text(words("auditor.exports.epcis_says")),
          .form(Form(.get, "/exports/epcis", fields: [batch] + period, submit: words("auditor.exports.download"))),
        ]))
  }
}
