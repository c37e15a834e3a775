import EventLog
import Exchange
import Ledger
import Postgres

// From a sale that a producer was paid for: to its goods on one side, to the channel's money on the other.
extension Tracer {
  func saleSteps(_ sale: SaleCode, _ producer: ProducerCode, before end: Int64) throws -> [TraceStep] {
    var steps = try goodsSteps(sale, producer)
    var settled: Set<String> = []
    for position in try source.positions(ofSale: sale, kinds: ["released"], producer: producer) where position <= end {
      let event = try source.event(at: position)
      let released = try EntitlementsReleased(payload: event.payload)
      let amount = released.lines.filter { $0.producer == producer && $0.sale == sale }.reduce(0) { $0 + $1.amount }
      if let statement = released.statement, settled.insert(statement.text).inserted { steps += try statementSteps(statement, sale) }
      steps.append(
        source.step(.released, event, released.payout?.text ?? released.statement?.text ?? "", amount, released.bookCurrency, "to \(producer)"))
    }
    return steps
  }

  /// The sale, and each batch it drew from with what she made of it.
  private func goodsSteps(_ sale: SaleCode, _ producer: ProducerCode) throws -> [TraceStep] {
    guard let event = try source.events(of: .sale(sale)).first(where: { $0.type == SaleRecorded.type }) else { return [] }
    let recorded = try SaleRecorded(payload: event.payload)
    let hers = recorded.allocations.filter { $0.producer == producer }
    let net = hers.reduce(0) { $0 + $1.bookAmounts.net }
    let goods = "\(source.amount(recorded.quantity)) \(recorded.goods.unit.rawValue) of \(recorded.goods.product)"
    var steps = [source.step(.sold, event, sale.text, net, recorded.bookCurrency, "\(goods) by \(recorded.place.channel); her part of the net")]
    var seen: Set<String> = []
    for batch in hers.compactMap(\.batch) where seen.insert(batch.text).inserted {
      guard let event = try source.events(of: .batch(batch)).first(where: { $0.type == BatchProduced.type }) else { continue }
      let produced = try BatchProduced(payload: event.payload)
      let own = produced.contributions.filter { $0.producer == producer }.reduce(Quantity.zero) { $0 + $1.quantity }
      steps.append(
        source.step(
          .made, event, batch.text, "\(source.amount(own)) of \(source.amount(produced.quantity)) \(produced.unit.rawValue) by \(producer)"))
    }
    return steps
  }

  /// What the channel said of the sale, what it paid, and the bank's word for it.
  private func statementSteps(_ statement: StatementCode, _ sale: SaleCode) throws -> [TraceStep] {
    let matches = try source.positions(ofSale: sale, kinds: ["matched"]).map { try source.matchStep(source.event(at: $0), sale) }
      .filter { $0.document == statement.text }
    let stated = try source.statementStep(statement, through: matches.first?.position ?? source.size)
    return (stated.map { [$0.step] } ?? []) + matches + (try source.paymentSteps(for: statement, after: stated?.event.position ?? 0))
  }
}
