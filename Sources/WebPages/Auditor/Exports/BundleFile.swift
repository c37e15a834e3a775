import Auditing
import Exchange
import Foundation
import Notary
import Synchronization
import Web

/// The audit pack as one file: all that an outsider needs to check the book without Esep.
enum BundleFile {
  /// A larger book's pack is written on the command line: nobody waits an hour for a browser.
  static let eventsMax: Int64 = 2_000_000

  /// One pack at a time: each reads the whole log.
  private static let isBusy = Atomic(false)

  static func answer(_ request: PageRequest) async throws -> PageAnswer {
    let (desk, words) = (request.desk, request.words)
    let checkpoint = try await desk.reader.withSession { session in
      let folded = try session.query("SELECT position FROM checkpoint").first?.int64(0) ?? 0
      return try session.newestCheckpoint(upTo: folded)
    }
    guard let checkpoint, let key = try await desk.verifierKey() else { return .notFound(words("auditor.start.nothing_signed")) }
    guard checkpoint.size <= eventsMax else { return .notFound(words("auditor.exports.bundle_large", ["command": "esep export bundle"])) }
    guard let count = Int(request.query("sample") ?? "25"), let sample = try? SampleRequest(count: count) else {
      return .notFound(words("auditor.exports.sample_error"))
    }
    guard !isBusy.load(ordering: .relaxed) else { return .notFound(words("auditor.exports.busy")) }
    let name = DownloadFile.name([desk.book.name, "audit", String(checkpoint.size)], "tar")
    return .file(name: name, contentType: "application/x-tar") { writer in
      guard !isBusy.exchange(true, ordering: .acquiringAndReleasing) else { throw PipeProblem.abandoned }
      defer { isBusy.store(false, ordering: .releasing) }
      let path = FileManager.default.temporaryDirectory.appendingPathComponent("esep-audit-\(UUID().uuidString)").path
      defer { try? FileManager.default.removeItem(atPath: path) }
      let export = BundleExport(options: desk.owner, catalogue: desk.catalogue, checkpoint: checkpoint, key: key)
      _ = try await export.write(to: try NewFolder(path), sample: sample) { _, _, _ in }
      try await TarFile.write(path, as: String(name.dropLast(4))) { try await writer.write($0) }
    }
  }
}
