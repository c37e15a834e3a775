import Foundation
import Testing

/// A book in which one sale paid many producers at once, and their run waits for the bank's file.
enum BigRun {
  static let producers = 1_200

  /// A desk where the run is instructed, and a folder with the bank's file.
  static func instructed() async throws -> (Desk, TemporaryFolder) {
    let codes = (1...producers).map { "P-\(10_000 + $0)" }
    let files = [
      "communities.csv": "community,name,oblast\nBOK,Боконбаево,Issyk-Kul\n",
      "producers.csv": "producer,name,community,registered_on\n" + codes.map { "\($0),Name \($0),BOK,2023-01-10\n" }.joined(),
      "products.csv": "product,name,category,unit\nSOAP,Soap,cosmetics,H87\n",
      "channels.csv": """
      channel,name,kind,country,currency,model,commission_percent,fee_percent,settle_days,valid_from
      SHOP,Shop,brand shop,KG,KGS,consignment,0,0,14,2023-01-01

      """,
      "batches.csv": "batch,product,produced_on,kind,producer,quantity\n" + codes.map { "KB-1,SOAP,2023-01-15,regular,\($0),1\n" }.joined(),
      "sales.csv": "sale,sold_on,channel,product,quantity,unit_price,currency\nS-1,2023-02-01,SHOP,SOAP,\(producers),100,KGS\n",
      "statements.csv": MoneyBook.header + "ST-1,SHOP,2023-02-01,2023-02-28,KGS,1,sale,S-1,,\(producers * 100),2023-03-01\n",
    ]
    let (desk, folder) = (try await Desk.fresh(), try TemporaryFolder(files))
    try await desk.succeed("import", folder.path)
    try await desk.succeed("reconcile", "SHOP", "--on", "2023-03-02")
    let bank = try TemporaryFolder([
      "payouts.csv": "payout,received_on,channel,statement,currency,amount\nPAY-1,2023-03-10,SHOP,ST-1,KGS,\(producers * 100)\n",
      // Every hundredth payment came back.
      "bank.csv": "run,producer,status,date,amount,reference,reason\n"
        + codes.enumerated().map { $0 % 100 == 99 ? "RUN-1,\($1),returned,2023-04-05,,,closed\n" : "RUN-1,\($1),paid,2023-04-05,100,B-\($0),\n" }
        .joined(),
    ])
    try await desk.succeed("import", bank.path + "/payouts.csv")
    try await desk.succeed("payout", "prepare", "RUN-1", "--cut-off", "2023-03", "--as", "Aizada", "--on", "2023-04-01")
    try await desk.succeed("payout", "approve", "RUN-1", "--as", "Bakyt", "--on", "2023-04-02")
    try await desk.succeed("payout", "instruct", "RUN-1", "--as", "Aizada", "--on", "2023-04-03", "--out", bank.path + "/list.csv")
    return (desk, bank)
  }

  /// How many producers were paid, and how many payments came back, by the log.
  static func settled(_ desk: Desk) async throws -> [Int] {
    [try await desk.count("ProducerPaid"), try await desk.count("ProducerPaymentReturned")]
  }

  /// What it is when all is done.
  static let all = [producers - producers / 100, producers / 100]
}
