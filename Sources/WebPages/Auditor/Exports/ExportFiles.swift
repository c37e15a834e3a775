import Auditing
import EventLog
import Exchange
import Ledger
import ReadModels
import Web

/// Every event, one a line.
enum EventsFile {
  static func answer(_ request: PageRequest) async throws -> PageAnswer {
    let desk = request.desk
    return .file(name: DownloadFile.name([desk.book.name, "events"], "jsonl"), contentType: "application/jsonl") { writer in
      try await DownloadFile.write(to: writer) { push in
        _ = try await EventExport(options: desk.owner).write { _, _ in
        } to: {
          try push(String(decoding: $0, as: UTF8.self))
        }
      }
    }
  }
}

/// The journal for hledger.
enum JournalFile {
  static func answer(_ request: PageRequest) async throws -> PageAnswer {
    let (desk, asked) = (request.desk, request.reportParameters())
    let name = DownloadFile.name([desk.book.name, asked.from?.description ?? "", asked.to?.description ?? ""], "journal")
    return .file(name: name, contentType: "text/plain; charset=utf-8") { writer in
      try await DownloadFile.write(to: writer) { push in
        _ = try await JournalExport(reporter: desk.reporter).write(parameters: asked) { try push($0) }
      }
    }
  }
}

/// What happened to goods, for partners.
enum EPCISFile {
  static func answer(_ request: PageRequest) async throws -> PageAnswer {
    let desk = request.desk
    var asked = EPCISExport.Request()
    (asked.from, asked.to) = (request.time.from, request.time.to)
    if let code = request.query("batch") {
      let stream = "batch/\(code)"
      guard let batch = BatchCode(checking: code), try await desk.reader.withSession({ try !$0.lastVersions(ofStreams: [stream]).isEmpty }) else {
        return .notFound(request.words("auditor.exports.no_batch"))
      }
      asked.batches = [batch]
    }
    let chosen = asked
    let name = DownloadFile.name([desk.book.name, request.query("batch") ?? "", "epcis"], "jsonld")
    return .file(name: name, contentType: "application/ld+json") { writer in
      try await DownloadFile.write(to: writer) { push in
        _ = try await EPCISExport(options: desk.owner, book: desk.book.name).write(chosen) { try push($0) }
      }
    }
  }
}
