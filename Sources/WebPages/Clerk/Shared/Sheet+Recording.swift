import Bookkeeping
import Exchange
import Ledger
import Office
import Web

extension Sheet {
  /// Records the document with these members, named as the columns of its spreadsheet.
  ///
  /// Sent twice it is recorded once: under the form's key, or under the number of a thing that is unique in the book by itself.
  /// - Returns: whether the book has it now; if not, `mistakes` or `problem` say why.
  mutating func record(_ members: [String: Any], allowsUnallocated: Bool = false) async throws -> Bool {
    let words = request.words
    let defaults = ImportDefaults(today: .todayHere, allowsUnallocated: allowsUnallocated, book: request.desk.currency)
    let command: Command
    do { command = try DocumentReader.command(members, defaults: defaults, digest: "") } catch let wrong as DocumentProblem {
      place(words("clerk.wrong.unreadable", ["message": wrong.message]), in: wrong.member, "")
      return false
    }
    let key = command.naturalKey == nil ? request.form.idempotencyKey : nil
    guard let verdict = try await request.desk.record([command], by: request.identity?.name ?? "", key: key).first else { return false }
    switch verdict {
    case .recorded(let first, let count):
      // Suggestions and stock follow; the confirmation itself is read from the log, so a slow fold only costs a moment.
      try? await request.desk.wait(for: first + Int64(count) - 1, timeoutMilliseconds: 3_000)
      return true
    case .unchanged: return true
    case .refused(let refusal):
      let text = RefusalText(words)
      lastRefusal = refusal
      var code = ""
      if case .unknown(_, let named) = refusal { code = named }
      place(text(refusal), in: text.field(of: refusal), code)
      return false
    }
  }

  /// Puts a reason beside the field it is about: of a field that comes row by row, beside the row that says so.
  private mutating func place(_ reason: String, in column: String?, _ code: String) {
    guard let column else {
      problem = reason
      return
    }
    let names = [column, Self.otherNames[column] ?? ""]
    if let name = names.first(where: { fieldNames.contains($0) }) {
      mistakes[name] = reason
      return
    }
    let rows = fieldNames.filter { $0.hasPrefix(column + "-") }.sorted { $0.count == $1.count ? $0 < $1 : $0.count < $1.count }
    if let row = rows.first(where: { !code.isEmpty && value($0) == code }) ?? rows.first { mistakes[row] = reason } else { problem = reason }
  }

  private static let otherNames = [
    "sold_on": "date", "produced_on": "date", "returned_on": "date", "place": "to", "key": "", "contributions": "quantity-1", "lines": "batch-1",
  ]
}
