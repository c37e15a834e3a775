// How a batch's stock is written down among an event's other members: four members, each in its own place of the order of names, and only the first of them
// for goods that lie in the hub alone.
extension BatchStock {
  /// What lies in the hub.
  func writeOnHand(to writer: inout CanonicalWriter) { writer.member("on_hand", hub.thousandths) }

  /// What is left of the price, where there was one.
  func writeCostLeft(to writer: inout CanonicalWriter) {
    if let costLeft { writer.member("cost_left", costLeft) }
  }

  /// What lies elsewhere, if anything does.
  func writePlaces(to writer: inout CanonicalWriter) {
    if elsewhere.isEmpty { return }
    writer.member("places", elsewhere) { writer, there in
      writer.member("in_transit", there.inTransit.thousandths)
      writer.member("on_hand", there.onHand.thousandths)
      writer.member("place", there.place.text)
    }
  }

  /// Why it is recalled, while it is.
  func writeRecalled(to writer: inout CanonicalWriter) { writer.member("recalled", recallReason) }

  /// Reads it among an event's other members.
  /// - Parameter places: what `StockReading` has read of the event.
  init(_ fields: PayloadFields, _ places: StockReading) throws(PayloadProblem) {
    try self.init(
      hub: fields.quantity("on_hand"), elsewhere: places.elsewhere, recallReason: fields.optionalText("recalled"),
      costLeft: fields.optionalNumber("cost_left"))
  }
}

/// Reads the one member of a batch's stock that is no simple value.
struct StockReading {
  private(set) var elsewhere: [PlaceStock] = []

  /// Reads the member if it is the one.
  mutating func read(_ name: String, _ reader: inout CanonicalReader) throws(PayloadProblem) -> Bool {
    guard name == "places" else { return false }
    var places: [PlaceStock] = []
    try reader.array { reader throws(PayloadProblem) in
      let fields = try PayloadFields(&reader)
      places.append(
        try PlaceStock(place: fields.place("place"), onHand: fields.quantity("on_hand"), inTransit: fields.quantity("in_transit")))
    }
    elsewhere = places
    return true
  }
}
