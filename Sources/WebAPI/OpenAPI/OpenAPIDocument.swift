import Exchange
import HTTPTypes
import SignIn

/// The OpenAPI 3.1 document: the route table, written down.
struct OpenAPIDocument {
  /// The document.
  let text: String

  init(_ routes: [APIRoute]) {
    var paths = JSONObject()
    var named: [String: JSONSchema] = [:]
    Problem.schema.named(&named)
    for route in routes {
      for schema in route.schemas { schema.named(&named) }
      let path = APITable.base + (route.path == "/" ? "" : route.path)
      var methods = paths[path]?.object ?? JSONObject()
      methods[route.method.rawValue.lowercased()] = route.json
      paths[path] = .object(methods)
    }
    let schemas = named.sorted { $0.key < $1.key }.map { JSONObject.Member($0.key, $0.value.json) }
    let document: JSONValue = [
      "openapi": "3.1.0",
      "info": [
        "title": "Esep", "version": "1",
        "description": .text(Self.introduction),
      ],
      "servers": .array([["url": "/"]]),
      "security": .array([["token": .array([])], ["session": .array([])]]),
      "paths": .object(paths),
      "components": [
        "schemas": .object(JSONObject(schemas)),
        "securitySchemes": [
          "token": ["type": "http", "scheme": "bearer", "description": "An API token, which an administrator makes."],
          "session": [
            "type": "apiKey", "in": "cookie", "name": "__Host-esep", "description": "The cookie of who signed in; writes need X-CSRF-Token too.",
          ],
        ],
      ],
    ]
    text = document.written
  }

  private static let introduction = """
    The book of a programme, for programs. Money is whole numbers of minor units, quantities are whole numbers of thousandths, shares are decimal texts. \
    Every answer that is about the book says in Esep-Position which position of its log it is as of; with wait_for one reads what one wrote. Problems are \
    RFC 9457. Writes may carry an Idempotency-Key: sent again with the same content they change nothing and give the same answer.
    """
}

extension APIRoute {
  fileprivate var schemas: [JSONSchema] {
    var schemas = answers.flatMap { $0.contents.compactMap(\.schema) } + query.map(\.schema) + Array(places.values)
    if case .json(let schema) = body { schemas.append(schema) }
    return schemas
  }

  fileprivate var json: JSONValue {
    var operation = JSONObject([
      .init("operationId", .text(operationId)), .init("summary", .text(summary)), .init("tags", [.text(tag)]),
    ])
    if !permissions.isEmpty { operation["description"] = .text("For who may: \(permissions.joined(separator: " or ")).") }
    if access == .everybody { operation["security"] = [] }
    let parameters = placeParameters + query.map(\.json) + headerParameters
    if !parameters.isEmpty { operation["parameters"] = .array(parameters) }
    if let body { operation["requestBody"] = ["required": true, "content": body.json] }
    operation["responses"] = .object(responses)
    return .object(operation)
  }

  private var permissions: [String] { if case .any(let permissions) = access { permissions.map(\.rawValue) } else { [] } }

  private var placeParameters: [JSONValue] {
    path.split(separator: "/").filter { $0.hasPrefix("{") }.map { part in
      let name = String(part.dropFirst().dropLast())
      return ["name": .text(name), "in": "path", "required": true, "schema": (places[name] ?? .code).json]
    }
  }

  private var headerParameters: [JSONValue] {
    guard takesKey else { return [] }
    return [
      [
        "name": "Idempotency-Key", "in": "header", "required": false, "description": "Makes sending again harmless.",
        "schema": JSONSchema.pattern("^[!-~]+$", 1...100).json,
      ]
    ]
  }

  private var responses: JSONObject {
    var responses = JSONObject()
    for answer in answers { responses[String(answer.status)] = answer.json }
    if method == .get && answers.contains(where: { $0.status == 200 }) {
      responses["304"] = ["description": "Nothing has changed since the ETag that was sent."]
    }
    var statuses = Set([400, 404, 406, 500, 503, 504] + problems)
    if access != .everybody { statuses.formUnion([401, 403]) }
    if body != nil { statuses.formUnion([408, 413, 415, 422]) }
    if method != .get || !query.isEmpty { statuses.insert(422) }
    for status in statuses.sorted() {
      responses[String(status)] = [
        "description": .text(HTTPResponse.Status(code: status).reasonPhrase),
        "content": ["application/problem+json": ["schema": Problem.schema.json]],
      ]
    }
    return responses
  }
}

extension APIParameter {
  fileprivate var json: JSONValue {
    ["name": .text(name), "in": "query", "required": .bool(isRequired), "description": .text(about), "schema": schema.json]
  }
}

extension APIBody {
  fileprivate var json: JSONValue {
    switch self {
    case .json(let schema): ["application/json": ["schema": schema.json]]
    case .spreadsheet:
      ["text/csv": ["schema": ["type": "string"]], Workbook.mediaType: ["schema": ["type": "string", "format": "binary"]]]
    }
  }
}

extension APIAnswer {
  fileprivate var json: JSONValue {
    var answer = JSONObject([.init("description", .text(about))])
    answer["headers"] = [
      "Esep-Position": ["description": "The position the answer is as of.", "schema": JSONSchema.position.json]
    ]
    if !contents.isEmpty {
      answer["content"] = .object(JSONObject(contents.map { .init($0.type, ["schema": $0.schema?.json ?? ["type": "string"]]) }))
    }
    return .object(answer)
  }
}

/// JSON written as Swift writes collections: a document is read more easily so than as a heap of calls.
extension JSONValue: ExpressibleByDictionaryLiteral, ExpressibleByStringLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByArrayLiteral
{
  /// An object.
  public init(dictionaryLiteral members: (String, JSONValue)...) { self = .object(JSONObject(members.map { .init($0.0, $0.1) })) }
  /// A text.
  public init(stringLiteral text: String) { self = .text(text) }
  /// True or false.
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  /// An array.
  public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
}
