public import Exchange
import Foundation
public import Ledger

/// Documents written as JSON: the same columns as the spreadsheets have, so the same rules and messages.
public enum DocumentReader {
  /// The commands that a file of one object, or of an array of objects, asks for.
  /// - Parameter name: what the file is called; stands in messages.
  /// - Throws: `OfficeProblem.malformed`, which says which document and which member is wrong.
  public static func commands(fromJSON bytes: [UInt8], name: String, defaults: ImportDefaults) throws -> [Command] {
    guard let json = try? JSONSerialization.jsonObject(with: Data(bytes)) else {
      throw OfficeProblem.malformed("\(name) is not JSON; see 'esep record --help'")
    }
    guard let objects = json as? [[String: Any]] ?? (json as? [String: Any]).map({ [$0] }), !objects.isEmpty else {
      throw OfficeProblem.malformed("\(name): write one object, or an array of objects")
    }
    let digest = FileDigest.sha256(of: bytes)
    return try objects.enumerated().map { number, object in
      do { return try command(object, defaults: defaults, digest: digest) } catch let problem as DocumentProblem {
        throw OfficeProblem.malformed("\(name), document \(number + 1): \(problem.message)", field: problem.member)
      }
    }
  }

  /// What one document asks for.
  /// - Parameters:
  ///   - members: as JSON has them, with `record`, which says what the document is.
  ///   - digest: SHA-256 of the file it stands in, which a statement remembers.
  /// - Throws: `DocumentProblem`.
  public static func command(_ members: [String: Any], defaults: ImportDefaults, digest: String) throws -> Command {
    guard let kind = members["record"] as? String else { throw DocumentProblem(of: "record", "\"record\" is missing; it says what the document is") }
    var members = members
    members["record"] = nil
    if let sheet = DocumentSheet.named(kind) {
      let batch = kind == "batch" ? try BatchDocument(&members) : nil
      let command = try sheet.command(members, defaults, digest)
      return batch?.completing(command) ?? command
    }
    let document = DocumentMembers(members)
    guard let area = areas.first(where: { $0.kinds.contains(kind) }), let command = try area.command(kind, document) else {
      throw DocumentProblem(of: "record", "\"record\": \"\(kind)\" is not known; write one of: \(kinds.joined(separator: ", "))")
    }
    try document.checkAllUsed(by: kind)
    return command
  }

  /// All kinds: first those that have a spreadsheet, then the others, each in order.
  public static var kinds: [String] { DocumentSheet.kinds + areas.flatMap(\.kinds).sorted() }

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
