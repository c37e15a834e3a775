import EventLog
import Exchange
import Glibc
import Ledger

/// A fixed amount of work of each function that a book's speed depends on, for callgrind to count its instructions: unlike times, counts are the same
/// on a busy machine. `Scripts/count-instructions` runs it and holds the counts against `Tests/Instructions/counts.txt`.
///
/// Each work is done in a function of its own whose name begins with `work` and which is not inlined; its inclusive count is what is measured.
@main
enum Instructions {
  /// How often each is done; counts are given for one.
  static let times = 500

  static func main() throws {
    let sales = try Sales()
    var checksum = 0
    // The first time through pays for caches and metadata; only the second is counted, because the script looks at these names alone.
    for isCounted in [false, true] {
      if isCounted {
        checksum &+= try workParseRow(sales)
        checksum &+= try workDecideSale(sales)
        checksum &+= try workDecideReturn(sales)
        checksum &+= workWritePayload(sales)
        checksum &+= try workReadPayload(sales)
        checksum &+= workUnroll(sales)
        checksum &+= try workCheckCommit(sales)
        checksum &+= workLayOutBatch(sales)
      } else {
        for warmUp in [parseRows, decideSales, decideReturns, readPayloads, checkCommits] { checksum &+= try warmUp(sales) }
        for warmUp in [writePayloads, unrollSales, layOutBatch] { checksum &+= warmUp(sales) }
      }
    }
    print("\(times) times each, checksum \(checksum)")
    fflush(nil)
  }
}

@inline(never) func workParseRow(_ sales: Sales) throws -> Int { try parseRows(sales) }
@inline(never) func workDecideSale(_ sales: Sales) throws -> Int { try decideSales(sales) }
@inline(never) func workDecideReturn(_ sales: Sales) throws -> Int { try decideReturns(sales) }
@inline(never) func workWritePayload(_ sales: Sales) -> Int { writePayloads(sales) }
@inline(never) func workReadPayload(_ sales: Sales) throws -> Int { try readPayloads(sales) }
@inline(never) func workUnroll(_ sales: Sales) -> Int { unrollSales(sales) }
@inline(never) func workCheckCommit(_ sales: Sales) throws -> Int { try checkCommits(sales) }
@inline(never) func workLayOutBatch(_ sales: Sales) -> Int { layOutBatch(sales) }
