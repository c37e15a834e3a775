import Testing

/// What a month looks like now, beside what it looked like when it was closed.
@Suite("What changed since a month was closed", .serialized)
struct ChangesTests {
  @Test("A correction after reopening shows as a difference of the closed month, with the event that made it")
  func sinceClosed() async throws {
    let (desk, folder) = try await MoneyBook.paid()
    try await desk.succeed("period", "close", "2023-04", "--as", "Aizada")
    #expect(
      try await desk.succeed("changes", "producer-revenue", "--since-closed", "2023-04")
        .hasPrefix("Nothing changed in producer-revenue between position "))
    try folder.write(
      "returns.csv",
      """
      return,returned_on,sale,quantity,cause,disposition
      R-9,2023-04-20,S-2,1,worn,restock

      """)
    let refused = try await desk.esep("import", folder.path + "/returns.csv")
    #expect(refused.output.contains("returns.rejects.csv") && refused.status == 1, "\(refused)")
    #expect(refused.errors.contains("2023-04-20 lies in 2023-04, which is closed; the first open day is 2023-05-01"), "\(refused.errors)")
    try await desk.succeed("period", "reopen", "2023-04", "--as", "Aizada", "--approved-by", "Bakyt", "--reason", "a lost return")
    try await desk.succeed("import", folder.path + "/returns.csv")
    let changes = try await desk.succeed("changes", "channel-sales", "--since-closed", "2023-04", "--by", "month")
    #expect(changes.contains("period 2023-04, channel SHOP\n"), "\(changes)")
    #expect(changes.contains("2023-04-20  SaleReturned  sale/S-2  gross -1 500.00, discount -50.00, net_sales -1 450.00, "), "\(changes)")
    let producer = try await desk.succeed("changes", "producer-balance", "--since-closed", "2023-04")
    #expect(producer.contains("producer P-1\n") && producer.contains("EntitlementsWithdrawn"), "\(producer)")
  }

  @Test("Without a moment to compare with, or with one that never was, it says what to type")
  func refusals() async throws {
    let (desk, _) = try await TinyBook.imported()
    try await desk.refuse(
      "changes", "stock",
      saying: "Say since when: --since-closed 2024-03, or --since-position 1234, or --since-known-at 2024-03-31T23:59:59Z", status: 2)
    try await desk.refuse("changes", "stock", "--since-closed", "March", saying: "--since-closed March: write a month, such as 2024-03", status: 2)
    try await desk.refuse(
      "changes", "stock", "--since-closed", "2023-03", saying: "2023-03 has not been closed; esep period list says which months are")
  }
}
