/// Why somebody cannot sign in, or something about users cannot be done.
public enum SignInProblem: Error, Hashable, Sendable {
  /// Name or password is wrong, or the user is disabled; which of them, nobody is told.
  case wrong
  /// Too many tries failed: wait so many seconds.
  case wait(seconds: Int)
  /// The name cannot be one: 2 to 40 small letters, digits, points, hyphens and underscores.
  case badName
  /// The password is too short (under 10 characters), too long (over 200), or the name.
  case badPassword
  /// There is no such user, session, token or request.
  case unknown
  /// There is one of that name already.
  case taken
  /// A user or token without a role could do nothing.
  case noRole
  /// Who asked for something cannot agree to it too.
  case samePerson
  /// The last admin who can sign in has to stay one.
  case lastAdmin
}
