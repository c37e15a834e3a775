import Exchange
import Foundation
import Ledger

/// A kind of document that has a spreadsheet: written as one, with a row for each of its parts, and read as all spreadsheets are.
struct DocumentSheet {
  private let table: Table
  /// What it is called.
  private var kind = ""
  /// The member that holds an array of parts, and what each part has.
  private var parts: (name: String, content: String)?
  /// Columns that the kind itself fills.
  private var filled: [String: String] = [:]

  /// A kind by its name.
  static func named(_ kind: String) -> DocumentSheet? {
    var sheet = all[kind]
    sheet?.kind = kind
    return sheet
  }

  /// The names of all kinds.
  static var kinds: [String] { all.keys.sorted() }

  private static let all: [String: DocumentSheet] = [
    "community": DocumentSheet(CommunityColumn.table), "producer": DocumentSheet(ProducerColumn.table), "product": DocumentSheet(ProductColumn.table),
    "channel": DocumentSheet(ChannelColumn.table), "rate": DocumentSheet(RateColumn.table), "sale": DocumentSheet(SaleColumn.table),
    "return": DocumentSheet(ReturnColumn.table), "batch": DocumentSheet(BatchColumn.table, parts: ("contributions", "producer and quantity")),
    "statement": DocumentSheet(StatementColumn.table, parts: ("lines", "line, type and amount")),
    "receipt": DocumentSheet(PayoutColumn.table, parts: ("parts", "statement, amount and bank_fee")), "advance": DocumentSheet(AdvanceColumn.table),
    "deduction": DocumentSheet(DeductionColumn.table), "settle": DocumentSheet(SettlementColumn.table, filled: ["status": "paid"]),
    "return-payment": DocumentSheet(SettlementColumn.table, filled: ["status": "returned"]),
  ]

  private init(_ table: Table, parts: (name: String, content: String)? = nil, filled: [String: String] = [:]) {
    (self.table, self.parts, self.filled) = (table, parts, filled)
  }

  /// What a document of the kind asks for.
  /// - Parameter digest: SHA-256 of the file it stands in.
  func command(_ members: [String: Any], _ defaults: ImportDefaults, _ digest: String) throws -> Command {
    let all = try rows(members)
    let header = Set(all.flatMap(\.keys)).sorted()
    var bytes: [UInt8] = []
    CSVText.append(header, to: &bytes)
    for row in all { CSVText.append(try header.map { name in try row[name].map { try DocumentMembers.cell($0, of: name) } ?? "" }, to: &bytes) }
    var column: String?
    do throws(CSVFileError) {
      let reader = try CommandReader(bytes: bytes, name: table.name, table: table, defaults: defaults, fileSHA256: digest)
      if let note = reader.notes.first { throw problem(note) }
      switch try reader.next() {
      case .good(let read):
        // Parts of several documents would be read as several, of which only the first were recorded.
        guard try reader.next() == nil else { throw problem(belongTogether) }
        return read.command
      case .rejected(let rejected):
        column = rejected.column
        throw problem("\(rejected.column ?? "the document"): \(rejected.reason)")
      case nil: throw problem("the document is empty")
      }
    } catch { throw DocumentProblem(of: column, error.message) }
  }

  private func problem(_ message: String) -> CSVFileError { CSVFileError(.columns, path: table.name, message: message) }

  private var belongTogether: String {
    guard let parts else { return "the document is more than one" }
    return "\"\(parts.name)\" belong to one \(kind), each with \(parts.content) only"
  }

  private func rows(_ members: [String: Any]) throws -> [[String: Any]] {
    var members = members.merging(filled) { $1 }
    var rows = [[String: Any]()]
    if let parts, let value = members.removeValue(forKey: parts.name) {
      guard let list = value as? [[String: Any]], !list.isEmpty else {
        throw DocumentProblem(of: parts.name, "\"\(parts.name)\" is an array of objects with \(parts.content)")
      }
      rows = list
    }
    // A statement's balances are rows of its spreadsheet, and members of its document.
    if table.name == StatementColumn.table.name {
      for balance in ["opening", "closing"] {
        if let amount = members.removeValue(forKey: balance) { rows.append(["line": balance, "type": balance, "amount": amount]) }
      }
    }
    return rows.map { members.merging($0) { $1 } }
  }
}
