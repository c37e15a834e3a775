/// What a batch was made for.
public enum BatchKind: String, Sendable {
  /// To try a product out.
  case test
  /// For stock.
  case regular
  /// For an order.
  case order
}

/// What one producer made of a batch.
public struct Contribution: Hashable, Sendable {
  /// Who.
  public let producer: ProducerCode
  /// How much; more than nothing.
  public let quantity: Quantity

  /// A line of a batch sheet.
  public init(producer: ProducerCode, quantity: Quantity) { (self.producer, self.quantity) = (producer, quantity) }
}

/// Goods of one product were made together.
///
/// An immutable object and not a struct: a book has many thousands of open batches, each known to its stream and to its product's shelf.
public final class BatchProduced: EventPayload {
  /// Its name in the log.
  public static let type = "BatchProduced"
  /// Which batch, of what, what for and where.
  public let batch: BatchCode, product: ProductCode, kind: BatchKind, site: String?
  /// What the product is counted in.
  public let unit: Unit
  /// All of it: the sum of the contributions.
  public let quantity: Quantity
  /// As recorded; each producer once.
  public let contributions: [Contribution]
  /// By producer code, as splits need them.
  let orderedContributions: [Contribution]
  /// When; repeated from the envelope, because lots are taken in this order.
  public let producedOn: CalendarDate

  /// Writes the members, in order of their names.
  public func write(to writer: inout CanonicalWriter) {
    writer.member("batch", batch.text)
    writer.member("contributions", contributions) { writer, contribution in
      writer.member("producer", contribution.producer.text)
      writer.member("quantity", contribution.quantity.thousandths)
    }
    writer.member("kind", kind.rawValue)
    writer.member("produced_on", producedOn)
    writer.member("product", product.text)
    writer.member("quantity", quantity.thousandths)
    writer.member("site", site)
    writer.member("unit", unit.rawValue)
  }

  /// Reads a payload back.
  public convenience init(payload: [UInt8]) throws(PayloadProblem) {
    var contributions: [Contribution] = []
    let fields = try PayloadFields(payload) { name, reader throws(PayloadProblem) in
      guard name == "contributions" else { return false }
      try reader.array { reader throws(PayloadProblem) in
        let fields = try PayloadFields(&reader)
        contributions.append(Contribution(producer: try fields.code("producer"), quantity: try fields.quantity("quantity")))
      }
      return true
    }
    try self.init(
      batch: fields.code("batch"), product: fields.code("product"), kind: fields.word("kind"), site: fields.optionalText("site"),
      unit: fields.word("unit"), quantity: fields.quantity("quantity"), contributions: contributions, producedOn: fields.date("produced_on"))
  }

  init(
    batch: BatchCode, product: ProductCode, kind: BatchKind, site: String?, unit: Unit, quantity: Quantity, contributions: [Contribution],
    producedOn: CalendarDate
  ) {
    (self.batch, self.product, self.kind, self.site, self.unit) = (batch, product, kind, site, unit)
    (self.quantity, self.contributions, self.producedOn) = (quantity, contributions, producedOn)
    orderedContributions = isOrdered(contributions) ? contributions : contributions.sorted { $0.producer < $1.producer }
  }

  /// Two batches are the same when they are written down the same.
  public static func == (one: BatchProduced, other: BatchProduced) -> Bool { one === other || one.canonicalBytes == other.canonicalBytes }
  /// By the batch's code.
  public func hash(into hasher: inout Hasher) { hasher.combine(batch) }
}

private func isOrdered(_ contributions: [Contribution]) -> Bool {
  zip(contributions, contributions.dropFirst()).allSatisfy { $0.producer < $1.producer }
}

/// A batch was looked at; what was accepted can be sold.
public struct BatchInspected: EventPayload {
  /// Its name in the log.
  public static let type = "BatchInspected"
  /// Which batch, of what.
  public let batch: BatchCode, product: ProductCode
  /// Accepted and rejected; together not more than was produced.
  public let accepted: Quantity, rejected: Quantity
  /// What can be sold from it afterwards.
  public let onHand: Quantity

  /// Writes the members, in order of their names.
  public func write(to writer: inout CanonicalWriter) {
    writer.member("accepted", accepted.thousandths)
    writer.member("batch", batch.text)
    writer.member("by", "self")
    writer.member("on_hand", onHand.thousandths)
    writer.member("product", product.text)
    writer.member("rejected", rejected.thousandths)
  }

  /// Reads a payload back.
  public init(payload: [UInt8]) throws(PayloadProblem) {
    let fields = try PayloadFields(payload)
    try self.init(
      batch: fields.code("batch"), product: fields.code("product"), accepted: fields.quantity("accepted"),
      rejected: fields.quantity("rejected"), onHand: fields.quantity("on_hand"))
  }

  init(batch: BatchCode, product: ProductCode, accepted: Quantity, rejected: Quantity, onHand: Quantity) {
    (self.batch, self.product, self.accepted, self.rejected, self.onHand) = (batch, product, accepted, rejected, onHand)
  }
}

/// How much a sale took from a batch, or gave back to it.
public struct BatchMovement: Hashable, Sendable {
  /// Which batch, of what.
  public let batch: BatchCode, product: ProductCode
  /// For which sale.
  public let sale: SaleCode
  /// How much; more than nothing in either direction.
  public let quantity: Quantity
  /// What can be sold from the batch afterwards, so that its last event alone tells its stock.
  public let onHand: Quantity

  init(batch: BatchCode, product: ProductCode, sale: SaleCode, quantity: Quantity, onHand: Quantity) {
    (self.batch, self.product, self.sale, self.quantity, self.onHand) = (batch, product, sale, quantity, onHand)
  }

  fileprivate func write(to writer: inout CanonicalWriter) {
    writer.member("batch", batch.text)
    writer.member("on_hand", onHand.thousandths)
    writer.member("product", product.text)
    writer.member("quantity", quantity.thousandths)
    writer.member("sale", sale.text)
  }

  fileprivate init(payload: [UInt8]) throws(PayloadProblem) {
    let fields = try PayloadFields(payload)
    try self.init(
      batch: fields.code("batch"), product: fields.code("product"), sale: fields.code("sale"), quantity: fields.quantity("quantity"),
      onHand: fields.quantity("on_hand"))
  }
}

/// A sale took goods from a batch.
public struct BatchDrawn: EventPayload {
  /// Its name in the log.
  public static let type = "BatchDrawn"
  /// What was taken.
  public let movement: BatchMovement

  /// Writes the members, in order of their names.
  public func write(to writer: inout CanonicalWriter) { movement.write(to: &writer) }
  /// Reads a payload back.
  public init(payload: [UInt8]) throws(PayloadProblem) { movement = try BatchMovement(payload: payload) }
  init(_ movement: BatchMovement) { self.movement = movement }
}

/// Returned goods went back to their batch and can be sold again.
public struct BatchRestocked: EventPayload {
  /// Its name in the log.
  public static let type = "BatchRestocked"
  /// What came back.
  public let movement: BatchMovement

  /// Writes the members, in order of their names.
  public func write(to writer: inout CanonicalWriter) { movement.write(to: &writer) }
  /// Reads a payload back.
  public init(payload: [UInt8]) throws(PayloadProblem) { movement = try BatchMovement(payload: payload) }
  init(_ movement: BatchMovement) { self.movement = movement }
}
