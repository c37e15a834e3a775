/// What has become of a sale's money when something about the sale changes.
public struct SaleMoney: Sendable {
  /// What the sale's channel has stated and paid.
  public let settlement: SettlementState
  /// What producers have been given.
  public let payables: PayablesState

  /// Nothing stated or paid, unless said otherwise.
  public init(settlement: SettlementState = SettlementState(), payables: PayablesState = PayablesState()) {
    (self.settlement, self.payables) = (settlement, payables)
  }
}

/// What each producer gets of some lines in book currency, by producer; what has no maker and what comes to nothing is left out.
func producerTotals(_ lines: [Allocation]) -> [(producer: ProducerCode, amount: Int64)] {
  var totals: [ProducerCode: Int64] = [:]
  for line in lines { if let producer = line.producer { totals[producer, default: 0] += line.bookAmounts.net } }
  return totals.filter { $0.value != 0 }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
}
