import Ledger

/// Documents about goods and where they lie, that have no spreadsheet.
enum GoodsDocuments {
  /// The kinds there are.
  static let kinds = ["adjust", "buy", "count", "dispatch", "inspect", "lift-recall", "recall", "receive", "write-off"]

  /// What a document asks for; nil for a kind that is not about goods.
  static func command(_ kind: String, _ members: DocumentMembers) throws -> Command? {
    if let command = try production(kind, members) { return .production(command) }
    if let command = try movement(kind, members) { return .movement(command) }
    return nil
  }

  private static func production(_ kind: String, _ members: DocumentMembers) throws -> ProductionCommand? {
    switch kind {
    case "inspect": return .inspect(try inspection(members))
    case "recall":
      return try .recall(
        RecallBatch(batch: members.code("batch"), reason: members.text("reason"), by: members.text("by"), date: members.date()))
    case "lift-recall":
      return try .liftRecall(
        LiftRecall(batch: members.code("batch"), reason: members.text("reason"), by: members.text("by"), date: members.date()))
    case "write-off":
      return try .writeOff(
        WriteOff(
          batch: members.code("batch"), place: members.optionalPlace() ?? .hub, quantity: members.quantity("quantity"),
          reason: members.text("reason"),
          date: members.date(), reference: members.optionalText("reference")))
    case "buy":
      return try .buy(
        BuyBatch(batch: members.code("batch"), price: price(members), date: members.date(), reference: members.optionalText("reference")))
    default: return nil
    }
  }

  private static func inspection(_ members: DocumentMembers) throws -> InspectBatch {
    let reasons = try members.optionalObjects("reasons", of: "reason and quantity")?.map { line in
      let reject = try Reject(reason: line.text("reason"), quantity: line.quantity("quantity"))
      try line.checkAllUsed(by: "inspect, in its reasons")
      return reject
    }
    return try InspectBatch(
      batch: members.code("batch"), date: members.date(), accepted: members.optionalQuantity("accepted") ?? .zero,
      rejected: members.optionalQuantity("rejected") ?? .zero, by: members.choice("by"), inspector: members.optionalText("inspector"),
      reasons: reasons ?? [], again: members.optionalFlag("again") ?? false, place: members.optionalPlace(),
      reference: members.optionalText("reference"))
  }

  /// One price for everybody, or one for each producer.
  private static func price(_ members: DocumentMembers) throws -> PurchasePrice {
    let lines = try members.optionalObjects("prices", of: "producer and unit_price")
    guard let lines else {
      guard let price = try members.optionalPrice("unit_price") else {
        throw DocumentProblem(of: "unit_price", "\"unit_price\" is missing; or give \"prices\", an array of objects with producer and unit_price")
      }
      return .same(price)
    }
    var prices: [ProducerCode: DecimalNumber] = [:]
    for line in lines {
      let producer: ProducerCode = try line.code("producer")
      guard let price = try line.optionalPrice("unit_price") else {
        throw DocumentProblem(of: "unit_price", "\"unit_price\" of \(producer) is missing or empty")
      }
      guard prices.updateValue(price, forKey: producer) == nil else { throw DocumentProblem(of: "prices", "\"prices\" has \(producer) twice") }
      try line.checkAllUsed(by: "buy, in its prices")
    }
    return .each(prices)
  }

  private static func movement(_ kind: String, _ members: DocumentMembers) throws -> MovementCommand? {
    switch kind {
    case "dispatch":
      return try .dispatch(
        DispatchGoods(
          dispatch: members.code("dispatch"), date: members.date(), from: members.optionalPlace("from") ?? .hub, to: members.place("to"),
          lines: lines(members.objects("lines", of: "batch and quantity"), "quantity", kind)))
    case "receive":
      return try .receive(
        ReceiveGoods(
          dispatch: members.code("dispatch"), date: members.date(),
          lines: members.optionalObjects("lines", of: "batch and received").map { try lines($0, "received", kind) }))
    case "count":
      return try .count(
        CountStock(
          count: members.code("count"), place: members.place(), date: members.date(),
          lines: lines(members.objects("lines", of: "batch and counted"), "counted", kind)))
    case "adjust":
      return try .adjust(
        AdjustStock(
          batch: members.code("batch"), place: members.optionalPlace() ?? .hub, change: members.quantity("change"), reason: members.text("reason"),
          date: members.date(), reference: members.optionalText("reference")))
    default: return nil
    }
  }

  private static func lines(_ list: [DocumentMembers], _ quantity: String, _ kind: String) throws -> [GoodsLine] {
    try list.map { line in
      let goods = try GoodsLine(batch: line.code("batch"), quantity: line.quantity(quantity))
      try line.checkAllUsed(by: "\(kind), in its lines")
      return goods
    }
  }
}
