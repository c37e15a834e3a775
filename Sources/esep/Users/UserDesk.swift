import EventLog
import Glibc
import Postgres
import SignIn

/// Changes users from the command line, where whoever reaches the database may do all.
enum UserDesk {
  /// Lends the accounts of a book, and the name under which changes are noted.
  /// - Throws: `Failure` with what to do, for what cannot be done.
  static func with<T: Sendable>(_ options: DatabaseOptions, _ body: @Sendable (Accounts, String) async throws -> T) async throws -> T {
    try await Workplace.with(options) { workplace in
      let book = try await workplace.openOrBegin(options)
      return try await withPool(try await workplace.open(book, as: .writer), size: 2) { pool in
        do { return try await body(Accounts(pool: pool), actor) } catch let problem as SignInProblem { throw Failure.refused(text(problem)) }
      }
    }
  }

  private static var actor: String { "console:" + (Workplace.variable("USER") ?? "\(getuid())") }

  private static func text(_ problem: SignInProblem) -> String {
    switch problem {
    case .wrong: "Name or password is wrong."
    case .wait(let seconds): "Too many tries; wait \(seconds) seconds."
    case .badName: "A name has 2 to 40 small letters, digits, points, hyphens and underscores."
    case .badPassword: "A password has 10 to 200 characters and is not the name."
    case .unknown: "There is no such name; 'esep user list' and 'esep user token list' say which there are."
    case .taken: "There is one of that name already; 'esep user list' and 'esep user token list' say which there are."
    case .noRole: "Say what she may do: --role clerk, accountant, approver, manager, auditor or admin."
    case .samePerson: "Who asked for it cannot agree to it too."
    case .lastAdmin: "This is the last admin who can sign in; appoint another first: esep user add NAME --role admin"
    }
  }
}
