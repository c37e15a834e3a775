import Exchange
import SignIn

/// Tokens of programs.
enum TokenRoutes {
  private static let name = JSONSchema.pattern("^[a-z0-9._-]{2,40}$", 2...40)
  private static let roles = JSONSchema.array(.words(Role.allCases.map(\.rawValue)), 1...Role.allCases.count)

  static let all: [APIRoute] = [
    .get(
      "/tokens", "listTokens", "Accounts", .only(.administer), "Lists the tokens of programs, without what opens anything.",
      .json(
        .object([
          .required(
            "tokens",
            .array(
              .object([
                .required("name", .anyText), .required("roles", .array(.anyText, CommonSchemas.any)), .required("created_by", .anyText),
                .required("created_at", .moment),
              ]), CommonSchemas.any))
        ]), "The tokens."), handler: list),
    .post(
      "/tokens", "addToken", "Accounts", .only(.administer), "Makes a token for a program: shown now and never again.",
      body: .json(.object([.required("name", name, "under which it records"), .required("roles", roles)])),
      .json(.object([.required("name", .anyText), .required("token", .anyText, "43 characters; keep it secret")]), "The token.", status: 201),
      handler: { request in
        let name = request.member("name") ?? ""
        let token = try await request.tools.accounts.addToken(name: name, roles: request.roles ?? [], by: request.actor)
        return .json(JSONText.object([("name", JSONText.string(name)), ("token", JSONText.string(token.text))]), status: .created)
      }),
    .change(
      .delete, "/tokens/{name}", "revokeToken", "Accounts", .only(.administer), "Takes a token back; it opens nothing from now on.",
      places: ["name": name], .nothing("It is taken back."),
      handler: { request in
        try await request.tools.accounts.revokeToken(name: request.place("name"), by: request.actor)
        return .nothing
      }),
  ]

  @Sendable private static func list(_ request: APIRequest) async throws -> APIReply {
    let tokens = try await request.tools.accounts.tokens().map { token in
      JSONText.object([
        ("name", JSONText.string(token.name)), ("roles", JSONText.array(token.roles.map(\.rawValue).sorted().map(JSONText.string))),
        ("created_by", JSONText.string(token.createdBy)), ("created_at", JSONText.string(TimeText.utc(token.createdAt))),
      ])
    }
    return .json(JSONText.object([("tokens", JSONText.array(tokens))]))
  }
}
