import Exchange
import Ledger
import Office
import ReadModels
import Web

/// The tables of a statement's page as CSV, named as documents name their members.
enum StatementFile {
  /// Which table.
  enum Table: String { case lines, disputes, money }

  private typealias Content = (columns: [(String, ColumnKind)], rows: [[ReadModels.Cell]])

  /// Where a table is to be had, as of the time that the page is looked at.
  static func path(_ request: PageRequest, _ received: StatementReceived, _ table: Table) -> String {
    PathText.with(StatementPages.path(received.channel.text, received.statement.text) + "/csv", [("table", table.rawValue)] + request.timeValues)
  }

  static func answer(_ request: PageRequest) async throws -> PageAnswer {
    guard let table = Table(rawValue: request.query("table") ?? Table.lines.rawValue), let sight = try await StatementPage.sight(request) else {
      return .notFound(request.words("accountant.statements.unknown"))
    }
    let statement = sight.statement
    let (columns, rows) =
      switch table {
      case .lines: lines(statement)
      case .disputes: disputes(statement)
      case .money: money(statement)
      }
    return request.file([statement.received.channel.text, statement.received.statement.text, table.rawValue], columns, rows)
  }

  private static func lines(_ statement: StatementState) -> Content {
    let received = statement.received
    let rows = received.lines.map { line -> [ReadModels.Cell] in
      let match = statement.match(of: line.line)
      let targets = match?.claims.map { ClaimTarget(sale: $0.sale, returned: $0.returned).text } ?? []
      return [
        .text(line.line.text), .text(line.type.rawValue), line.reference.map { .text($0) } ?? .null,
        line.quantity.map { .int64($0.thousandths) } ?? .null, .int64(line.amount), .text(received.currency.code),
        match.map { .text($0.method.rawValue) } ?? .null, .text(targets.joined(separator: ", ")),
      ]
    }
    return (
      [
        ("line", .text), ("type", .text), ("reference", .text), ("quantity", .quantity), ("amount", .amount), ("currency", .text), ("method", .text),
        ("sales", .text),
      ], rows
    )
  }

  private static func disputes(_ statement: StatementState) -> Content {
    let rows = statement.disputes.map { dispute -> [ReadModels.Cell] in
      [
        dispute.line.map { .text($0.text) } ?? .null, .int64(dispute.amount.own), .text(statement.received.currency.code),
        .text(dispute.openedOn.description), .text(dispute.reason), dispute.resolution.map { .text($0.outcome.rawValue) } ?? .null,
        dispute.resolution.map { .text($0.on.description) } ?? .null, dispute.resolution.map { .text($0.reason) } ?? .null,
      ]
    }
    return (
      [
        ("line", .text), ("amount", .amount), ("currency", .text), ("opened_on", .date), ("reason", .text), ("outcome", .text),
        ("resolved_on", .date), ("resolution", .text),
      ], rows
    )
  }

  private static func money(_ statement: StatementState) -> Content {
    let rows = statement.payments.map { payment -> [ReadModels.Cell] in
      [
        .text(payment.received.payout.text), .text(payment.on.description), .int64(payment.received.amount), .text(payment.received.currency.code),
      ]
    }
    return ([("payout", .text), ("date", .date), ("amount", .amount), ("currency", .text)], rows)
  }
}

extension PageRequest {
  /// A table as a CSV file: amounts in major units of their currency, days as ISO 8601 has them.
  func file(_ name: [String], _ columns: [(String, ColumnKind)], _ rows: [[ReadModels.Cell]]) -> PageAnswer {
    let csv = ReportCSV(columns: columns.map { ReportColumn(name: $0.0, kind: $0.1) }, currency: desk.currency)
    return .file(name: DownloadFile.name(name, "csv"), contentType: "text/csv; charset=utf-8") { writer in
      try await writer.write(csv.header)
      for row in rows { try await writer.write(csv.line(row)) }
    }
  }
}
