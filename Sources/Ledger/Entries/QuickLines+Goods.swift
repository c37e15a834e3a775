// What is made of goods, and what sales take of them. Of what else becomes of them there is little, and the careful reader takes it.
extension QuickLines {
  mutating func movement(_ kind: Kind, _ scanner: inout ByteScanner) throws(Unusual) {
    try scanner.expect(#"{"batch":""#)
    var line = Line(kind: kind, batch: try scanner.code(), quantity: 0)
    try costLeft(&scanner)
    try onHandAndPlaces(&scanner)
    try scanner.expect(#","product":""#)
    product = try scanner.code()
    try scanner.expect(#","quantity":"#)
    line.quantity = try scanner.integer()
    if scanner.take(#","recalled":""#) { _ = try scanner.text() }
    try scanner.expect(#","sale":""#)
    sale = try scanner.code()
    try scanner.expect("}")
    lines.append(line)
  }

  mutating func batchProduced(_ scanner: inout ByteScanner) throws(Unusual) {
    try scanner.expect(#"{"batch":""#)
    let batch = try scanner.code()
    try scanner.expect(#","contributions":["#)
    if !scanner.take("]") {
      repeat {
        try scanner.expect(#"{"producer":""#)
        let producer = try scanner.code()
        try scanner.expect(#","quantity":"#)
        lines.append(Line(kind: .produced, batch: batch, producer: producer, quantity: try scanner.integer()))
        try scanner.expect("}")
      } while scanner.take(",")
      try scanner.expect("]")
    }
    try inputs(&scanner)
    try scanner.expect(#","kind":""#)
    guard scanner.take(#"regular""#) || scanner.take(#"order""#) || scanner.take(#"test""#) else { throw Unusual() }
    try scanner.expect(#","produced_on":""#)
    try scanner.date()
    try scanner.expect(#","product":""#)
    product = try scanner.code()
    try scanner.expect(#","quantity":"#)
    _ = try scanner.integer()
    if scanner.take(#","recipe":"#) { _ = try scanner.integer() }
    if scanner.take(#","site":""#) { counterparty = try scanner.text() }
    try scanner.expect(#","unit":""#)
    unit = try scanner.word(of: Self.units)
    try scanner.expect("}")
    placeLeftOut = Place.hub.text
  }

  /// What it was made from leaves no line.
  private func inputs(_ scanner: inout ByteScanner) throws(Unusual) {
    guard scanner.take(#","inputs":["#) else { return }
    if scanner.take("]") { return }
    repeat {
      try scanner.expect("{")
      if scanner.take(#""advance":""#) {
        _ = try scanner.code()
        try scanner.expect(",")
      }
      if scanner.take(#""cost":"#) {
        _ = try scanner.integer()
        try scanner.expect(",")
      }
      if scanner.take(#""currency":""#) {
        _ = try scanner.word(of: Self.currencies)
        try scanner.expect(",")
      }
      try scanner.expect(#""material":""#)
      _ = try scanner.text()
      try scanner.expect(#","quantity":"#)
      _ = try scanner.integer()
      if scanner.take(#","supplier":""#) { _ = try scanner.text() }
      try scanner.expect(#","unit":""#)
      _ = try scanner.word(of: Self.units)
      try scanner.expect("}")
    } while scanner.take(",")
    try scanner.expect("]")
  }

  /// An inspection with a number of its own, or of goods that were paid for, goes the careful way.
  mutating func batchInspected(_ scanner: inout ByteScanner) throws(Unusual) {
    try scanner.expect(#"{"accepted":"#)
    let accepted = try scanner.integer()
    try scanner.expect(#","batch":""#)
    let batch = try scanner.code()
    try scanner.expect(#","by":""#)
    guard scanner.take(#"self""#) || scanner.take(#"committee""#) || scanner.take(#"lab""#) else { throw Unusual() }
    try costLeft(&scanner)
    if scanner.take(#","inspector":""#) { _ = try scanner.text() }
    try onHandAndPlaces(&scanner)
    try scanner.expect(#","product":""#)
    product = try scanner.code()
    if scanner.take(#","reasons":["#), !scanner.take("]") {
      repeat {
        try scanner.expect(#"{"quantity":"#)
        _ = try scanner.integer()
        try scanner.expect(#","reason":""#)
        _ = try scanner.text()
        try scanner.expect("}")
      } while scanner.take(",")
      try scanner.expect("]")
    }
    if scanner.take(#","recalled":""#) { _ = try scanner.text() }
    try scanner.expect(#","rejected":"#)
    let rejected = try scanner.integer()
    try scanner.expect("}")
    lines.append(Line(kind: .accepted, batch: batch, quantity: accepted))
    lines.append(Line(kind: .rejected, batch: batch, quantity: rejected))
  }

  @inline(__always)
  private func costLeft(_ scanner: inout ByteScanner) throws(Unusual) {
    if scanner.take(#","cost_left":"#) { _ = try scanner.integer() }
  }

  /// What is left of the batch leaves no line; where the goods at hand lie is a part of each.
  @inline(__always)
  private mutating func onHandAndPlaces(_ scanner: inout ByteScanner) throws(Unusual) {
    try scanner.expect(#","on_hand":"#)
    _ = try scanner.integer()
    if scanner.take(#","place":""#) { place = try scanner.place() } else { placeLeftOut = Place.hub.text }
    guard scanner.take(#","places":["#), !scanner.take("]") else { return }
    repeat {
      try scanner.expect(#"{"in_transit":"#)
      _ = try scanner.integer()
      try scanner.expect(#","on_hand":"#)
      _ = try scanner.integer()
      try scanner.expect(#","place":""#)
      _ = try scanner.place()
      try scanner.expect("}")
    } while scanner.take(",")
    try scanner.expect("]")
  }
}
