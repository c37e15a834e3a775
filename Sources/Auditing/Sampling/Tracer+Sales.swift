import EventLog
import Exchange
import Ledger
import Postgres

// From a sale that a producer was paid for: to its goods on one side, to the channel's money on the other.
extension Tracer {
  func saleSteps(_ sale: SaleCode, _ producer: ProducerCode, before end: Int64) throws -> [TraceStep] {
    var steps = try goodsSteps(sale, producer)
    var settled: Set<String> = []
    let releases = try session.query(
      """
      SELECT DISTINCT position FROM entry WHERE producer = $1 AND kind = 'released' AND sale = $2 AND position <= $3 ORDER BY position
      """, [.text(producer.text), .text(sale.text), .int64(min(size, end))]
    ).map { try $0.int64(0) }
    for position in releases {
      let event = try event(at: position)
      let released = try EntitlementsReleased(payload: event.payload)
      let amount = released.lines.filter { $0.producer == producer && $0.sale == sale }.reduce(0) { $0 + $1.amount }
      if let statement = released.statement, settled.insert(statement.text).inserted {
        steps += try statementSteps(statement, released.channel, sale)
      }
      steps.append(
        step(.released, event, released.payout?.text ?? released.statement?.text ?? "", amount, released.bookCurrency, "to \(producer)"))
    }
    return steps
  }

  /// The sale, and each batch it drew from with what she made of it.
  private func goodsSteps(_ sale: SaleCode, _ producer: ProducerCode) throws -> [TraceStep] {
    guard let event = try session.events(ofStreams: [StreamName.sale(sale).text]).first(where: { $0.type == SaleRecorded.type }) else { return [] }
    let recorded = try SaleRecorded(payload: event.payload)
    let hers = recorded.allocations.filter { $0.producer == producer }
    let net = hers.reduce(0) { $0 + $1.bookAmounts.net }
    let goods = "\(NumberText.quantity(thousandths: recorded.quantity.thousandths)) \(recorded.goods.unit.rawValue) of \(recorded.goods.product)"
    var steps = [step(.sold, event, sale.text, net, recorded.bookCurrency, "\(goods) by \(recorded.place.channel); her part of the net")]
    var seen: Set<String> = []
    for batch in hers.compactMap(\.batch) where seen.insert(batch.text).inserted {
      let events = try session.events(ofStreams: [StreamName.batch(batch).text])
      guard let event = events.first(where: { $0.type == BatchProduced.type }) else { continue }
      let produced = try BatchProduced(payload: event.payload)
      let own = produced.contributions.filter { $0.producer == producer }.reduce(0) { $0 + $1.quantity.thousandths }
      let unit = produced.unit.rawValue
      let (part, whole) = (NumberText.quantity(thousandths: own), NumberText.quantity(thousandths: produced.quantity.thousandths))
      steps.append(step(.made, event, batch.text, nil, nil, "\(part) of \(whole) \(unit) by \(producer)"))
    }
    return steps
  }

  /// What the channel said of the sale, what it paid, and the bank's word for it.
  private func statementSteps(_ statement: StatementCode, _ channel: ChannelCode, _ sale: SaleCode) throws -> [TraceStep] {
    var steps: [TraceStep] = []
    var first: Int64 = 1
    if let position = try positions(of: StatementReceived.type, "statement", statement.text).first {
      let event = try event(at: position)
      let received = try StatementReceived(payload: event.payload)
      let days = "\(received.periodFrom) to \(received.periodTo), \(received.lines.count) lines"
      steps.append(step(.stated, event, statement.text, nil, nil, days))
      first = position
    }
    let matches = try session.query(
      """
      SELECT position FROM event
      WHERE stream = $1 AND type = 'StatementLineMatched' AND position BETWEEN $2 AND $3 AND payload->>'statement' = $4
        AND EXISTS (SELECT FROM json_array_elements(payload->'claims') AS claim WHERE claim->>'sale' = $5)
      ORDER BY position
      """,
      [.text(StreamName.settlement(channel).text), .int64(first), .int64(size), .text(statement.text), .text(sale.text)]
    ).map { try $0.int64(0) }
    for position in matches {
      let event = try event(at: position)
      let match = try StatementLineMatched(payload: event.payload).match
      let due = match.claims.filter { $0.sale == sale }.reduce(0) { $0 + $1.due.own }
      steps.append(step(.matched, event, statement.text, due, match.currency, "line \(match.line), by \(match.method.rawValue)"))
    }
    for position in try positions(of: ChannelPayoutReceived.type, "statement", statement.text) {
      let event = try event(at: position)
      let paid = try ChannelPayoutReceived(payload: event.payload)
      steps.append(step(.channelPaid, event, paid.payout.text, paid.amount, paid.currency, "for statement \(statement)"))
      let bank = try session.events(ofStreams: [StreamName.bank(paid.payout).text]).first { $0.type == BankEntryRecorded.type }
      guard let bank else { continue }
      let entry = try BankEntryRecorded(payload: bank.payload)
      let reference = entry.reference.map { "reference \($0)" } ?? "without a reference"
      steps.append(step(.bankEntry, bank, paid.payout.text, entry.amount, entry.currency, "\(reference), on the account as the bank says"))
    }
    return steps
  }
}
