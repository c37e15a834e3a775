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
  /// What it was made from, as far as that was written down, and by which version of the product's recipe.
  public let inputs: [MaterialInput], recipe: Int64?
  /// When; repeated from the envelope, because lots are taken in this order.
  public let producedOn: CalendarDate

  /// Writes the members, in order of their names.
  public func write(to writer: inout CanonicalWriter) {
    writer.member("batch", batch.text)
    writer.member("contributions", contributions) { writer, contribution in
      writer.member("producer", contribution.producer.text)
      writer.member("quantity", contribution.quantity.thousandths)
    }
    if !inputs.isEmpty { writer.member("inputs", inputs) { $1.write(to: &$0) } }
    writer.member("kind", kind.rawValue)
    writer.member("produced_on", producedOn)
    writer.member("product", product.text)
    writer.member("quantity", quantity.thousandths)
    if let recipe { writer.member("recipe", recipe) }
    writer.member("site", site)
    writer.member("unit", unit.rawValue)
  }

  /// Reads a payload back.
  public convenience init(payload: [UInt8]) throws(PayloadProblem) {
    var contributions: [Contribution] = []
    var inputs: [MaterialInput] = []
    let fields = try PayloadFields(payload) { name, reader throws(PayloadProblem) in
      switch name {
      case "contributions":
        try reader.array { reader throws(PayloadProblem) in
          let fields = try PayloadFields(&reader)
          contributions.append(Contribution(producer: try fields.code("producer"), quantity: try fields.quantity("quantity")))
        }
      case "inputs": try reader.array { reader throws(PayloadProblem) in inputs.append(try MaterialInput(&reader)) }
      default: return false
      }
      return true
    }
    try self.init(
      batch: fields.code("batch"), product: fields.code("product"), kind: fields.word("kind"), site: fields.optionalText("site"),
      unit: fields.word("unit"), quantity: fields.quantity("quantity"), contributions: contributions, inputs: inputs,
      recipe: fields.optionalNumber("recipe"), producedOn: fields.date("produced_on"))
  }

  init(
    batch: BatchCode, product: ProductCode, kind: BatchKind, site: String?, unit: Unit, quantity: Quantity, contributions: [Contribution],
    inputs: [MaterialInput] = [], recipe: Int64? = nil, producedOn: CalendarDate
  ) {
    (self.batch, self.product, self.kind, self.site, self.unit) = (batch, product, kind, site, unit)
    (self.quantity, self.contributions, self.producedOn) = (quantity, contributions, producedOn)
    (self.inputs, self.recipe) = (inputs, recipe)
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
