/// One batch on a dispatch note.
public struct DispatchLine: Hashable, Sendable {
  /// Which batch, of what.
  public let batch: BatchCode, product: ProductCode
  /// How much; more than nothing.
  public let quantity: Quantity

  init(batch: BatchCode, product: ProductCode, quantity: Quantity) { (self.batch, self.product, self.quantity) = (batch, product, quantity) }
}

/// Goods were sent from one place to another: the document. What it did to each batch stands in the batch's own stream.
public struct GoodsDispatched: EventPayload {
  /// Its name in the log.
  public static let type = "GoodsDispatched"
  /// The dispatch's number.
  public let dispatch: DispatchCode
  /// From where to where; the hub, a channel or an outlet.
  public let from: Place, to: Place
  /// What, by batch code; each batch once.
  public let lines: [DispatchLine]

  /// Writes the members, in order of their names.
  public func write(to writer: inout CanonicalWriter) {
    writer.member("dispatch", dispatch.text)
    writer.member("from", from.text)
    writer.member("lines", lines) { writer, line in
      writer.member("batch", line.batch.text)
      writer.member("product", line.product.text)
      writer.member("quantity", line.quantity.thousandths)
    }
    writer.member("to", to.text)
  }

  /// Reads a payload back.
  public init(payload: [UInt8]) throws(PayloadProblem) {
    var lines: [DispatchLine] = []
    let fields = try PayloadFields(payload) { name, reader throws(PayloadProblem) in
      guard name == "lines" else { return false }
      try reader.array { reader throws(PayloadProblem) in
        let line = try PayloadFields(&reader)
        lines.append(try DispatchLine(batch: line.code("batch"), product: line.code("product"), quantity: line.quantity("quantity")))
      }
      return true
    }
    try self.init(dispatch: fields.code("dispatch"), from: fields.place("from"), to: fields.place("to"), lines: lines)
  }

  init(dispatch: DispatchCode, from: Place, to: Place, lines: [DispatchLine]) {
    (self.dispatch, self.from, self.to, self.lines) = (dispatch, from, to, lines)
  }
}

/// One batch as it arrived.
public struct ReceiptLine: Hashable, Sendable {
  /// Which batch, of what.
  public let batch: BatchCode, product: ProductCode
  /// What was sent, and what was there.
  public let dispatched: Quantity, received: Quantity

  /// What was missing, and what was too much; one of them is nothing.
  public var short: Quantity { max(.zero, dispatched - received) }
  /// What was there beyond what was sent.
  public var over: Quantity { max(.zero, received - dispatched) }

  init(batch: BatchCode, product: ProductCode, dispatched: Quantity, received: Quantity) {
    (self.batch, self.product, self.dispatched, self.received) = (batch, product, dispatched, received)
  }

  func write(to writer: inout CanonicalWriter) {
    writer.member("batch", batch.text)
    writer.member("dispatched", dispatched.thousandths)
    writer.member("over", over.thousandths)
    writer.member("product", product.text)
    writer.member("received", received.thousandths)
    writer.member("short", short.thousandths)
  }

  init(_ fields: PayloadFields) throws(PayloadProblem) {
    try self.init(
      batch: fields.code("batch"), product: fields.code("product"), dispatched: fields.quantity("dispatched"), received: fields.quantity("received"))
    guard try fields.quantity("short") == short, try fields.quantity("over") == over else {
      throw PayloadProblem(description: "short and over do not follow from dispatched and received")
    }
  }
}

/// A dispatch arrived: what was there of it, and what was not.
public struct GoodsReceived: EventPayload {
  /// Its name in the log.
  public static let type = "GoodsReceived"
  /// The dispatch's number, and where it had been sent.
  public let dispatch: DispatchCode, to: Place
  /// What arrived, by batch code; every batch of the dispatch.
  public let lines: [ReceiptLine]

  /// Writes the members, in order of their names.
  public func write(to writer: inout CanonicalWriter) {
    writer.member("dispatch", dispatch.text)
    writer.member("lines", lines) { $1.write(to: &$0) }
    writer.member("to", to.text)
  }

  /// Reads a payload back.
  public init(payload: [UInt8]) throws(PayloadProblem) {
    var lines: [ReceiptLine] = []
    let fields = try PayloadFields(payload) { name, reader throws(PayloadProblem) in
      guard name == "lines" else { return false }
      try reader.array { reader throws(PayloadProblem) in lines.append(try ReceiptLine(PayloadFields(&reader))) }
      return true
    }
    try self.init(dispatch: fields.code("dispatch"), to: fields.place("to"), lines: lines)
  }

  init(dispatch: DispatchCode, to: Place, lines: [ReceiptLine]) { (self.dispatch, self.to, self.lines) = (dispatch, to, lines) }
}
