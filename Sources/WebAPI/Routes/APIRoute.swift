public import HTTPTypes
public import SignIn

/// One thing that programs can ask: where, with what, who may, and what it answers.
///
/// The server routes by these values and the OpenAPI document is written from them: neither can say what the other does not do.
public struct APIRoute: Sendable {
  /// GET, POST, PATCH or DELETE.
  public let method: HTTPRequest.Method
  /// Below `/api/v1`, such as `/payout-runs/{run}`.
  public let path: String
  /// Its name for generated clients.
  public let operationId: String
  /// What it is for, in a few words.
  public let summary: String
  /// The chapter it stands in.
  public let tag: String
  /// Who may.
  public let access: Access
  /// What stands in the path's places.
  public var places: [String: JSONSchema] = [:]
  /// What may stand behind the question mark.
  public var query: [APIParameter] = []
  /// Whether writes take an `Idempotency-Key`.
  public var takesKey = false
  /// What has to be sent along; nil for nothing.
  public var body: APIBody?
  /// What it answers, by status, beside problems.
  public var answers: [APIAnswer]
  /// The statuses of problems that this route has beside those that every route has.
  public var problems: [Int] = []
  /// What answers.
  public let handler: @Sendable (APIRequest) async throws -> APIReply
}

/// A parameter behind the question mark.
public struct APIParameter: Sendable {
  /// Its name, in snake_case.
  public let name: String
  /// What it may be.
  public let schema: JSONSchema
  /// What it does.
  public let about: String
  /// Whether it has to be there.
  public var isRequired = false
  /// Whether it may come several times.
  public var isRepeated = false

  init(_ name: String, _ schema: JSONSchema, _ about: String, isRequired: Bool = false, isRepeated: Bool = false) {
    (self.name, self.schema, self.about, self.isRequired, self.isRepeated) = (name, schema, about, isRequired, isRepeated)
  }
}

/// What is sent along.
public enum APIBody: Sendable {
  /// JSON by a schema.
  case json(JSONSchema)
  /// A spreadsheet, streamed: CSV text, or an Excel workbook.
  case spreadsheet
}

/// What is answered.
public struct APIAnswer: Sendable {
  /// 200, 201 or 202.
  public let status: Int
  /// What it means.
  public let about: String
  /// The content, by type; JSON by a schema, everything else as text; none for an answer without content.
  public let contents: [(type: String, schema: JSONSchema?)]

  static func json(_ schema: JSONSchema, _ about: String, status: Int = 200) -> APIAnswer {
    APIAnswer(status: status, about: about, contents: [("application/json", schema)])
  }
  static func text(_ type: String, _ about: String) -> APIAnswer { APIAnswer(status: 200, about: about, contents: [(type, nil)]) }
  static func table(_ schema: JSONSchema, _ about: String) -> APIAnswer {
    APIAnswer(status: 200, about: about, contents: [("application/json", schema), ("text/csv", nil)])
  }
  static func nothing(_ about: String) -> APIAnswer { APIAnswer(status: 204, about: about, contents: []) }
}

extension APIRoute {
  static func get(
    _ path: String, _ id: String, _ tag: String, _ access: Access, _ summary: String, places: [String: JSONSchema] = [:], query: [APIParameter] = [],
    _ answers: APIAnswer..., problems: [Int] = [], handler: @escaping @Sendable (APIRequest) async throws -> APIReply
  ) -> APIRoute {
    APIRoute(
      method: .get, path: path, operationId: id, summary: summary, tag: tag, access: access, places: places, query: query, answers: answers,
      problems: problems, handler: handler)
  }

  static func post(
    _ path: String, _ id: String, _ tag: String, _ access: Access, _ summary: String, places: [String: JSONSchema] = [:], query: [APIParameter] = [],
    takesKey: Bool = false, body: APIBody?, _ answers: APIAnswer..., problems: [Int] = [],
    handler: @escaping @Sendable (APIRequest) async throws -> APIReply
  ) -> APIRoute {
    APIRoute(
      method: .post, path: path, operationId: id, summary: summary, tag: tag, access: access, places: places, query: query, takesKey: takesKey,
      body: body, answers: answers, problems: [409] + problems, handler: handler)
  }

  static func change(
    _ method: HTTPRequest.Method, _ path: String, _ id: String, _ tag: String, _ access: Access, _ summary: String,
    places: [String: JSONSchema] = [:], query: [APIParameter] = [], body: APIBody? = nil, _ answers: APIAnswer...,
    handler: @escaping @Sendable (APIRequest) async throws -> APIReply
  ) -> APIRoute {
    APIRoute(
      method: method, path: path, operationId: id, summary: summary, tag: tag, access: access, places: places, query: query, body: body,
      answers: answers, problems: [409], handler: handler)
  }
}
