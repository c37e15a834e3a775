import Ledger
import Office
import ReadModels
import Web

/// Receipts of the bank that pay for nothing yet, wholly or in part.
enum ReceiptPages {
  static let routes: [PageRoute] = [
    .get("/receipts", .only(.readMoney)) { try await list($0) }, .get("/receipts/csv", .only(.readMoney)) { try await csv($0) },
  ]

  private static func list(_ request: PageRequest) async throws -> PageAnswer {
    let words = request.words
    let (waiting, position) = try await waiting(request)
    let offset = request.offset
    let shown = waiting.dropFirst(offset).prefix(PageRequest.accountRowsMax)
    let rows = shown.map { receipt -> [DataTable.Cell] in
      let channel = receipt.channel?.text
      return [
        .init(receipt.payout.text), .init(request.day(receipt.receivedOn)), .init(channel ?? words("accountant.unknown_channel")),
        .init(receipt.reference ?? "–"), .init(request.amount(receipt.amount, receipt.currency.code)),
        .init(request.amount(receipt.left, receipt.currency.code)),
        .init(words("accountant.to_statements"), href: PathText.with("/statements", [("state", "open")] + (channel.map { [("channel", $0)] } ?? []))),
      ]
    }
    var table = DataTable(
      words("accountant.receipts.title"),
      columns: [
        .init(words("accountant.receipt")), .init(words("accountant.day")), .init(words("accountant.channel")), .init(words("accountant.reference")),
        .init(words("accountant.sum"), isNumber: true), .init(words("accountant.left_sum"), isNumber: true), .init(words("accountant.next")),
      ], rows: rows, files: TableFiles(csv: request.link("/receipts/csv")), empty: words("accountant.receipts.none"), hidesCaption: true)
    (table.previous, table.next) = request.pages(
      offset: offset, shown: shown.count, hasMore: offset + shown.count < waiting.count, PageRequest.accountRowsMax, values: request.timeValues)
    return .page(
      Page(
        words("accountant.receipts.title"), area: .accountant, lead: words("accountant.receipts.lead"), asOf: position, hasTime: true,
        [.table(table)]))
  }

  private static func csv(_ request: PageRequest) async throws -> PageAnswer {
    let rows = try await waiting(request).receipts.map { receipt -> [ReadModels.Cell] in
      [
        .text(receipt.payout.text), .text(receipt.receivedOn.description), receipt.channel.map { .text($0.text) } ?? .null,
        receipt.reference.map { .text($0) } ?? .null, .int64(receipt.amount), .int64(receipt.left), .text(receipt.currency.code),
      ]
    }
    return request.file(
      ["receipts"],
      [
        ("payout", .text), ("received_on", .date), ("from", .text), ("reference", .text), ("amount", .amount), ("waits", .amount),
        ("currency", .text),
      ], rows)
  }

  /// What waits, oldest first, as of the time that is asked for; and the position up to which the log was read.
  static func waiting(_ request: PageRequest) async throws -> (receipts: [WaitingReceipt], position: Int64) {
    let (limit, day) = try await request.limits()
    return try await request.desk.log.read { session in
      let position = min(limit, try session.head().position)
      return (try session.waitingReceipts(channel: nil, at: position, through: day), position)
    }
  }
}
