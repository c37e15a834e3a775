import Languages
import SignIn
import Web

extension SignInProblem {
  /// The page that shows it.
  func answer(_ page: Page) -> PageAnswer {
    if case .wait(let seconds) = self { .tooSoon(page, seconds: seconds) } else { .mistaken(page) }
  }

  /// What it means for who reads it, and what she can do.
  func text(_ words: Words) -> String {
    switch self {
    case .wrong: words("signin.wrong")
    case .wait(let seconds): words.count("signin.wait", Int64(seconds))
    case .badName: words("signin.bad_name")
    case .badPassword: words("signin.bad_password")
    case .unknown: words("signin.unknown")
    case .taken: words("signin.taken")
    case .noRole: words("signin.no_role")
    case .samePerson: words("signin.same_person")
    case .lastAdmin: words("signin.last_admin")
    }
  }
}
