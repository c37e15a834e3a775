extension QuickLines {
  /// The same as entries: what tests hold against `unroll`.
  /// - Parameter payload: the bytes that were read.
  public func entries(of payload: UnsafeRawBufferPointer) -> [Entry] {
    func text(_ span: TextSpan) -> String? {
      guard span.count >= 0 else { return nil }
      return String(decoding: UnsafeRawBufferPointer(rebasing: payload[Int(span.start)..<Int(span.start + span.count)]), as: UTF8.self)
    }
    return lines.map { line in
      var entry = Entry(line.kind.rawValue)
      (entry.sale, entry.returned, entry.batch, entry.producer) = (text(sale), text(returned), text(line.batch), text(line.producer))
      (entry.product, entry.hsCode, entry.unit) = (text(product), text(hsCode), text(unit))
      (entry.channel, entry.outlet, entry.country, entry.currency) = (text(channel), text(outlet), text(country), text(currency))
      (entry.quantity, entry.amounts, entry.bookAmounts) = (line.quantity, line.amounts, line.bookAmounts)
      (entry.place, entry.counterparty) = (placeLeftOut ?? text(place), text(counterparty))
      return entry
    }
  }
}
