import Demo
import Ledger

/// The whole history carried out in memory, with what its events and entries come to.
final class Replay: Sendable {
  let scale: DemoScale
  /// Over every command and the day it is recorded on, in order.
  let digest: UInt64
  let days: [CalendarDate]
  let events: Int
  /// Sales that were recorded with goods nobody had booked yet.
  let unallocated: [SaleRecorded]
  /// What is left without a maker at the end, in thousandths.
  let unallocatedAtTheEnd: Int64
  let batches: [BatchProduced]
  let totals: EntryTotals
  let money: MoneyTotals
  /// The book as it is in the end.
  let book: BookInMemory

  /// Carried out once a test run.
  static let small = Result { try Replay(.small) }

  init(_ scale: DemoScale) throws {
    var book = BookInMemory()
    var digest = Digest()
    var days: [CalendarDate] = []
    var events = 0
    var unallocated: [SaleRecorded] = []
    var batches: [BatchProduced] = []
    var totals = EntryTotals()
    var money = MoneyTotals()
    for step in DemoBook(scale: scale) {
      digest.add(step)
      days.append(step.recordedAt)
      for fact in try book.take(step) {
        events += 1
        money.add(fact, recordedAt: step.recordedAt)
        totals.add(fact)
        for entry in unroll(fact.event) { totals.add(entry, on: fact.occurredOn) }
        if case .saleRecorded(let sale) = fact.event, sale.unallocated != nil { unallocated.append(sale) }
        if case .batchProduced(let batch) = fact.event { batches.append(batch) }
      }
    }
    (self.scale, self.digest, self.days, self.events) = (scale, digest.value, days, events)
    (self.unallocated, self.batches, self.totals) = (unallocated, batches, totals)
    (self.money, self.book) = (money, book)
    unallocatedAtTheEnd = totals.unallocated
  }
}

/// FNV-1a of 64 bits: enough to notice that a byte is another one.
struct Digest {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  /// Takes in a step and the day it is recorded on.
  mutating func add(_ step: DemoStep) {
    add(Array(step.recordedAt.description.utf8))
    switch step.deed {
    case .record(let command): add(command.canonicalBytes)
    case .close(let month, let name): add(Array("\(month) \(name)".utf8))
    case .correct(let batch, let adjustment):
      add(Array(batch.text.utf8))
      add(Command.payables(.adjust(adjustment)).canonicalBytes)
    }
  }

  mutating func add(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { for byte in $0 { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 } }
  }
}
