import Foundation
import TestSupport
import Testing

/// The tiny book with its money paid out and confirmed by the bank, and a folder for packs.
struct AuditBook: Sendable {
  let desk: Desk
  let folder: TemporaryFolder

  /// P-1 got 2024.93 and P-2 1349.95 in one run.
  static func make() async throws -> AuditBook {
    let (desk, bank) = try await MoneyBook.instructed()
    let rows = try bank.lines("list.csv").dropFirst().map(\.csvFields)
    let paid = rows.enumerated().map { "\($1[0]),\($1[1]),paid,2023-05-08,\($1[2]),B-\($0 + 1),\n" }.joined()
    try bank.write("bank.csv", "run,producer,status,date,amount,reference,reason\n" + paid)
    try await desk.succeed("payout", "settle", "RUN-1", bank.path + "/bank.csv")
    return AuditBook(desk: desk, folder: try TemporaryFolder())
  }

  /// Writes a pack and gives its path.
  func pack(_ name: String = "pack", _ options: String...) async throws -> String {
    let path = "\(folder.path)/\(name)"
    let result = try await Program.run(Desk.esep, ["export", "bundle", path] + options, environment: desk.environment)
    try #require(result.status == 0, "\(result.output)\(result.errors)")
    return path
  }

  func key() async throws -> String { try await desk.succeed("checkpoint", "--key").lines[0] }
}

/// Programs that share nothing with ours.
enum Outsider {
  /// The independent checker in Python.
  static func check(_ arguments: String..., seconds: Int = 120) async throws -> ProgramResult {
    let script = (#filePath as NSString).deletingLastPathComponent + "/../../Checker/check.py"
    return try await Program.run(Program.python, ["-B", script] + arguments, seconds: seconds)
  }

  /// A line for a shell, in a folder.
  static func shell(_ line: String, in folder: String) async throws -> ProgramResult {
    try await Program.run("sh", ["-c", "cd '\(folder)' && \(line)"])
  }

  /// Writes SHA256SUMS anew, as a forger would.
  static func mendSums(_ folder: String) async throws {
    let line = "find . -type f ! -name SHA256SUMS -printf '%P\\n' | LC_ALL=C sort | xargs sha256sum > SHA256SUMS"
    #expect(try await shell(line, in: folder).status == 0)
  }
}
