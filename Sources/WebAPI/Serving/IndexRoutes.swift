import EventLog
import Exchange
import Notary
import Office
import ReadModels

/// Where everything is, and how the book stands.
enum IndexRoutes {
  static let all: [APIRoute] = [
    .get(
      "/", "getIndex", "Book", .everybody, "Says where everything is described.",
      .json(.object([.required("name", .anyText), .required("version", .anyText), .required("openapi", .anyText)]), "Where to look."),
      handler: { _ in .json(#"{"name":"Esep","version":"v1","openapi":"/api/v1/openapi.json"}"#) }),
    .get(
      "/openapi.json", "getOpenAPI", "Book", .everybody, "This document.", .json(.anything, "An OpenAPI 3.1 document."),
      handler: { .json($0.tools.document) }),
    .get(
      "/book", "getBook", "Book", .signedIn, "Says how the book stands.", query: [CommonSchemas.waitFor], .json(bookSchema, "How it stands."),
      handler: book),
  ]

  private static let bookSchema = JSONSchema.named(
    "Book",
    .object([
      .required("name", .anyText), .required("currency", .anyText), .required("position", .position, "of the newest event"),
      .required("folded_position", .position, "what reports are as of"),
      .required("halted_at", .position.orNull, "the event that reports cannot take"),
      .required(
        "checkpoint",
        JSONSchema.object([.required("size", .position), .required("root", .anyText), .required("signed_at", .moment)]).orNull,
        "what was signed last"),
    ]))

  @Sendable private static func book(_ request: APIRequest) async throws -> APIReply {
    let (state, signed) = try await request.desk.reader.withSession { (try $0.foldState(), try $0.newestCheckpoint()) }
    let checkpoint = signed.map { signed in
      JSONText.object([
        ("size", String(signed.size)), ("root", JSONText.string("\(signed.root)")), ("signed_at", JSONText.string(TimeText.utc(signed.signedAt))),
      ])
    }
    let json = JSONText.object([
      ("name", JSONText.string(request.desk.book.name)), ("currency", JSONText.string(request.desk.currency.code)), ("position", String(state.head)),
      ("folded_position", String(state.position)), ("halted_at", state.halt.map { String($0.position) } ?? "null"),
      ("checkpoint", checkpoint ?? "null"),
    ])
    return .json(json, position: state.position)
  }
}
