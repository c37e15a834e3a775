import Foundation
import Testing

/// Months that are closed and reopened from the command line.
@Suite("Closing months", .serialized)
struct PeriodTests {
  @Test("A month is closed with its totals, listed, and reopened by two people")
  func closing() async throws {
    let (desk, _) = try await MoneyBook.paid()
    let none = try await desk.succeed("period", "list")
    #expect(none.hasPrefix("No month is closed\n"), "\(none)")
    let closed = try await desk.succeed("period", "close", "2023-04", "--as", "Aizada")
    #expect(closed.hasPrefix("2023-04 is closed by Aizada as of position "), "\(closed)")
    // 1010 has 1000.00 and 30 dollars at 86.5; 5120 the 15.00 that the bank kept; 2100 what is available to both producers.
    #expect(closed.contains("1010     Bank                         3 595.00      0.00"), "\(closed)")
    #expect(closed.contains("5120     Bank fees                       15.00      0.00"), "\(closed)")
    #expect(closed.contains("2100     Producer payable, available      0.00  3 374.88"), "\(closed)")
    #expect(try await desk.succeed("period", "close", "2023-04", "--as", "Aizada") == "2023-04 was closed before; nothing changed.\n")
    try await desk.refuse(
      "period", "close", "2023-07", "--as", "Aizada",
      saying: "2023-07 cannot be closed yet: months are closed in order, and 2023-05 is the next; close it first")
    try await desk.refuse(
      "period", "reopen", "2023-04", "--as", "Aizada", "--approved-by", "Aizada", "--reason", "late invoice",
      saying: "Aizada cannot both ask for it and agree to it; another person has to agree")
    try await desk.refuse(
      "period", "reopen", "2023-05", "--as", "Aizada", "--approved-by", "Bakyt", "--reason", "late invoice",
      saying: "2023-05 is not closed; nothing to reopen")
    let reopened = try await desk.succeed("period", "reopen", "2023-04", "--as", "Aizada", "--approved-by", "Bakyt", "--reason", "late invoice")
    #expect(reopened == "2023-04 and all months after it are open again. Close them when they are right: esep period close 2023-04\n")
    let list = try await desk.succeed("period", "list", "--format", "csv").lines.map { $0.drop { $0 != "," } }
    #expect(list == [",month,event,by,approved_by,reason", ",2023-04,closed,Aizada,,", ",2023-04,reopened,Aizada,Bakyt,late invoice"])
    try await desk.expectVerified()
  }

  @Test("A month that is not over cannot be closed")
  func notOver() async throws {
    let (desk, _) = try await TinyBook.imported()
    let result = try await desk.esep("period", "close", "2999-12")
    #expect(result.status == 1 && result.errors.contains("2999-12 is not over on "), "\(result.errors)")
  }
}
