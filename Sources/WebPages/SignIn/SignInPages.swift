import SignIn
public import Web

/// Coming in and going out, one's own account, and the users of a book.
public enum SignInPages {
  /// The routes.
  public static let routes: [PageRoute] =
    [
      .get("/sign-in", .everybody) { request in .page(page(request)) },
      .post("/sign-in", .everybody) { request in try await signIn(request) },
      .post("/sign-out", .signedIn) { request in
        if let text = request.sessionText { try await request.accounts.endSession(text) }
        return .signedOut(to: "/sign-in")
      },
    ] + AccountPages.routes + UserPages.routes + TokenPages.routes + AccessJournalPage.routes

  private static func page(_ request: PageRequest, error: String? = nil) -> Page {
    let words = request.words
    let target = request.form["then"].isEmpty ? request.query("then") ?? "" : request.form["then"]
    var fields = [
      Field("name", words("signin.name"), value: request.form["name"], isRequired: true).asCode,
      Field("password", words("signin.password"), .password, error: error, isRequired: true),
      Field("then", "", .hidden, value: LocalPath.checked(target)),
    ]
    fields[0].autocomplete = "username"
    fields[1].autocomplete = "current-password"
    return Page(
      words("signin.title"), area: .account, lead: words("signin.lead"),
      [.form(Form(.post, "/sign-in", fields: fields, submit: words("signin.submit")))])
  }

  private static func signIn(_ request: PageRequest) async throws -> PageAnswer {
    do {
      let (identity, token) = try await request.accounts.signIn(
        name: request.form["name"], password: request.form.values["password"]?.first ?? "", address: request.remoteAddress)
      // The cookie that is replaced now must not go on opening anything.
      if let text = request.sessionText { try await request.accounts.endSession(text) }
      let target = LocalPath.checked(request.form["then"])
      return .signedIn(token, to: target == "/" ? StartPage.path(of: identity) : target)
    } catch let problem as SignInProblem {
      return problem.answer(page(request, error: problem.text(request.words)))
    }
  }
}

/// Where somebody goes after signing in: a path of this server and nothing else.
enum LocalPath {
  /// The path, or `/` where it could lead elsewhere.
  static func checked(_ text: String) -> String {
    guard text.hasPrefix("/"), !text.hasPrefix("//"), !text.contains("\\"), text.utf8.count < 2_000,
      text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
    else { return "/" }
    return text
  }
}
