import Exchange

// Sales and what follows them. Amounts follow from nothing: the document does not add them up.
extension RandomFacts {
  mutating func sale(_ type: String) -> JSONObject {
    let (drawn, foreign) = ((0..<below(3)).map { _ in some() }, chance(30))
    let whole = drawn.reduce(0, +) + (chance(40) || drawn.isEmpty ? some() : 0)
    var sale = object([
      ("book_currency", .text("KGS")), ("channel", .text(code())), ("country", .text("KG")), ("currency", .text(foreign ? "JPY" : "KGS")),
      ("product", .text(product())), ("sale", .text(code())), ("unit", .text(pick(["H87", "KGM"]))),
    ])
    sale["draws"] = .array(
      drawn.map { quantity in
        var draw = object([("batch", .text(code())), ("produced", .integer(some())), ("quantity", .integer(quantity))])
        add("place", .text(place()), percent: 30, to: &draw)
        return .object(draw)
      })
    sale["allocations"] = .array([.object(allocation(whole, foreign))])
    add("outlet", .text(code()), to: &sale)
    add("hs_code", .text("6307909100"), to: &sale)
    if type != "SaleAllocated" { sale["quantity"] = .integer(whole) }
    switch type {
    case "SaleRecorded":
      for prefix in ["", "book_"] {
        for (name, amount) in amounts() { sale[prefix + name] = .integer(amount) }
      }
      (sale["model"], sale["unit_price"]) = (.text(pick(["consignment", "purchase"])), .text("350.25"))
      if foreign { (sale["rate"], sale["rate_date"], sale["rate_nominal"]) = (.text("0.57"), .text("2024-01-02"), .integer(1)) }
      add("receipt", .text(words()), to: &sale)
      add("batch", .text(code()), to: &sale)
    case "SaleReturned":
      (sale["return"], sale["disposition"]) = (.text(code()), .text(pick(["restock", "scrap"])))
      add("cause", .text(words()), to: &sale)
    default: break
    }
    return sale
  }

  mutating func amounts() -> [(String, Int64)] {
    let (gross, discount, commission, fee) = (some(), Int64(below(2) * 7), Int64(below(2) * 11), Int64(below(3)))
    return [("gross", gross), ("discount", discount), ("commission", commission), ("fee", fee), ("net", gross - discount - commission - fee)]
  }

  mutating func allocation(_ quantity: Int64, _ foreign: Bool) -> JSONObject {
    var allocation = object([
      ("batch", .text(code())), ("contributed", .integer(some())), ("producer", .text(code())), ("quantity", .integer(quantity)),
    ])
    for prefix in foreign ? ["", "book_"] : [""] {
      // What is nothing is left out, but for the gross.
      for (name, amount) in amounts() where name != "net" && (amount != 0 || name == "gross") { allocation[prefix + name] = .integer(amount) }
    }
    return allocation
  }

  mutating func reversal(of sale: JSONObject) -> JSONObject {
    var reversal = sale
    for member in reversal.members.map(\.name) where member.hasPrefix("rate") || member.hasPrefix("book_") && member != "book_currency" {
      reversal[member] = nil
    }
    for member in ["batch", "commission", "discount", "fee", "gross", "model", "net", "quantity", "receipt", "unit_price"] { reversal[member] = nil }
    reversal["reason"] = .text(words())
    return reversal
  }
}
