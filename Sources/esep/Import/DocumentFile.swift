import Exchange
import Foundation
import Ledger

/// Documents written as JSON: the same columns as the spreadsheets have, so the same rules and messages.
enum DocumentFile {
  /// The commands of a file.
  /// - Throws: a `Failure` that says which document and which member is wrong.
  static func read(_ path: String, defaults: ImportDefaults) throws -> [Command] {
    let data: Data
    do { data = path == "-" ? FileHandle.standardInput.readDataToEndOfFile() : try Data(contentsOf: URL(fileURLWithPath: path)) } catch {
      throw Failure.refused("\(path) cannot be read; check its name")
    }
    guard let json = try? JSONSerialization.jsonObject(with: data) else { throw Failure.refused("\(path) is not JSON; see 'esep record --help'") }
    guard let objects = json as? [[String: Any]] ?? (json as? [String: Any]).map({ [$0] }), !objects.isEmpty else {
      throw Failure.refused("\(path): write one object, or an array of objects")
    }
    return try objects.enumerated().map { number, object in
      do { return try command(object, defaults) } catch let problem as DocumentProblem {
        throw Failure.refused("\(path), document \(number + 1): \(problem.message)")
      }
    }
  }

  private struct DocumentProblem: Error { let message: String }

  private static func command(_ object: [String: Any], _ defaults: ImportDefaults) throws -> Command {
    guard let kind = object["record"] as? String else { throw DocumentProblem(message: "\"record\" is missing; it says what the document is") }
    var members = object
    members["record"] = nil
    if let table = tables[kind] { return try row(of: table, members, defaults) }
    switch kind {
    case "deactivate": return try status(members) { .deactivate(reason: try text($0, "reason")) }
    case "reactivate": return try status(members) { _ in .reactivate }
    case "erase": return try status(members) { .erase(reason: try text($0, "reason")) }
    case "allocate": return .allocateSale(AllocateSale(sale: try code(members, "sale"), date: try date(members)))
    case "reverse":
      return .reverseSale(ReverseSale(sale: try code(members, "sale"), reason: try text(members, "reason"), date: try date(members)))
    default:
      let kinds = (tables.keys.sorted() + ["allocate", "deactivate", "erase", "reactivate", "reverse"]).joined(separator: ", ")
      throw DocumentProblem(message: "\"record\": \"\(kind)\" is not known; write one of: \(kinds)")
    }
  }

  private static let tables: [String: Table] = [
    "community": CommunityColumn.table, "producer": ProducerColumn.table, "product": ProductColumn.table, "channel": ChannelColumn.table,
    "rate": RateColumn.table, "batch": BatchColumn.table, "sale": SaleColumn.table, "return": ReturnColumn.table,
  ]

  /// A document that has a spreadsheet: written as one (a batch: one row a contribution) and read as all spreadsheets are.
  private static func row(of table: Table, _ members: [String: Any], _ defaults: ImportDefaults) throws -> Command {
    var members = members
    var rows = [[String: Any]()]
    if let contributions = members.removeValue(forKey: "contributions") {
      guard let list = contributions as? [[String: Any]], !list.isEmpty else {
        throw DocumentProblem(message: "\"contributions\" is an array of objects with producer and quantity")
      }
      rows = list
    }
    let all = rows.map { members.merging($0) { $1 } }
    let header = Set(all.flatMap(\.keys)).sorted()
    var bytes: [UInt8] = []
    CSVText.append(header, to: &bytes)
    for object in all { CSVText.append(try header.map { try object[$0].map { try cell($0) } ?? "" }, to: &bytes) }
    do throws(CSVFileError) {
      let reader = try CommandReader(bytes: bytes, name: table.name, table: table, defaults: defaults)
      if let note = reader.notes.first { throw CSVFileError(.columns, path: table.name, message: note) }
      switch try reader.next() {
      case .good(let read):
        // Contributions to anything but one batch would be several documents, of which only the first were recorded.
        guard try reader.next() == nil else {
          throw CSVFileError(.columns, path: table.name, message: "\"contributions\" belong to one batch, each with producer and quantity only")
        }
        return read.command
      case .rejected(let problem):
        throw CSVFileError(.columns, path: table.name, message: "\(problem.column ?? "the document"): \(problem.reason)")
      case nil: throw CSVFileError(.columns, path: table.name, message: "the document is empty")
      }
    } catch { throw DocumentProblem(message: error.message) }
  }

  private static func cell(_ value: Any) throws -> String {
    switch value {
    case let text as String: return text
    case is NSNull: return ""
    case let number as NSNumber where number.objCType.pointee != CChar(UInt8(ascii: "c")):
      guard let whole = Int64(number.stringValue) else {
        throw DocumentProblem(message: "write \(number) as text, \"\(number)\": numbers with decimals are kept exactly only so")
      }
      return String(whole)
    default: throw DocumentProblem(message: "a member holds neither text nor a whole number")
    }
  }

  private static func status(_ members: [String: Any], _ change: ([String: Any]) throws -> ChangeProducerStatus.Change) throws -> Command {
    .changeProducerStatus(ChangeProducerStatus(producer: try code(members, "producer"), change: try change(members), date: try date(members)))
  }

  private static func text(_ members: [String: Any], _ name: String) throws -> String {
    guard let text = members[name] as? String, !text.isEmpty else { throw DocumentProblem(message: "\"\(name)\" is missing or empty") }
    return text
  }

  private static func code<Named>(_ members: [String: Any], _ name: String) throws -> Code<Named> {
    let text = try text(members, name)
    guard let code = Code<Named>(checking: text) else {
      throw DocumentProblem(message: "\"\(name)\" cannot be a code: it \(Code<Named>.problem(in: text) ?? "")")
    }
    return code
  }

  private static func date(_ members: [String: Any]) throws -> CalendarDate {
    let text = try text(members, "date")
    guard let date = CalendarDate(text) else { throw DocumentProblem(message: "\"date\": «\(text)» is in no calendar; write it like 2024-01-31") }
    return date
  }
}
