import Ledger

/// A batch of whole pieces that waits for its inspection.
func waitingBatch(_ code: String, _ units: Int64, of product: String = "RUG", on date: String = "2024-01-10") -> Command {
  .recordBatch(
    RecordBatch(
      batch: .init(code), product: .init(product), producedOn: day(date),
      contributions: [Contribution(producer: .init("P1"), quantity: Quantity(units: units))], isInspected: false))
}

/// An inspection of whole pieces.
func inspect(
  _ batch: String, accepted: Int64 = 0, rejected: Int64 = 0, again: Bool = false, on date: String = "2024-01-20", _ reference: String? = nil
) -> Command {
  .production(
    .inspect(
      InspectBatch(
        batch: .init(batch), date: day(date), accepted: Quantity(units: accepted), rejected: Quantity(units: rejected), by: .committee, again: again,
        reference: reference)))
}

/// A recall, and its end.
func recall(_ batch: String, on date: String = "2024-03-01") -> Command {
  .production(.recall(RecallBatch(batch: .init(batch), reason: "moths", by: "office", date: day(date))))
}
func liftRecall(_ batch: String, on date: String = "2024-03-02") -> Command {
  .production(.liftRecall(LiftRecall(batch: .init(batch), reason: "cleaned", by: "office", date: day(date))))
}

/// A write-off of whole pieces.
func writeOff(_ batch: String, _ units: Int64, at place: Place = .hub, _ reference: String? = nil) -> Command {
  .production(
    .writeOff(
      WriteOff(batch: .init(batch), place: place, quantity: Quantity(units: units), reason: "burnt", date: day("2024-02-20"), reference: reference)))
}

/// A dispatch of whole pieces, and its receipt: of all, unless it says of what.
func dispatch(_ number: String, _ lines: [(String, Int64)], from: Place = .hub, to: Place, on date: String = "2024-01-25") -> Command {
  .movement(.dispatch(DispatchGoods(dispatch: .init(number), date: day(date), from: from, to: to, lines: lines.map(goodsLine))))
}
func receive(_ number: String, _ lines: [(String, Int64)]? = nil, on date: String = "2024-01-28") -> Command {
  .movement(.receive(ReceiveGoods(dispatch: .init(number), date: day(date), lines: lines?.map(goodsLine))))
}

/// A count of whole pieces.
func count(_ number: String, _ lines: [(String, Int64)], at place: Place = .hub) -> Command {
  .movement(.count(CountStock(count: .init(number), place: place, date: day("2024-02-20"), lines: lines.map(goodsLine))))
}

/// An adjustment by whole pieces.
func adjust(_ batch: String, by units: Int64, at place: Place = .hub, _ reference: String? = nil) -> Command {
  .movement(
    .adjust(
      AdjustStock(
        batch: .init(batch), place: place, change: Quantity(units: units), reason: "found", date: day("2024-02-20"), reference: reference)))
}

private func goodsLine(_ line: (String, Int64)) -> GoodsLine { GoodsLine(batch: .init(line.0), quantity: Quantity(units: line.1)) }

/// An outlet of the shop.
func outlet(_ code: String) -> Place { .channel(.init("SHOP"), .init(code)) }
