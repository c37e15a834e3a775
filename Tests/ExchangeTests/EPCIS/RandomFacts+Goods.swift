import Exchange

// Payloads by type.
extension RandomFacts {
  mutating func payload(_ type: String) -> JSONObject {
    var payload = object([("batch", .text(code())), ("product", .text(product()))])
    switch type {
    case "BatchProduced": produced(&payload)
    case "BatchInspected": inspected(&payload)
    case "BatchBought": bought(&payload)
    case "BatchRecalled", "BatchRecallLifted": recalled(&payload, isLifted: type == "BatchRecallLifted")
    case "BatchDrawn", "BatchRestocked":
      (payload["sale"], payload["quantity"]) = (.text(code()), .integer(some()))
      add("place", .text(place()), to: &payload)
      stock(&payload)
    case "BatchWrittenOff", "StockAdjusted":
      (payload["reason"], payload[type == "StockAdjusted" ? "change" : "quantity"]) = (.text(words()), .integer(some()))
      if type == "StockAdjusted" {
        if chance(50) { payload["change"] = .integer(-some()) }
        add("count", .text(code()), to: &payload)
      }
      add("place", .text(place()), to: &payload)
      add("reference", .text(words()), to: &payload)
      loss(&payload)
      stock(&payload)
    case "BatchDispatched", "BatchReceived": moved(&payload, isReceived: type == "BatchReceived")
    case "GoodsDispatched", "GoodsReceived", "StockCounted": return document(type)
    default: return sale(type)
    }
    return payload
  }

  mutating func produced(_ payload: inout JSONObject) {
    let quantity = some()
    payload["contributions"] = .array([.object(object([("producer", .text(code())), ("quantity", .integer(quantity))]))])
    (payload["kind"], payload["produced_on"]) = (.text(pick(["test", "regular", "order"])), .text(chance(80) ? today.description : "2020-02-29"))
    (payload["quantity"], payload["unit"]) = (.integer(quantity), .text(pick(["H87", "KGM", "PR"])))
    add("site", .text(words()), to: &payload)
    add("recipe", .integer(Int64(below(9))), to: &payload)
    guard chance(50) else { return }
    let inputs = (0...below(3)).map { _ in
      var input = object([("material", .text(words())), ("quantity", .integer(some())), ("unit", .text(pick(["KGM", "H87", "GRM"])))])
      add("supplier", .text(words()), to: &input)
      if chance(50) { (input["cost"], input["currency"]) = (.integer(some()), .text("KGS")) }
      add("advance", .text(code()), to: &input)
      return JSONValue.object(input)
    }
    payload["inputs"] = .array(inputs)
  }

  mutating func inspected(_ payload: inout JSONObject) {
    let outcomes: [(accepted: Int64, rejected: Int64)] = [(some(), some()), (some(), 0), (0, some()), (-5_000, 5_000)]
    let (accepted, rejected) = pick(outcomes)
    (payload["accepted"], payload["rejected"]) = (.integer(accepted), .integer(rejected))
    payload["by"] = .text(pick(["self", "committee", "lab"]))
    for member in ["inspector", "reference"] { add(member, .text(words()), to: &payload) }
    if rejected > 0, chance(50) {
      payload["reasons"] = .array([.object(object([("quantity", .integer(rejected)), ("reason", .text(words()))]))])
    }
    add("place", .text("samples"), to: &payload)
    loss(&payload)
    stock(&payload)
  }

  mutating func bought(_ payload: inout JSONObject) {
    let amount = some()
    let line = object([("amount", .integer(amount)), ("producer", .text(code())), ("quantity", .integer(some())), ("unit_price", .text("12.5"))])
    (payload["book_currency"], payload["bought_on"], payload["unit"]) = (.text("KGS"), .text(today.description), .text("H87"))
    (payload["lines"], payload["total"]) = (.array([.object(line)]), .integer(amount))
    add("reference", .text(words()), to: &payload)
    stock(&payload)
  }

  mutating func recalled(_ payload: inout JSONObject, isLifted: Bool) {
    (payload["by"], payload["reason"]) = (.text(words()), .text(words()))
    if isLifted {
      payload["quantity"] = .integer(chance(80) ? some() : 0)
      add("place", .text("samples"), percent: 20, to: &payload)
    } else {
      payload["moved"] = .array([.object(object([("place", .text(place())), ("quantity", .integer(some()))]))])
    }
    stock(&payload, mayBeRecalled: !isLifted)
  }

  mutating func moved(_ payload: inout JSONObject, isReceived: Bool) {
    (payload["dispatch"], payload["from"], payload["to"]) = (.text(code()), .text(pick(["hub", place()])), .text(pick(["hub", place()])))
    if isReceived {
      receipt(&payload)
      add("place", .text("quarantine"), percent: 20, to: &payload)
      loss(&payload)
      stock(&payload)
    } else {
      payload["quantity"] = .integer(some())
      stock(&payload, mayBeRecalled: false)
    }
  }

  mutating func receipt(_ line: inout JSONObject) {
    let (dispatched, received) = (some(), chance(80) ? some() : 0)
    (line["dispatched"], line["received"]) = (.integer(dispatched), .integer(received))
    (line["short"], line["over"]) = (.integer(max(0, dispatched - received)), .integer(max(0, received - dispatched)))
  }

  mutating func document(_ type: String) -> JSONObject {
    let lines = (0...below(3)).map { _ in
      var line = object([("batch", .text(code())), ("product", .text(product()))])
      switch type {
      case "GoodsDispatched": line["quantity"] = .integer(some())
      case "GoodsReceived": receipt(&line)
      default: (line["counted"], line["expected"]) = (.integer(chance(80) ? some() : 0), .integer(some()))
      }
      return JSONValue.object(line)
    }
    var document = object([("lines", .array(lines))])
    switch type {
    case "GoodsDispatched": (document["dispatch"], document["from"], document["to"]) = (.text(code()), .text("hub"), .text(place()))
    case "GoodsReceived": (document["dispatch"], document["to"]) = (.text(code()), .text(place()))
    default: (document["count"], document["place"]) = (.text(code()), .text(pick(["hub", place()])))
    }
    return document
  }
}
