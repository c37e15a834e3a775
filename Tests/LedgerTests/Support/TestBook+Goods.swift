import Ledger

/// What becomes of goods, as tests ask for it; quantities in thousandths.
extension TestBook {
  /// An inspection of a batch.
  @discardableResult
  mutating func inspect(
    _ batch: String, accepted: Int64 = 0, rejected: Int64 = 0, by: Inspection = .committee, inspector: String? = nil, reasons: [(String, Int64)] = [],
    again: Bool = false, at place: Place? = nil, on date: String = "2024-01-20", _ reference: String? = nil
  ) throws(Refusal) -> Decision {
    try perform(
      .production(
        .inspect(
          InspectBatch(
            batch: .init(batch), date: day(date), accepted: thousandths(accepted), rejected: thousandths(rejected), by: by, inspector: inspector,
            reasons: reasons.map { Reject(reason: $0.0, quantity: thousandths($0.1)) }, again: again, place: place, reference: reference))))
  }

  /// A batch that waits for its inspection.
  @discardableResult
  mutating func make(_ batch: String, _ contributions: [(String, Int64)], _ kind: BatchKind = .regular, waiting: Bool = true) throws(Refusal)
    -> Decision
  {
    try perform(
      .recordBatch(
        RecordBatch(
          batch: .init(batch), product: .init("SLIPPER"), kind: kind, producedOn: day("2024-01-10"),
          contributions: contributions.map { Contribution(producer: .init($0.0), quantity: thousandths($0.1)) }, isInspected: !waiting)))
  }

  /// A recall.
  @discardableResult
  mutating func recall(_ batch: String, _ reason: String = "moths", on date: String = "2024-03-01") throws(Refusal) -> Decision {
    try perform(.production(.recall(RecallBatch(batch: .init(batch), reason: reason, by: "quality office", date: day(date)))))
  }

  /// The end of a recall.
  @discardableResult
  mutating func liftRecall(_ batch: String, on date: String = "2024-03-10") throws(Refusal) -> Decision {
    try perform(.production(.liftRecall(LiftRecall(batch: .init(batch), reason: "cleaned", by: "quality office", date: day(date)))))
  }

  /// A write-off.
  @discardableResult
  mutating func writeOff(
    _ batch: String, _ quantity: Int64, at place: Place = .hub, because reason: String = "burnt", on date: String = "2024-03-01",
    _ reference: String? = nil
  ) throws(Refusal) -> Decision {
    try perform(
      .production(
        .writeOff(
          WriteOff(batch: .init(batch), place: place, quantity: thousandths(quantity), reason: reason, date: day(date), reference: reference))))
  }

  /// A dispatch.
  @discardableResult
  mutating func dispatch(
    _ number: String, _ lines: [(String, Int64)], from: Place = .hub, to: Place, on date: String = "2024-02-01"
  ) throws(Refusal) -> Decision {
    try perform(
      .movement(.dispatch(DispatchGoods(dispatch: .init(number), date: day(date), from: from, to: to, lines: lines.map(goodsLine)))))
  }

  /// A receipt; all that was sent when no lines are given.
  @discardableResult
  mutating func receive(_ number: String, _ lines: [(String, Int64)]? = nil, on date: String = "2024-02-05") throws(Refusal) -> Decision {
    try perform(.movement(.receive(ReceiveGoods(dispatch: .init(number), date: day(date), lines: lines?.map(goodsLine)))))
  }

  /// A count.
  @discardableResult
  mutating func count(_ number: String, _ lines: [(String, Int64)], at place: Place, on date: String = "2024-02-20") throws(Refusal) -> Decision {
    try perform(.movement(.count(CountStock(count: .init(number), place: place, date: day(date), lines: lines.map(goodsLine)))))
  }

  /// An adjustment.
  @discardableResult
  mutating func adjust(
    _ batch: String, by change: Int64, at place: Place = .hub, because reason: String = "found behind the shelf", on date: String = "2024-02-20",
    _ reference: String? = nil
  ) throws(Refusal) -> Decision {
    try perform(
      .movement(
        .adjust(
          AdjustStock(batch: .init(batch), place: place, change: thousandths(change), reason: reason, date: day(date), reference: reference))))
  }

  /// What is left of a batch, place by place: `hub 3, SHOP/A 2+1` for two there and one on the way.
  func whereabouts(_ batch: String) -> String {
    guard let stock = batches[.init(batch)]?.stock else { return "unknown" }
    let elsewhere = stock.elsewhere.map { there in
      "\(there.place) \(there.onHand)" + (there.inTransit == .zero ? "" : "+\(there.inTransit)")
    }
    return ((stock.hub == .zero ? [] : ["hub \(stock.hub)"]) + elsewhere).joined(separator: ", ")
  }

  /// What keeps something from being recorded, as people read it; nil when nothing does. Nothing is recorded either way.
  func refused(_ body: (inout TestBook) throws(Refusal) -> Decision) -> String? {
    refusal { () throws(Refusal) in
      var copy = self
      return try body(&copy)
    }?.description
  }
}

private func goodsLine(_ line: (String, Int64)) -> GoodsLine { GoodsLine(batch: .init(line.0), quantity: thousandths(line.1)) }

/// An outlet of the shop.
func outlet(_ code: String) -> Place { .channel(.init("SHOP"), .init(code)) }
