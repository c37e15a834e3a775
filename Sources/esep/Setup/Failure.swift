/// How the program ends.
enum ExitStatus: Int32, Error {
  /// What was asked was refused, or a check failed.
  case refused = 1
  /// The command was not understood.
  case usage = 2
  /// The database cannot be reached.
  case unreachable = 3
}

/// A failure with a message for the person at the terminal: what, where, why, and what to type next.
struct Failure: Error {
  let status: ExitStatus
  let message: String

  static func refused(_ message: String) -> Failure { Failure(status: .refused, message: message) }
  static func usage(_ message: String) -> Failure { Failure(status: .usage, message: message) }
  static func unreachable(_ message: String) -> Failure { Failure(status: .unreachable, message: message) }
}
