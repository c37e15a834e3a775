import EventLog
import Ledger
import Postgres

// Sales: what was sold and came back, and what producers were given for it.
extension TraceSource {
  /// A sale with its returns, and the batches it drew from.
  func saleSteps(_ sale: SaleCode) throws -> (steps: [TraceStep], batches: [BatchCode]) {
    var (steps, batches): ([TraceStep], [BatchCode]) = ([], [])
    for event in try events(of: .sale(sale)) {
      switch try Event(type: event.type, payload: event.payload) {
      case .saleRecorded(let sold):
        batches += sold.draws.map(\.batch)
        let drawn =
          sold.draws.map { "\(amount($0.quantity)) of \($0.batch)" } + (sold.unallocated.map { ["\(amount($0.quantity)) not yet booked"] } ?? [])
        steps.append(
          step(
            .sold, event, sale.text, sold.amounts.gross - sold.amounts.discount, sold.currency, quantity: sold.quantity,
            unit: sold.goods.unit.rawValue, "\(sold.goods.product) by \(place(sold.place)): " + drawn.joined(separator: ", ")))
      case .saleAllocated(let found):
        batches += found.draws.map(\.batch)
        steps.append(
          step(
            .allocated, event, sale.text, quantity: found.draws.reduce(Quantity.zero) { $0 + $1.quantity },
            unit: found.change.goods.unit.rawValue, "found in " + found.draws.map(\.batch.text).joined(separator: ", ")))
      case .saleReturned(let back):
        steps.append(
          step(
            .returned, event, back.returned.text, back.change.amounts.gross - back.change.amounts.discount, back.change.currency,
            quantity: back.quantity, unit: back.change.goods.unit.rawValue,
            back.disposition.rawValue + (back.cause.map { ": \($0)" } ?? "")))
      case .saleReversed(let reversed): steps.append(step(.reversed, event, sale.text, reversed.reason))
      default: continue
      }
    }
    return (steps, batches)
  }

  private func place(_ place: SalePlace) -> String { place.channel.text + (place.outlet.map { "/\($0)" } ?? "") }

  /// What an event released to producers for a sale, or took back; and to whom it was released.
  func releaseSteps(_ event: RecordedEvent, _ sale: SaleCode) throws -> (steps: [TraceStep], released: [ProducerCode]) {
    if event.type == EntitlementsReleased.type {
      let released = try EntitlementsReleased(payload: event.payload)
      let lines = released.lines.filter { $0.sale == sale }
      let document = released.payout?.text ?? released.statement?.text ?? ""
      return (lines.map { step(.released, event, document, $0.amount, released.bookCurrency, "to \($0.producer)") }, lines.map(\.producer))
    }
    let withdrawn = try EntitlementsWithdrawn(payload: event.payload)
    let steps = withdrawn.lines.map {
      step(.withdrawn, event, withdrawn.returned.text, -$0.amount, withdrawn.bookCurrency, "from \($0.producer), from what was \($0.from.rawValue)")
    }
    return (steps, [])
  }

  /// What producers were credited for goods that were bought of them outright, and who.
  func creditSteps(_ event: RecordedEvent) throws -> (steps: [TraceStep], producers: [ProducerCode]) {
    let credited = try PurchaseCredited(payload: event.payload)
    let steps = credited.lines.map {
      step(.credited, event, credited.batch.text, $0.amount, credited.bookCurrency, "to \($0.producer), for goods bought outright")
    }
    return (steps, credited.lines.map(\.producer))
  }

  /// The sales on a statement as it stood when it was paid, in the order they were matched.
  /// - Parameters:
  ///   - first: the version, in the channel's settlement stream, at which the statement was received.
  ///   - last: the version at which it was paid.
  func sales(on statement: StatementCode, of channel: ChannelCode, from first: Int32, through last: Int32) throws -> [SaleCode] {
    let rows = try session.query(
      """
      SELECT position FROM event
      WHERE  stream = $1 AND version BETWEEN $2 AND $3 AND type IN ('StatementLineMatched', 'StatementLineUnmatched') AND payload->>'statement' = $4
        AND  position <= $5
      ORDER  BY version
      """,
      [.text(StreamName.settlement(channel).text), .int64(Int64(first)), .int64(Int64(last)), .text(statement.text), .int64(size)])
    var lines: [(line: LineCode, sales: [SaleCode])] = []
    for row in rows {
      let event = try event(at: row.int64(0))
      let isMatched = event.type == StatementLineMatched.type
      let match = isMatched ? try StatementLineMatched(payload: event.payload).match : try StatementLineUnmatched(payload: event.payload).match
      lines.removeAll { $0.line == match.line }
      if isMatched { lines.append((match.line, match.claims.map(\.sale))) }
    }
    return lines.flatMap(\.sales)
  }
}
