import Notary
import SignIn
import Web

/// What handlers need beside the book's desk, and what bounds them.
struct APITools: Sendable {
  /// Bytes of a JSON body, and of a file.
  let bodyBytesMax: Int, fileBytesMax: Int
  /// How long a body may take to arrive, and an answer to be worked out.
  let arrivalSecondsMax: Int, answerSecondsMax: Int
  let prover: Prover
  let accounts: Accounts
  let watch: PositionWatch
  /// The OpenAPI document.
  let document: String

  /// How long `wait_for` waits.
  static let waitMilliseconds = 10_000
}
