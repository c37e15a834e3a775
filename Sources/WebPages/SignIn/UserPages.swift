import Languages
import SignIn
import Web

/// The users of a book, for its admins.
enum UserPages {
  static let routes: [PageRoute] = [
    .get("/admin/users", .only(.administer)) { request in .page(try await list(request)) },
    .post("/admin/users", .only(.administer)) { request in try await add(request) },
    .get("/admin/users/{name}", .only(.administer)) { request in try await show(request) },
    .post("/admin/users/{name}", .only(.administer)) { request in try await change(request) },
  ]

  /// - Parameter shown: somebody new, with the password that was made up for her.
  private static func list(
    _ request: PageRequest, shown: (name: String, password: String)? = nil, error: (field: String, text: String)? = nil
  ) async throws -> Page {
    let words = request.words
    let told = shown.map { made($0.name, $0.password, words) } ?? []
    let typed = shown == nil ? request.form : FormValues()
    let rows = try await request.accounts.users().map { user in
      [
        DataTable.Cell(user.name, href: "/admin/users/\(user.name)"), .init(AccountPages.rolesText(user.roles, words)),
        .init(user.isDisabled ? words("signin.disabled") : words("signin.active")), .init(words.dates.moment(user.createdAt)),
      ]
    }
    let fields =
      [
        Field(
          "name", words("signin.name"), value: typed["name"], hint: words("signin.bad_name"), error: error?.field == "name" ? error?.text : nil,
          isRequired: true
        ).asCode
      ]
      + roleFields(chosen: Set(typed.values.keys), words, error?.field == "roles" ? error?.text : nil) + [passwordField(words, error)]
    return Page(
      words("navigation.users"), area: .admin,
      told + [
        .table(
          DataTable(
            words("navigation.users"),
            columns: [words("signin.name"), words("signin.roles"), words("signin.state"), words("signin.since")].map { .init($0) }, rows: rows,
            hidesCaption: true)),
        .heading(words("signin.add_user"), id: "add"), .form(Form(.post, "/admin/users", fields: fields, submit: words("signin.add_user"))),
      ])
  }

  private static func add(_ request: PageRequest) async throws -> PageAnswer {
    let name = request.form["name"]
    let typed = request.form.values["password"]?.first ?? ""
    let password = typed.isEmpty ? User.newPassword() : typed
    do {
      try await request.accounts.addUser(name: name, roles: roles(request.form), password: password, by: request.identity?.name ?? "")
      guard !typed.isEmpty else { return .page(try await list(request, shown: (name, password))) }
      return .seeOther("/admin/users", notice: request.words("signin.user_added", ["name": name]))
    } catch let problem as SignInProblem {
      let field = problem == .badPassword ? "password" : problem == .noRole ? "roles" : "name"
      return .mistaken(try await list(request, error: (field, problem.text(request.words))))
    }
  }

  /// - Parameter shown: the password that was made up for her.
  private static func show(
    _ request: PageRequest, shown: String? = nil, error: (field: String, text: String)? = nil
  ) async throws -> PageAnswer {
    let words = request.words
    let name = request.parameters["name"] ?? ""
    guard let user = try await request.accounts.users().first(where: { $0.name == name }) else { return .notFound(words("signin.unknown")) }
    let sessions = try await request.accounts.sessions(of: name)
    let action = "/admin/users/\(name)"
    func button(_ what: String, _ text: String, _ fields: [Field] = []) -> Block {
      .form(Form(.post, action, fields: [Field("what", "", .hidden, value: what)] + fields, submit: text))
    }
    let page = Page(
      name, area: .admin, trail: [Link(words("navigation.users"), "/admin/users")],
      (shown.map { made(name, $0, words) } ?? []) + [
        .facts([
          (words("signin.state"), [Inline(user.isDisabled ? words("signin.disabled") : words("signin.active"))]),
          (words("signin.since"), [Inline(words.dates.moment(user.createdAt))]),
          (words("signin.sessions"), [Inline(words.numbers.whole(Int64(sessions.count)))]),
        ]),
        .heading(words("signin.roles"), id: "roles"),
        button(
          "roles", words("signin.change_roles"),
          roleFields(chosen: Set(user.roles.map { "role-" + $0.rawValue }), words, error?.field == "roles" ? error?.text : nil)),
        .heading(words("signin.new_password"), id: "password"), button("password", words("signin.change_password"), [passwordField(words, error)]),
        .heading(words("signin.access"), id: "access"), button("sessions", words("signin.all_sessions")),
        button(user.isDisabled ? "enable" : "disable", words(user.isDisabled ? "signin.enable" : "signin.disable")),
      ])
    return error == nil ? .page(page) : .mistaken(page)
  }

  private static func change(_ request: PageRequest) async throws -> PageAnswer {
    let (name, actor, what) = (request.parameters["name"] ?? "", request.identity?.name ?? "", request.form["what"])
    do {
      switch what {
      case "roles": try await request.accounts.setRoles(of: name, to: roles(request.form), by: actor)
      case "password":
        let typed = request.form.values["password"]?.first ?? ""
        let password = typed.isEmpty ? User.newPassword() : typed
        try await request.accounts.setPassword(of: name, to: password, by: actor)
        if typed.isEmpty { return try await show(request, shown: password) }
      case "sessions": try await request.accounts.endAllSessions(of: name, by: actor)
      case "disable", "enable": try await request.accounts.setDisabled(what == "disable", of: name, by: actor)
      default: return .notFound(request.words("signin.unknown"))
      }
      return .seeOther("/admin/users/\(name)", notice: request.words("signin.changed"))
    } catch let problem as SignInProblem {
      return try await show(request, error: (what == "password" ? "password" : "roles", problem.text(request.words)))
    }
  }

  /// A password that was made up: on this very page and kept nowhere, no address leads to it again.
  private static func made(_ name: String, _ password: String, _ words: Words) -> [Block] {
    [
      .notice(Notice(.good, words("signin.password_shown", ["name": name]))), .verbatim(password, label: words("signin.password")),
    ]
  }

  /// A checkbox for each role.
  static func roleFields(chosen: Set<String>, _ words: Words, _ error: String?) -> [Field] {
    Role.allCases.enumerated().map { index, role in
      Field(
        "role-" + role.rawValue, words(family: "role", role.rawValue), .checkbox, value: chosen.contains("role-" + role.rawValue) ? "on" : "",
        hint: words(family: "role_hint", role.rawValue), error: index == 0 ? error : nil)
    }
  }

  static func roles(_ form: FormValues) -> Set<Role> { Set(Role.allCases.filter { !form["role-" + $0.rawValue].isEmpty }) }

  private static func passwordField(_ words: Words, _ error: (field: String, text: String)?) -> Field {
    var field = Field(
      "password", words("signin.password"), .password, hint: words("signin.password_made_up"),
      error: error?.field == "password" ? error?.text : nil)
    field.autocomplete = "new-password"
    return field
  }
}
