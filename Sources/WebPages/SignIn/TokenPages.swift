import Languages
import SignIn
import Web

/// API tokens, for admins.
enum TokenPages {
  static let routes: [PageRoute] = [
    .get("/admin/tokens", .only(.administer)) { request in .page(try await list(request)) },
    .post("/admin/tokens", .only(.administer)) { request in try await add(request) },
    .post("/admin/tokens/revoke", .only(.administer)) { request in
      do { try await request.accounts.revokeToken(name: request.form["token"], by: request.identity?.name ?? "") } catch is SignInProblem {}
      return .seeOther("/admin/tokens", notice: request.words("signin.token_revoked"))
    },
  ]

  private static func list(_ request: PageRequest, shown: SecretToken? = nil, error: SignInProblem? = nil) async throws -> Page {
    let words = request.words
    let tokens = try await request.accounts.tokens()
    let rows = tokens.map { token in
      [
        DataTable.Cell(token.name), .init(AccountPages.rolesText(token.roles, words)), .init(token.createdBy),
        .init(words.dates.moment(token.createdAt)),
      ]
    }
    let text = error?.text(words)
    let fields =
      [
        Field(
          "name", words("signin.token_name"), value: request.form["name"], hint: words("signin.bad_name"), error: error == .noRole ? nil : text,
          isRequired: true
        ).asCode
      ]
      + UserPages.roleFields(chosen: Set(request.form.values.keys), words, error == .noRole ? text : nil)
    var blocks: [Block] = []
    if let shown { blocks += [.notice(Notice(.good, words("signin.token_shown"))), .verbatim(shown.text, label: words("signin.token"))] }
    blocks.append(
      .table(
        DataTable(
          words("navigation.tokens"),
          columns: [words("signin.token_name"), words("signin.roles"), words("signin.made_by"), words("signin.since")].map { .init($0) },
          rows: rows, hidesCaption: true)))
    if !tokens.isEmpty {
      blocks.append(
        .form(
          Form(
            .post, "/admin/tokens/revoke",
            fields: [Field("token", words("signin.token_name"), .select(tokens.map { (value: $0.name, text: $0.name) }), isRequired: true)],
            submit: words("signin.revoke"))))
    }
    blocks += [
      .heading(words("signin.add_token"), id: "add"), .form(Form(.post, "/admin/tokens", fields: fields, submit: words("signin.add_token"))),
    ]
    return Page(words("navigation.tokens"), area: .admin, lead: words("signin.tokens_lead"), blocks)
  }

  private static func add(_ request: PageRequest) async throws -> PageAnswer {
    do {
      let token = try await request.accounts.addToken(
        name: request.form["name"], roles: UserPages.roles(request.form), by: request.identity?.name ?? "")
      // Shown on this very page and kept nowhere: no address leads to it again.
      return .page(try await list(request, shown: token))
    } catch let problem as SignInProblem {
      return .mistaken(try await list(request, error: problem))
    }
  }
}
