import Bookkeeping
import Exchange
import Foundation
import Ledger
import Office
import SignIn

/// Recording documents.
enum CommandRoutes {
  static let all: [APIRoute] = [
    .post(
      "/commands", "record", "Recording", DocumentAccess.anybody,
      "Records one document, or several in order. What one is refused for does not touch the others; when all are refused, that is a problem.",
      query: [
        APIParameter("allow_unallocated", .boolean, "Records sales of goods that are not in stock; their money waits in suspense.")
      ],
      takesKey: true, body: .json(DocumentSchemas.body), .json(Verdicts.schema, "What became of each document."), problems: [403],
      handler: record)
  ]

  @Sendable private static func record(_ request: APIRequest) async throws -> APIReply {
    let isArray = request.body.elements != nil
    let documents = (request.body.elements ?? [request.body]).compactMap(\.object)
    for document in documents { try admit(document, request) }
    let defaults = ImportDefaults(today: .today, allowsUnallocated: request.flag("allow_unallocated"))
    // A statement remembers what it was read from.
    let digest = FileDigest.sha256(of: Array(request.body.written.utf8))
    let commands = try documents.enumerated().map { number, document in
      do { return try command(document, request, defaults, digest) } catch let problem as DocumentProblem {
        let place = isArray ? "[\(number)]" : ""
        let field = problem.member.map { place.isEmpty ? $0 : "\(place).\($0)" }
        throw Problem.badBody(isArray ? "document \(number + 1): \(problem.message)" : problem.message, field: field)
      }
    }
    let verdicts = try await request.desk.record(commands, by: request.actor, key: request.key())
    return try Verdicts.reply(verdicts, head: try await request.desk.log.headPosition())
  }

  private static func admit(_ document: JSONObject, _ request: APIRequest) throws {
    let kind = document["record"]?.text ?? ""
    guard request.identity?.may(DocumentAccess.permission(kind)) ?? false else {
      throw Problem(.forbidden, "forbidden", "You may not do this", "None of your roles allows to record “\(kind)”.", field: "record")
    }
    guard DocumentAccess.isSigned(kind), let by = document["by"]?.text, by != request.actor else { return }
    throw Problem(
      .forbidden, "signed-for-another", "Nobody signs for another", "“by” is who asks, \(request.actor); leave it out.", field: "by")
  }

  private static func command(_ document: JSONObject, _ request: APIRequest, _ defaults: ImportDefaults, _ digest: String) throws -> Command {
    var members = document.members.reduce(into: [String: Any]()) { $0[$1.name] = $1.value.foundation }
    let kind = document["record"]?.text ?? ""
    if DocumentAccess.isSigned(kind) { members["by"] = request.actor }
    // What is null is not said.
    for (name, value) in members where value is NSNull { members[name] = nil }
    return try DocumentReader.command(members, defaults: defaults, digest: digest)
  }
}

extension JSONValue {
  /// As Foundation has it. Numbers have been checked to be whole ones.
  var foundation: Any {
    switch self {
    case .null: NSNull()
    case .bool(let value): NSNumber(value: value)
    case .number: NSNumber(value: wholeNumber ?? 0)
    case .text(let text): text
    case .array(let elements): elements.map(\.foundation)
    // A member that is null is left out: it says nothing.
    case .object(let object): object.members.filter { $0.value != .null }.reduce(into: [String: Any]()) { $0[$1.name] = $1.value.foundation }
    }
  }
}
