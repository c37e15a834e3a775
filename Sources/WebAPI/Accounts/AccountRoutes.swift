import Exchange
import HTTPTypes
import SignIn

/// Users, sessions and tokens.
enum AccountRoutes {
  private static let administer = Access.only(.administer)
  private static let name = JSONSchema.pattern("^[a-z0-9._-]{2,40}$", 2...40)
  private static let roles = JSONSchema.array(.words(Role.allCases.map(\.rawValue)), 1...Role.allCases.count)
  private static let password = JSONSchema.Property.optional("password", .text(10...200), "at least 10 characters")

  static let all: [APIRoute] =
    [
      .get(
        "/users", "listUsers", "Accounts", administer, "Lists who may sign in.",
        .json(.object([.required("users", .array(user, CommonSchemas.any))]), "The users."),
        handler: { request in .json(JSONText.object([("users", JSONText.array(try await request.tools.accounts.users().map(json)))])) }),
      .post(
        "/users", "addUser", "Accounts", administer, "Adds a user.",
        body: .json(.object([.required("name", name), .required("roles", roles), .required("password", .text(10...200), "at least 10 characters")])),
        .json(user, "The user.", status: 201),
        handler: { request in
          let name = request.member("name") ?? ""
          try await request.tools.accounts.addUser(
            name: name, roles: request.roles ?? [], password: request.member("password") ?? "", by: request.actor)
          return try await one(name, request, status: .created)
        }),
      .change(
        .patch, "/users/{name}", "changeUser", "Accounts", administer, "Gives a user other roles or another password, refuses her or takes her back.",
        places: ["name": name], body: .json(.object([.optional("roles", roles), .optional("disabled", .boolean), password])),
        .json(user, "The user."),
        handler: change),
      .get(
        "/sessions", "listSessions", "Accounts", .signedIn, "Lists one's own sessions; an administrator may ask for another user's.",
        query: [APIParameter("user", name, "Whose; one's own when left out.")],
        .json(.object([.required("sessions", .array(session, CommonSchemas.any))]), "The sessions that can still be used."), handler: sessions),
      .change(
        .delete, "/sessions/{session}", "endSession", "Accounts", .signedIn,
        "Ends one of one's own sessions; an administrator may end another user's.",
        places: ["session": .pattern("^[1-9][0-9]{0,17}$", 1...18)], query: [APIParameter("user", name, "Whose; one's own when left out.")],
        .nothing("It has ended."),
        handler: { request in
          let user = try whose(request)
          try await request.tools.accounts.endSession(Int64(request.place("session")) ?? 0, of: user, by: request.actor)
          return .nothing
        }),
    ] + TokenRoutes.all

  private static let user = JSONSchema.named(
    "User",
    .object([
      .required("name", .anyText), .required("roles", .array(.anyText, CommonSchemas.any)), .required("disabled", .boolean),
      .required("created_at", .moment),
    ]))

  private static let session = JSONSchema.named(
    "Session",
    .object([
      .required("id", .number), .required("created_at", .moment), .required("seen_at", .moment), .required("address", .anyText, "its network only"),
    ]))

  private static func json(_ user: User) -> String {
    JSONText.object([
      ("name", JSONText.string(user.name)), ("roles", JSONText.array(user.roles.map(\.rawValue).sorted().map(JSONText.string))),
      ("disabled", String(user.isDisabled)), ("created_at", JSONText.string(TimeText.utc(user.createdAt))),
    ])
  }

  private static func one(_ name: String, _ request: APIRequest, status: HTTPResponse.Status = .ok) async throws -> APIReply {
    guard let user = try await request.tools.accounts.users().first(where: { $0.name == name }) else { throw SignInProblem.unknown }
    return .json(json(user), status: status)
  }

  @Sendable private static func change(_ request: APIRequest) async throws -> APIReply {
    let (name, accounts) = (request.place("name"), request.tools.accounts)
    if let roles = request.roles { try await accounts.setRoles(of: name, to: roles, by: request.actor) }
    if let password = request.member("password") { try await accounts.setPassword(of: name, to: password, by: request.actor) }
    if case .bool(let isDisabled)? = request.body.object?["disabled"] { try await accounts.setDisabled(isDisabled, of: name, by: request.actor) }
    return try await one(name, request)
  }

  @Sendable private static func sessions(_ request: APIRequest) async throws -> APIReply {
    let sessions = try await request.tools.accounts.sessions(of: try whose(request)).map { session in
      JSONText.object([
        ("id", String(session.id)), ("created_at", JSONText.string(TimeText.utc(session.createdAt))),
        ("seen_at", JSONText.string(TimeText.utc(session.seenAt))), ("address", JSONText.string(session.address)),
      ])
    }
    return .json(JSONText.object([("sessions", JSONText.array(sessions))]))
  }

  private static func whose(_ request: APIRequest) throws -> String {
    guard let user = request.text("user"), user != request.actor else { return request.actor }
    guard request.identity?.may(.administer) ?? false else { throw Problem.forbidden("Sessions of others are for administrators.") }
    return user
  }
}

extension APIRequest {
  /// The roles that a body names; nil when it names none.
  var roles: Set<Role>? { body.object?["roles"]?.elements.map { Set($0.compactMap { $0.text.flatMap { Role(rawValue: $0) } }) } }
}
