import Benchmarks
import EventLog
import Ledger
import Postgres
import ReadModels
import TestSupport
import Testing

@Suite("A history to measure with")
struct HistoryTests {
  @Test("Every event is what the program itself would have written, byte for byte, and unrolls")
  func isCanonical() throws {
    var (types, entries): (Set<String>, Int) = ([], 0)
    for commit in History(events: 30_000) {
      for event in commit.events {
        let read = try Event(type: event.type, payload: event.payload)
        #expect(read.payload.canonicalBytes == event.payload, "position \(event.position)")
        types.insert(event.type)
        entries += unroll(read).count
      }
    }
    #expect(types.isSuperset(of: ["BatchProduced", "BatchInspected", "SaleRecorded", "BatchDrawn", "SaleReturned", "ChannelTermsAgreed"]))
    #expect(entries > 30_000)
  }

  @Test("A sale's parts add up to it, in both currencies")
  func balances() throws {
    for commit in History(events: 20_000) {
      for event in commit.events {
        guard case .saleRecorded(let sale) = try Event(type: event.type, payload: event.payload) else { continue }
        #expect(sale.allocations.reduce(.zero) { $0 + $1.amounts } == sale.amounts)
        #expect(sale.allocations.reduce(.zero) { $0 + $1.bookAmounts } == sale.bookAmounts)
      }
    }
  }

  @Test("The log takes it in and finds nothing wrong with it")
  func isALog() async throws {
    let commits = Array(History(events: 20_000))
    let count = commits.reduce(0) { $0 + $1.events.count }
    let book = try await Shelf.fresh()
    let (last, flaw) = try await book.withOwner { session in
      var next = commits.makeIterator()
      return (try session.restore { next.next() }, try session.firstFlaw())
    }
    #expect(last == Int64(count))
    #expect(flaw == nil)
  }
}

/// A fresh book on the tests' server.
private struct Shelf {
  let book: Book
  let login: ConnectionOptions

  static func fresh() async throws -> Shelf {
    let login = try await TestServer.shared.freshDatabase()
    let book = try Book(named: "main")
    try await book.create(on: login)
    return Shelf(book: book, login: login)
  }

  func withOwner<T: Sendable>(_ job: @escaping @Sendable (Session) throws -> T) async throws -> T {
    let connection = try await Connection.open(book.options(login, as: .owner))
    let value = try await connection.run { try job($0) }
    await connection.close()
    return value
  }
}
