import Testing

/// The tiny book, and what its channels stated and paid; small enough to be reckoned by hand.
///
/// ST-1: S-2 for 2900 less half of it come back, 1450, less 30 % commission, 435: 1015, paid as 1000 and 15 that the bank kept. Of S-2's net of
/// 1885 half is left, 942.50, which is 565.50 for P-1 (six tenths) and 377.00 for P-2. MU-1: S-1 for 37.50 dollars less 7.50, paid at the rate it
/// was sold at, 86.5; its net of 2432.38 is 1459.43 for P-1 and 972.95 for P-2. Together P-1 has 2024.93 and P-2 1349.95.
enum MoneyBook {
  static let header = "statement,channel,period_from,period_to,currency,line,type,reference,quantity,amount,received_on\n"

  static let statements =
    header + """
      ST-1,SHOP,2023-02-01,2023-03-31,KGS,,opening,,,0,2023-04-03
      ST-1,SHOP,2023-02-01,2023-03-31,KGS,1,sale,S-2,2,2900,
      ST-1,SHOP,2023-02-01,2023-03-31,KGS,2,return,R-1,1,-1450,
      ST-1,SHOP,2023-02-01,2023-03-31,KGS,3,commission,,,-435,
      ST-1,SHOP,2023-02-01,2023-03-31,KGS,,closing,,,1015,
      MU-1,MUJI,2023-02-01,2023-02-28,USD,1,sale,SLIP,3,37.50,2023-03-02
      MU-1,MUJI,2023-02-01,2023-02-28,USD,2,commission,,,-7.50,

      """

  static let payouts = """
    payout,received_on,channel,statement,currency,amount,bank_fee,reference
    PAY-1,2023-04-10,SHOP,ST-1,KGS,1000,15,MB-1
    PAY-2,2023-04-12,MUJI,MU-1,USD,30,,TT-2

    """

  /// The tiny book with its statements received, and the folder they came from.
  static func stated() async throws -> (Desk, TemporaryFolder) {
    let (desk, _) = try await TinyBook.imported()
    let folder = try TemporaryFolder(["statements.csv": statements, "payouts.csv": payouts])
    try await desk.succeed("import", folder.path + "/statements.csv")
    return (desk, folder)
  }

  /// With all its lines matched and its money received.
  static func paid() async throws -> (Desk, TemporaryFolder) {
    let (desk, folder) = try await stated()
    try await desk.succeed("reconcile", "SHOP", "--on", "2023-04-05")
    try await desk.succeed("reconcile", "MUJI", "--on", "2023-04-05")
    try await desk.succeed("import", folder.path + "/payouts.csv")
    return (desk, folder)
  }

  /// With a run that the bank was told to pay.
  static func instructed() async throws -> (Desk, TemporaryFolder) {
    let (desk, folder) = try await paid()
    try await desk.succeed("payout", "prepare", "RUN-1", "--cut-off", "2023-04", "--as", "Aizada", "--on", "2023-05-02")
    try await desk.succeed("payout", "approve", "RUN-1", "--as", "Bakyt", "--on", "2023-05-03")
    try await desk.succeed("payout", "instruct", "RUN-1", "--as", "Aizada", "--on", "2023-05-04", "--out", folder.path + "/list.csv")
    return (desk, folder)
  }
}

extension Desk {
  /// Runs `esep`, which has to refuse with these words, and records nothing.
  func refuse(_ arguments: String..., saying message: String, status: Int32 = 1, at location: SourceLocation = #_sourceLocation) async throws {
    let head = try await head()
    let result = try await Program.run(Self.esep, arguments, environment: environment)
    #expect(result.status == status, "esep \(arguments.joined(separator: " ")): \(result.output)\(result.errors)", sourceLocation: location)
    #expect(result.errors == "esep: \(message)\n", sourceLocation: location)
    #expect(try await self.head() == head, sourceLocation: location)
  }

  /// Imports a file of rows, none of which is taken, and gives the rejects file's lines below its header.
  func rejects(_ name: String, _ text: String, at location: SourceLocation = #_sourceLocation) async throws -> [String] {
    let (folder, head) = (try TemporaryFolder([name + ".csv": text]), try await head())
    let result = try await esep("import", folder.path)
    #expect(result.status == 1, "\(result.output)\(result.errors)", sourceLocation: location)
    #expect(try await self.head() == head, sourceLocation: location)
    return Array(try folder.lines(name + ".rejects.csv").dropFirst())
  }
}
