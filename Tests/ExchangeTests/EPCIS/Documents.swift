import Exchange
import Ledger

/// Facts written as documents.
enum Documents {
  static let names = EPCISNames(authority: "main-1a2b3c4d")

  static var master: EPCISMasterData {
    var master = EPCISMasterData()
    master.products = [("SHYRDAK", "Felt rug \"Шырдак\""), ("a b:c", "Apple < juice")]
    master.places = [(["MUJI"], "MUJI"), (["SHOP", "Bishkek"], "Brand shop, Bishkek")]
    return master
  }

  static func written(_ facts: [EPCISFact], names: EPCISNames = names, master: EPCISMasterData = EPCISMasterData()) throws -> String {
    let writer = EPCISWriter(names: names, units: RandomFacts.units) { product, day in product == "HONEY" ? "CERT-\(day)" : nil }
    var text = writer.head(asOf: facts.last?.position ?? 0, recordedAt: 1_711_929_599_000_001, master: master)
    for (index, fact) in facts.enumerated() {
      text += try writer.text(of: fact, sale: fact.type == "SaleReversed" ? facts[index - 1] : nil, isFirst: index == 0)
    }
    return text + writer.tail
  }
}

/// A few facts whose documents are written out in tests.
enum Facts {
  static let produced = fact(
    1, "batch/KB-7", "BatchProduced",
    """
    {"batch":"KB-7","contributions":[{"producer":"P-1","quantity":12500}],"inputs":[{"cost":35000,"currency":"KGS","material":"comb honey",\
    "quantity":15000,"supplier":"Apiary 3","unit":"KGM"}],"kind":"regular","produced_on":"2024-03-31","product":"HONEY","quantity":12500,\
    "site":"Ak-Terek","unit":"KGM"}
    """)
  static let made = fact(
    2, "batch/FB-1", "BatchProduced",
    """
    {"batch":"FB-1","contributions":[{"producer":"P-2","quantity":10000}],"kind":"regular","produced_on":"2024-03-31","product":"SHYRDAK",\
    "quantity":10000,"unit":"H87"}
    """)
  static let inspected = fact(
    3, "batch/FB-1", "BatchInspected",
    #"{"accepted":8000,"batch":"FB-1","by":"committee","on_hand":8000,"product":"SHYRDAK","reasons":[{"quantity":2000,"reason":"torn"}],"rejected":2000}"#
  )
  static let sold = fact(
    4, "sale/S-1", "SaleRecorded",
    """
    {"allocations":[{"batch":"FB-1","contributed":10000,"gross":70000,"producer":"P-2","quantity":2000},{"contributed":1000,"gross":35000,\
    "quantity":1000}],"book_commission":0,"book_currency":"KGS","book_discount":0,"book_fee":0,"book_gross":105000,"book_net":105000,\
    "channel":"SHOP","commission":0,"country":"KG","currency":"KGS","discount":0,"draws":[{"batch":"FB-1","produced":10000,"quantity":2000}],\
    "fee":0,"gross":105000,"model":"consignment","net":105000,"outlet":"Bishkek","product":"SHYRDAK","quantity":3000,"sale":"S-1","unit":"H87",\
    "unit_price":"350"}
    """)
  static let reversed = fact(
    5, "sale/S-1", "SaleReversed",
    """
    {"allocations":[],"book_currency":"KGS","channel":"SHOP","country":"KG","currency":"KGS","draws":[{"batch":"FB-1","produced":10000,\
    "quantity":2000}],"outlet":"Bishkek","product":"SHYRDAK","reason":"typed twice","sale":"S-1","unit":"H87"}
    """, on: "2024-04-02")

  static func fact(_ position: Int64, _ stream: String, _ type: String, _ payload: String, on day: String = "2024-03-31") -> EPCISFact {
    guard let date = CalendarDate(day) else { preconditionFailure("\(day) is no day") }
    return EPCISFact(
      position: position, version: 1, schema: 1, occurredOn: date, recordedAt: 1_711_929_599_123_456, stream: stream, type: type,
      payload: Array(payload.utf8))
  }
}
