import Languages
import SignIn
import Web

/// One's own account: password and sessions.
enum AccountPages {
  static let routes: [PageRoute] = [
    .get("/account", .signedIn) { request in .page(try await page(request)) },
    .post("/account/password", .signedIn) { request in try await changePassword(request) },
    .post("/account/sessions/end", .signedIn) { request in try await end(request) },
  ]

  private static func page(_ request: PageRequest, error: (field: String, text: String)? = nil) async throws -> Page {
    let words = request.words
    let name = request.identity?.name ?? ""
    let sessions = try await request.accounts.sessions(of: name, current: request.sessionText)
    let rows = sessions.map { session in
      // Said in the first column, which a phone shows without scrolling.
      let mark = session.isCurrent ? ", " + words("signin.this_session") : ""
      return [DataTable.Cell(words.dates.moment(session.seenAt) + mark), .init(words.dates.moment(session.createdAt)), .init(session.address)]
    }
    var fields = [
      Field("old", words("signin.old_password"), .password, error: error?.field == "old" ? error?.text : nil, isRequired: true),
      Field(
        "new", words("signin.new_password"), .password, hint: words("signin.password_hint"), error: error?.field == "new" ? error?.text : nil,
        isRequired: true),
    ]
    fields[0].autocomplete = "current-password"
    fields[1].autocomplete = "new-password"
    let choices = sessions.filter { !$0.isCurrent }.map { (value: "\($0.id)", text: "\(words.dates.moment($0.seenAt)), \($0.address)") }
    var blocks: [Block] = [
      .facts([(words("signin.name"), [Inline(name)]), (words("signin.roles"), [Inline(rolesText(request.identity?.roles ?? [], words))])]),
      .heading(words("signin.sessions"), id: "sessions"),
      .table(
        DataTable(
          words("signin.sessions"),
          columns: [words("signin.seen"), words("signin.begun"), words("signin.from")].map { .init($0) },
          rows: rows, hidesCaption: true)),
    ]
    if !choices.isEmpty {
      blocks.append(
        .form(
          Form(
            .post, "/account/sessions/end",
            fields: [Field("session", words("signin.which_session"), .select(choices + [("all", words("signin.other_sessions"))]), isRequired: true)],
            submit: words("signin.end_session"))))
    }
    blocks += [
      .heading(words("signin.change_password"), id: "password"),
      .form(Form(.post, "/account/password", fields: fields, submit: words("signin.change_password"))),
    ]
    return Page(words("frame.account"), area: .account, blocks)
  }

  private static func changePassword(_ request: PageRequest) async throws -> PageAnswer {
    let name = request.identity?.name ?? ""
    let (old, new) = (request.form.values["old"]?.first ?? "", request.form.values["new"]?.first ?? "")
    do {
      try await request.accounts.prove(name: name, password: old, address: request.remoteAddress)
    } catch let problem as SignInProblem {
      return problem.answer(
        try await page(request, error: ("old", problem == .wrong ? request.words("signin.wrong_password") : problem.text(request.words))))
    }
    do { try await request.accounts.setPassword(of: name, to: new, by: name) } catch let problem as SignInProblem {
      return .mistaken(try await page(request, error: ("new", problem.text(request.words))))
    }
    let (_, token) = try await request.accounts.signIn(name: name, password: new, address: request.remoteAddress)
    return .signedIn(token, to: "/account", notice: request.words("signin.password_changed"))
  }

  private static func end(_ request: PageRequest) async throws -> PageAnswer {
    let name = request.identity?.name ?? ""
    let chosen = request.form["session"]
    for session in try await request.accounts.sessions(of: name, current: request.sessionText) where !session.isCurrent {
      if chosen == "all" || chosen == "\(session.id)" { try await request.accounts.endSession(session.id, of: name, by: name) }
    }
    return .seeOther("/account", notice: request.words("signin.session_ended"))
  }

  /// Roles in words, in a fixed order.
  static func rolesText(_ roles: Set<Role>, _ words: Words) -> String {
    Role.allCases.filter(roles.contains).map { words(family: "role", $0.rawValue) }.joined(separator: ", ")
  }
}
