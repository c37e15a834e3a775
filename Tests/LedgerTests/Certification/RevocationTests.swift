import Ledger
import Testing

@Suite("Certificates taken back")
struct RevocationTests {
  private func certified() throws(Refusal) -> TestBook {
    var book = try workshopOfNaryn()
    try book.perform(criteria())
    try book.perform(decided())
    return book
  }

  @Test("A revoked certificate holds to the day before; the same revocation again changes nothing")
  func revoking() throws {
    var book = try certified()
    let facts = try book.perform(revoked(on: "2024-09-15")).facts
    #expect(facts.map(\.stream.text) == ["product/SLIPPER"])
    #expect(facts.map(\.occurredOn) == [day("2024-09-15")])
    #expect(
      facts.map { text($0.event.payload.canonicalBytes) } == [#"{"certificate":"N-1","product":"SLIPPER","reason":"dye that runs"}"#])
    #expect(try book.perform(revoked(on: "2024-09-15")) == .unchanged)
    #expect(book.standing(on: "2024-09-14") == .valid(.init("N-1"), until: day("2026-03-31")))
    #expect(book.standing(on: "2024-09-15") == .revoked(.init("N-1"), on: day("2024-09-15")))
    #expect(book.standing(on: "2027-01-01") == .revoked(.init("N-1"), on: day("2024-09-15")))
  }

  @Test("Nothing is revoked that was never granted, was refused, has ended or is revoked already")
  func refusals() throws {
    var book = try certified()
    try book.perform(decided("N-2", finding: found(5, 3), on: "2024-05-01", until: nil))
    for (command, expected) in [
      (
        revoked("N-9", on: "2024-09-15"),
        "certificate: no certificate N-9 was ever granted to product SLIPPER; correct the number or the product"
      ),
      (
        revoked(of: "BAG", on: "2024-09-15"),
        "certificate: no certificate N-1 was ever granted to product BAG; correct the number or the product"
      ),
      (
        revoked("N-2", on: "2024-09-15"),
        "certificate: decision N-2 of 2024-05-01 refused product SLIPPER a certificate; there is nothing to revoke"
      ),
      (
        revoked(on: "2026-04-01"), "date: certificate N-1 was valid until 2026-03-31 and ended by itself; there is nothing left to revoke"
      ),
      (
        revoked(on: "2024-03-31"),
        "date: the date lies before the decision about certificate N-1 (2024-04-01); correct one of the two"
      ),
      (revoked("N-1", "", on: "2024-09-15"), "reason: reason is empty; it is required"),
      (
        revoked(of: "HAT", on: "2024-09-15"),
        "product: there is no product 'HAT' in this book; correct the code or record the product first"
      ),
    ] { #expect(book.refusalText(command) == expected) }
    for date in ["2024-04-01", "2026-03-31"] { #expect(book.refusalText(revoked(on: date)) == nil) }
    try book.perform(revoked(on: "2024-09-15"))
    for again in [revoked(on: "2024-09-16"), revoked("N-1", "another reason", on: "2024-09-15")] {
      #expect(book.refusalText(again) == "date: certificate N-1 was revoked on 2024-09-15 already; there is nothing left to revoke")
    }
  }

  @Test("What is missing is said in words, and noted in one word; a valid certificate lacks nothing")
  func words() {
    let code = CertificateCode("N-1")
    for (standing, isValid, word, lack) in [
      (.valid(code, until: day("2026-03-31")), true, nil, nil),
      (.none, false, "none", "no committee has granted it a certificate by then"),
      (.expired(code, validUntil: day("2026-03-31")), false, "expired", "certificate N-1 was valid until 2026-03-31"),
      (.revoked(code, on: day("2024-09-15")), false, "revoked", "certificate N-1 was revoked on 2024-09-15"),
    ] as [(CertificateStanding, Bool, String?, String?)] {
      #expect(standing.isValid == isValid)
      #expect(standing.uncertified == word)
      #expect(standing.lack == lack)
    }
  }
}
