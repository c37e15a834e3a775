import Ledger
import Testing

@Suite("Sales that are refused")
struct SaleRefusalTests {
  private func stocked() throws -> TestBook {
    var book = try TestBook.trading()
    try book.produce("B1", [("P1", 9000)])
    try book.produce("R1", [("P1", 9000)], of: "RUG")
    return book
  }

  @Test("A sale that cannot be is refused with the column and what to do")
  func refusals() throws {
    let book = try stocked()
    let yen = currency("JPY")
    for (command, description) in [
      (sale("S", 1000, product: "HAT"), "product: there is no product 'HAT' in this book; correct the code or record the product first"),
      (sale("S", 1000, channel: "KIOSK"), "channel: there is no channel 'KIOSK' in this book; correct the code or record the channel first"),
      (sale("S", 0), "quantity: the quantity is zero; leave the row out"),
      (sale("S", -1), "quantity: the quantity is negative; goods that come back are a return"),
      (sale("S", 100_000_000_000), "quantity: the quantity is larger than 99999999.999"),
      (sale("S", .max), "quantity: the quantity is larger than 99999999.999"),
      (sale("S", 1000, country: "Japan"), "country: 'Japan' is no country code: write two capital letters (ISO 3166), such as KG or JP"),
      (
        sale("S", 1000, on: "2023-12-31"),
        "channel: channel SHOP has no terms on 2023-12-31: its first terms hold from 2024-01-01; add terms or correct the date"
      ),
      (sale("S", 1000, in: yen), "currency: no rate of JPY is known on 2024-02-01; add one to rates.csv with that date or an earlier one"),
      (sale("S", 1000, at: "-1"), "unit_price: the price is negative"),
      (sale("S", 1000, at: "1.0000001"), "unit_price: the price has more than 6 decimals"),
      (sale("S", 9000, at: "9007199254740991"), "unit_price: the amount is too large to be kept exactly; check unit_price"),
      (sale("S", 1000, discount: -1), "discount: the discount is negative"),
      (sale("S", 1000, at: "1", discount: 101), "discount: the discount is larger than quantity × unit price"),
      (sale("S", 1000, discount: .max), "discount: the discount is larger than quantity × unit price"),
      (sale("S", 1000, batch: "B7"), "batch: there is no batch 'B7' in this book; correct the code or record the batch first"),
      (sale("S", 1000, batch: "R1"), "batch: batch R1 holds product RUG, not the one of this row"),
    ] {
      #expect(refusal { () throws(Refusal) in try book.decide(.recordSale(command)) }?.description == description)
      #expect(!Command.recordSale(command).canonicalBytes.isEmpty)
    }
  }

  @Test("An amount that fits in its own currency and not in the book's is refused")
  func tooLargeInTheBook() throws {
    var book = try stocked()
    try book.perform(.publishRate(PublishRate(currency: currency("USD"), rate: rate("2024-01-01", "90"))))
    let command = sale("S", 1000, at: "50000000000000", in: currency("USD"))
    #expect(refusal { () throws(Refusal) in try book.decide(.recordSale(command)) } == .amountTooLarge(column: "unit_price"))
  }

  @Test("A channel without any terms says so")
  func noTerms() {
    #expect(Refusal.noTerms(.init("SHOP"), on: day("2024-01-01"), first: nil).message == "channel SHOP has no terms; add them to channels.csv first")
  }

  @Test("The same sale again changes nothing, even when it was returned, reversed or its goods are gone")
  func repetition() throws {
    var book = try stocked()
    let command = sale("S1", 9000, at: "10.50", outlet: "O", discount: 5, receipt: "R")
    try book.sell(command)
    #expect(try book.perform(.recordSale(command)) == .unchanged)
    try book.takeBack("R1", of: "S1", 1000)
    #expect(try book.perform(.recordSale(command)) == .unchanged)
    try book.perform(.reverseSale(ReverseSale(sale: .init("S1"), reason: "typed twice", date: day("2024-04-01"))))
    #expect(try book.perform(.recordSale(command)) == .unchanged)
    #expect(
      try book.perform(.recordSale(sale("S1", 9000, at: "10.5", outlet: "O", country: "KG", discount: 5, receipt: "R", allowsUnallocated: true)))
        == .unchanged)
  }

  @Test("The same number with other content is refused, column by column")
  func differences() throws {
    var book = try stocked()
    try book.agree("FAIR", 0, 0, from: "2024-01-01")
    try book.sell(sale("S1", 2000, at: "10", batch: "B1"))
    for (command, column, there, here) in [
      (sale("S1", 2000, at: "10", on: "2024-02-02", batch: "B1"), "sold_on", "2024-02-01", "2024-02-02"),
      (sale("S1", 2000, at: "10", channel: "FAIR", batch: "B1"), "channel", "SHOP", "FAIR"),
      (sale("S1", 2000, at: "10", outlet: "O", batch: "B1"), "outlet", "nothing", "O"),
      (sale("S1", 2000, at: "10", country: "KZ", batch: "B1"), "country", "KG", "KZ"),
      (sale("S1", 2000, at: "10", product: "RUG", batch: "B1"), "product", "SLIPPER", "RUG"),
      (sale("S1", 2000, at: "10"), "batch", "B1", "nothing"), (sale("S1", 2500, at: "10", batch: "B1"), "quantity", "2", "2.5"),
      (sale("S1", 2000, at: "10.01", batch: "B1"), "unit_price", "10", "10.01"),
      (sale("S1", 2000, at: "10", batch: "B1", in: currency("USD")), "currency", "KGS", "USD"),
      (sale("S1", 2000, at: "10", batch: "B1", discount: 3), "discount", "0", "3"),
      (sale("S1", 2000, at: "10", batch: "B1", receipt: "7"), "receipt", "nothing", "7"),
    ] {
      let refused = refusal { () throws(Refusal) in try book.decide(.recordSale(command)) }
      #expect(refused == .differs("sale S1", column: column, there: there, here: here))
      #expect(
        refused?.description
          == "\(column): sale S1 is already recorded with another \(column): \(there) in the book, \(here) here; correct the row or use a new number")
    }
  }
}
