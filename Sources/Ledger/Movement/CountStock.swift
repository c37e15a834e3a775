/// Asks to write down what was counted at a place.
public struct CountStock: Hashable, Sendable {
  /// The count's number, where, and the day.
  public let count: CountCode, place: Place, date: CalendarDate
  /// What was there; each batch once, with 0 where nothing was. Batches that are not listed were not counted.
  public let lines: [GoodsLine]

  /// A count sheet.
  public init(count: CountCode, place: Place, date: CalendarDate, lines: [GoodsLine]) {
    (self.count, self.place, self.date, self.lines) = (count, place, date, lines)
  }

  func write(to writer: inout CanonicalWriter) {
    writer.member("count", count.text)
    writer.member("date", date)
    writer.member("lines", lines) { $1.write(to: &$0) }
    writer.member("place", place.text)
  }
}

/// What the book knows of a count.
public struct CountState: Sendable {
  /// What was counted, once it was, and when.
  public private(set) var counted: StockCounted?, countedOn: CalendarDate?

  /// Nothing known yet.
  public init() {}

  /// Takes a fact in.
  public mutating func evolve(_ event: Event, on date: CalendarDate) {
    if case .stockCounted(let event) = event { (counted, countedOn) = (event, date) }
  }
}

/// What a count would record: the document with what the book had, and an adjustment of each batch that differs.
///
/// It is held against what the book has now: record first what was sold and sent until it was made.
/// - Throws: `Refusal.unknown` for a batch that is not there, `GoodsRefusal.listedTwice`.
func decide(_ command: CountStock, given context: MovementContext) throws(Refusal) -> Decision {
  try context.check(command.place)
  guard !command.lines.isEmpty else { throw .missing(column: "lines") }
  var lines: [CountLine] = []
  var seen: Set<BatchCode> = []
  for line in command.lines.sorted(by: { $0.batch < $1.batch }) {
    guard line.quantity >= .zero else { throw .malformed(column: "quantity", "less than nothing cannot be counted; write 0 where nothing was") }
    guard line.quantity <= .largest else { throw .malformed(column: "quantity", "the quantity is larger than \(Quantity.largest)") }
    guard seen.insert(line.batch).inserted else { throw .goods(.listedTwice(line.batch)) }
    let (state, produced) = try context.batch(line.batch, on: command.date)
    lines.append(
      CountLine(batch: line.batch, product: produced.product, expected: state.stock[command.place], counted: line.quantity))
  }
  if let known = context.count.counted {
    let thing = "count \(command.count)"
    try same(context.count.countedOn?.description, command.date.description, "date", of: thing)
    try same(known.place.text, command.place.text, "place", of: thing)
    guard known.lines.map(\.batch) == lines.map(\.batch), known.lines.map(\.counted) == lines.map(\.counted) else {
      throw .differs(thing, column: "lines", there: "other goods", here: "these")
    }
    return .unchanged
  }
  let event = StockCounted(count: command.count, place: command.place, lines: lines)
  var facts = [Fact(.stockCounted(event), in: .count(command.count), on: command.date)]
  for line in lines where line.counted != line.expected {
    let state = context.batches[line.batch] ?? BatchState()
    let change = Adjustment(
      batch: line.batch, product: line.product, place: command.place, change: line.counted - line.expected, reason: "count", reference: nil,
      count: command.count)
    facts.append(Fact(.stockAdjusted(try change.event(state, context.book)), in: .batch(line.batch), on: command.date))
  }
  return .record(facts)
}
