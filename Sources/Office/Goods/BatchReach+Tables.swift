import Exchange
import Ledger
public import ReadModels

extension BatchReach {
  /// What the batch is and how it stands, in a few sentences.
  public var heading: String {
    let made = "Batch \(produced.batch) of \(produced.product): \(produced.quantity) made on \(produced.producedOn)"
    let place = produced.site.map { " at \($0)" } ?? ""
    let standing = state.stock.recallReason.map { "It is recalled: \($0)." } ?? "It is not recalled."
    return "\(made)\(place), \(state.accepted ?? .zero) accepted. \(standing) Of \(counted(sales.count, "sale")), at most \(stillOut) is still out."
  }

  private func counted(_ count: Int, _ what: String) -> String { "\(count) \(what)\(count == 1 ? "" : "s")" }

  /// Sales it went into.
  public var saleTable: ReportAnswer {
    ReportAnswer(
      asOf: position,
      "Sales it went into",
      [
        ("sale", .text), ("sold_on", .date), ("channel", .text), ("outlet", .text), ("country", .text), ("quantity", .quantity),
        ("restocked", .quantity), ("still_out", .quantity),
      ],
      sales.map { sold in
        [
          .text(sold.sale.text), .text(sold.soldOn.description), .text(sold.channel.text), sold.outlet.map { .text($0.text) } ?? .null,
          .text(sold.country), .int64(sold.quantity.thousandths), .int64(sold.restocked.thousandths), .int64(sold.stillOut.thousandths),
        ]
      })
  }

  /// Where it lies, and what is on its way there.
  public var placeTable: ReportAnswer {
    let stock = state.stock
    var rows = stock.elsewhere.map { (place: $0.place, onHand: $0.onHand, inTransit: $0.inTransit) }
    if stock.hub > .zero {
      let way = rows.firstIndex { $0.place == .hub }
      if let way { rows[way].onHand = stock.hub } else { rows.append((.hub, stock.hub, .zero)) }
    }
    return ReportAnswer(
      asOf: position,
      "Where it lies, and what is on its way there", [("place", .text), ("on_hand", .quantity), ("in_transit", .quantity)],
      rows.sorted { $0.place < $1.place }.map { [.text($0.place.text), .int64($0.onHand.thousandths), .int64($0.inTransit.thousandths)] })
  }

  /// Who made it.
  public var producerTable: ReportAnswer {
    ReportAnswer(
      asOf: position,
      "Who made it", [("producer", .text), ("contribution", .quantity)],
      produced.contributions.sorted { $0.producer < $1.producer }.map { [.text($0.producer.text), .int64($0.quantity.thousandths)] })
  }

  /// One object: `as_of_position`, `batch`, `product`, `produced_on`, `produced`, `recalled` (the reason, or null), `still_out`, and `sales`, `places` and
  /// `producers`, each an array of rows as the tables have them. Quantities in thousandths.
  public var json: String {
    JSONText.object([
      ("as_of_position", String(position)), ("batch", JSONText.string(produced.batch.text)), ("product", JSONText.string(produced.product.text)),
      ("produced_on", JSONText.string(produced.producedOn.description)), ("produced", String(produced.quantity.thousandths)),
      ("recalled", state.stock.recallReason.map(JSONText.string) ?? "null"), ("still_out", String(stillOut.thousandths)),
      ("sales", saleTable.jsonRows), ("places", placeTable.jsonRows), ("producers", producerTable.jsonRows),
    ])
  }
}
