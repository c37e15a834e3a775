public import Exchange
import Foundation
public import Postgres
public import ReadModels

extension Bundle {
  /// How the reports of a book that the pack was taken into compare with those in the pack.
  public struct ReportComparison: Sendable, Hashable {
    /// Reports that are the same, byte by byte.
    public var same: [String] = []
    /// Reports that say something else.
    public var different: [String] = []
    /// Reports that only one of the two has.
    public var unknown: [String] = []
    /// Definitions that are not word for word those of the pack.
    public var definitions: [String] = []
  }

  /// Makes every report anew, as of the pack's position, and compares it with the pack's.
  /// - Parameters:
  ///   - sums: the pack's, from `checkFiles`.
  ///   - options: of the book's reader; its read models have to be folded.
  ///   - progress: told the reports done and to do.
  /// - Throws: `BundleProblem`; `ReadModelError`; `PostgresError`.
  public func compareReports(
    _ sums: Checksums, in options: ConnectionOptions, catalogue: Catalogue, progress: (_ done: Int64, _ total: Int64) -> Void
  ) async throws -> ReportComparison {
    var result = ReportComparison()
    let folder = "\(BundlePath.reports)/"
    var listed = Set(sums.paths.filter { $0.hasPrefix(folder) }.map { String($0.dropFirst(folder.count).dropLast(4)) })
    let scratch = FileManager.default.temporaryDirectory.appendingPathComponent("esep-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: scratch) }
    try await withPool(options, size: 2) { pool in
      let files = ReportFiles(pool: pool, catalogue: catalogue, position: checkpoint.size)
      for (number, report) in catalogue.reports.enumerated() {
        progress(Int64(number), Int64(catalogue.reports.count))
        guard listed.remove(report.name) != nil else {
          result.unknown.append(report.name)
          continue
        }
        let written = try await files.write(report, to: try HashedFile(scratch)) { try $0.close() }
        if written.sha256 == sums["\(folder)\(report.name).csv"] { result.same.append(report.name) } else { result.different.append(report.name) }
      }
    }
    result.unknown += listed.sorted()
    result.definitions = catalogue.files.filter { sums["\(BundlePath.definitions)/\($0.file)"] != $0.hash }.map(\.file)
    return result
  }
}
