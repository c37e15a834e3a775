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
    let digest = FileDigest.sha256(of: Array(data))
    return try objects.enumerated().map { number, object in
      do { return try command(object, defaults, digest) } catch let problem as DocumentProblem {
        throw Failure.refused("\(path), document \(number + 1): \(problem.message)")
      }
    }
  }

  private static func command(_ object: [String: Any], _ defaults: ImportDefaults, _ digest: String) throws -> Command {
    guard let kind = object["record"] as? String else { throw DocumentProblem(message: "\"record\" is missing; it says what the document is") }
    var members = object
    members["record"] = nil
    if let sheet = DocumentSheet.named(kind) {
      let batch = kind == "batch" ? try BatchDocument(&members) : nil
      let command = try sheet.command(members, defaults, digest)
      return batch?.completing(command) ?? command
    }
    let document = DocumentMembers(members)
    guard let area = areas.first(where: { $0.kinds.contains(kind) }), let command = try area.command(kind, document) else {
      let kinds = (DocumentSheet.kinds + areas.flatMap(\.kinds).sorted()).joined(separator: ", ")
      throw DocumentProblem(message: "\"record\": \"\(kind)\" is not known; write one of: \(kinds)")
    }
    try document.checkAllUsed(by: kind)
    return command
  }

  /// The kinds of documents that have no spreadsheet, area by area, and how each is read.
  private static let areas: [(kinds: [String], command: @Sendable (String, DocumentMembers) throws -> Command?)] = [
    (["allocate", "deactivate", "erase", "reactivate", "reverse"], other),
    (MoneyDocuments.kinds, MoneyDocuments.command),
    (GoodsDocuments.kinds, GoodsDocuments.command),
    (ProductDocuments.kinds, ProductDocuments.command),
    (CertificationDocuments.kinds, CertificationDocuments.command),
    (ProgrammeDocuments.kinds, ProgrammeDocuments.command),
  ]

  /// Documents about people and sales that have no spreadsheet.
  private static func other(_ kind: String, _ members: DocumentMembers) throws -> Command? {
    func status(_ change: ChangeProducerStatus.Change) throws -> Command {
      try .changeProducerStatus(ChangeProducerStatus(producer: members.code("producer"), change: change, date: members.date()))
    }
    switch kind {
    case "deactivate": return try status(.deactivate(reason: members.text("reason")))
    case "reactivate": return try status(.reactivate)
    case "erase": return try status(.erase(reason: members.text("reason")))
    case "allocate": return try .allocateSale(AllocateSale(sale: members.code("sale"), date: members.date()))
    case "reverse": return try .reverseSale(ReverseSale(sale: members.code("sale"), reason: members.text("reason"), date: members.date()))
    default: return nil
    }
  }
}
