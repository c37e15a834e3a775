/// What is available to a producer and in no payout run, line by line.
public struct OpenLine: Hashable, Sendable {
  /// Of which sale; nil for an exchange difference, a correction, goods bought outright, or a payment that came back.
  public let sale: SaleCode?
  /// The day it became available.
  public internal(set) var availableOn: CalendarDate
  /// Minor units of the book's currency; negative only for a loss passed on, or a coin of a return.
  public internal(set) var amount: Int64
}

/// The open lines of one producer.
///
/// One line a sale: what is released, withdrawn or given back of a sale later joins its line and keeps the earlier day. So a return finds its
/// line in O(1), however many are open.
struct OpenLines: Sendable {
  private struct Line {
    var availableOn: CalendarDate
    var amount: Int64
  }

  private var ofSales: [SaleCode: Line] = [:]
  private var others: [Line] = []

  /// What is open of a sale; zero when it never was, or is in a run.
  func amount(of sale: SaleCode) -> Int64 { ofSales[sale]?.amount ?? 0 }

  /// Adds to the sale's line, or a line of its own; a line of nothing is none. Amortised O(1).
  mutating func add(_ amount: Int64, of sale: SaleCode?, on date: CalendarDate) {
    guard let sale else {
      if amount != 0 { others.append(Line(availableOn: date, amount: amount)) }
      return
    }
    let known = ofSales[sale]
    let sum = (known?.amount ?? 0).adding(amount)
    ofSales[sale] = sum == 0 ? nil : Line(availableOn: min(known?.availableOn ?? date, date), amount: sum)
  }

  /// Everything, oldest first; among lines of one day those without a sale come first, then by sale code. O(n log n).
  var ordered: [OpenLine] {
    let lines =
      others.map { OpenLine(sale: nil, availableOn: $0.availableOn, amount: $0.amount) }
      + ofSales.map { OpenLine(sale: $0.key, availableOn: $0.value.availableOn, amount: $0.value.amount) }
      .sorted { ($0.sale?.text ?? "").utf8.lexicographicallyPrecedes(($1.sale?.text ?? "").utf8) }
    // A stable sort keeps what stands above.
    return lines.sorted { $0.availableOn < $1.availableOn }
  }

  /// The sum of what became available by a day. O(n).
  func total(through cutOff: CalendarDate) -> Int128 {
    var total: Int128 = 0
    for line in others where line.availableOn <= cutOff { total += Int128(line.amount) }
    for line in ofSales.values where line.availableOn <= cutOff { total += Int128(line.amount) }
    return total
  }

  /// Takes out all that became available by a day. O(n).
  mutating func takeAll(through cutOff: CalendarDate) -> OpenLines {
    var taken = OpenLines()
    taken.others = others.filter { $0.availableOn <= cutOff }
    taken.ofSales = ofSales.filter { $0.value.availableOn <= cutOff }
    // Nearly always everything goes; the memory goes with it.
    others = taken.others.count == others.count ? [] : others.filter { $0.availableOn > cutOff }
    ofSales = taken.ofSales.count == ofSales.count ? [:] : ofSales.filter { $0.value.availableOn > cutOff }
    return taken
  }

  /// Puts back what was taken out. O(lines put back).
  mutating func putBack(_ taken: OpenLines) {
    for line in taken.others { add(line.amount, of: nil, on: line.availableOn) }
    for (sale, line) in taken.ofSales { add(line.amount, of: sale, on: line.availableOn) }
  }

  /// Takes an amount from the oldest lines that have something. What they have not becomes a negative line, so that no coin is lost; deciders
  /// never ask for so much. O(n log n); only corrections by hand do this.
  mutating func take(_ amount: Int64, on date: CalendarDate) {
    var left = amount
    let lines = ordered
    (others, ofSales) = ([], [:])
    for line in lines {
      let part = min(left, max(0, line.amount))
      left -= part
      add(line.amount - part, of: line.sale, on: line.availableOn)
    }
    add(-left, of: nil, on: date)
  }
}

extension Int64 {
  /// The sum, held at the largest figure: no book comes near it, and a tampered one must not stop the program.
  func adding(_ other: Int64) -> Int64 {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? (other < 0 ? .min : .max) : sum
  }
}
