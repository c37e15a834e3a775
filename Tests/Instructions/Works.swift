import Exchange
import Ledger

@testable import EventLog

/// Rows of `sales.csv` to commands.
func parseRows(_ sales: Sales) throws -> Int {
  let reader = try CommandReader(bytes: sales.file, name: "sales.csv", table: sales.table, defaults: sales.defaults)
  var count = 0
  while let verdict = try reader.next() { if case .good = verdict { count += 1 } }
  return count
}

/// A sale of two batches with four producers, in a foreign currency.
func decideSales(_ sales: Sales) throws -> Int {
  var count = 0
  for _ in 0..<Instructions.times { if case .record(let facts) = try decide(sales.command, given: sales.context) { count += facts.count } }
  return count
}

/// A part of it back.
func decideReturns(_ sales: Sales) throws -> Int {
  var count = 0
  for _ in 0..<Instructions.times {
    if case .record(let facts) = try decide(sales.returning, given: sales.sold, batches: [:], money: SaleMoney()) { count += facts.count }
  }
  return count
}

/// The sale as canonical JSON.
func writePayloads(_ sales: Sales) -> Int {
  var writer = CanonicalWriter()
  var count = 0
  for _ in 0..<Instructions.times { count += sales.event.text(&writer).utf8.count }
  return count
}

/// The sale back from canonical JSON.
func readPayloads(_ sales: Sales) throws -> Int {
  var count = 0
  for _ in 0..<Instructions.times {
    if case .saleRecorded(let sale) = try Event(type: "SaleRecorded", payload: sales.payload) { count += sale.allocations.count }
  }
  return count
}

/// The sale's entries.
func unrollSales(_ sales: Sales) -> Int {
  var count = 0
  for _ in 0..<Instructions.times { count += unroll(sales.event).count }
  return count
}

/// A commit's limits.
func checkCommits(_ sales: Sales) throws -> Int {
  for commit in sales.commits { try commit.check() }
  return sales.commits.count
}

/// A batch of commits as the log's function takes them.
func layOutBatch(_ sales: Sales) -> Int { UnopposedBatch(sales.commits)?.parameters.count ?? 0 }
