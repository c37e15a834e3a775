import Bookkeeping
import EventLog
import Exchange
import Hummingbird
import Ledger
import Notary
import Office
import Postgres
import ReadModels
import SignIn

extension Problem {
  /// What an error is to who asked; nil when it is a fault of ours, of which nothing is told.
  init?(_ error: any Error) {
    switch error {
    case let problem as Problem: self = problem
    case let refusal as Refusal: self.init(refusal)
    case let problem as OfficeProblem: self.init(problem)
    case let problem as DocumentProblem: self = .badBody(problem.message, field: problem.member)
    case let problem as CSVFileError: self = .badBody(problem.message)
    case let error as ReadModelError: self.init(error)
    case let error as SignInProblem: self.init(error)
    case let error as NotaryError: self.init(error)
    case let error as PostgresError:
      guard let problem = Problem(error) else { return nil }
      self = problem
    case let error as LogError:
      guard let problem = Problem(error) else { return nil }
      self = problem
    case BookProblem.contended: self = .later
    case is CancellationError: self = .later
    case let error as HTTPError where (400..<500).contains(error.status.code):
      self.init(error.status, "bad-request", "The request cannot be taken so", error.body ?? error.status.reasonPhrase)
    default: return nil
    }
    if status == .serviceUnavailable || status == .gatewayTimeout { retryAfterSeconds = retryAfterSeconds ?? 2 }
  }

  /// The domain says no.
  init(_ refusal: Refusal) {
    if case .keyReused = refusal {
      self.init(
        .conflict, "key-reused", "The key was used before",
        "This Idempotency-Key was already used for something else. Use a new one for what is new.", field: "Idempotency-Key")
    } else {
      self.init(.unprocessableContent, refusal.rule, "The book refuses it", refusal.message, field: refusal.column)
    }
  }

  private init(_ problem: OfficeProblem) {
    switch problem.kind {
    case .refused: self.init(.unprocessableContent, "refused", "The book refuses it", problem.message, field: problem.field)
    case .malformed: self = .badBody(problem.message, field: problem.field)
    case .unknown: self = .unknown(problem.message, field: problem.field)
    }
  }

  private init(_ error: ReadModelError) {
    switch error.code {
    case .unknownName, .notFoldedYet: self = .unknown(error.message)
    case .wrongParameter, .notExplainable:
      self.init(.unprocessableContent, error.code == .notExplainable ? "not-explainable" : "bad-parameter", "A parameter cannot be so", error.message)
    case .timedOut: self.init(.gatewayTimeout, "not-yet", "The reports are not so far yet", error.message)
    case .halted, .historyChanged:
      self.init(
        .serviceUnavailable, "halted", "The reports stand still", "An event cannot be taken into the reports; who keeps this server has to look.")
    case .definitionsDiffer, .rebuildRunning, .swapRefused, .wrongDefinition:
      self.init(.serviceUnavailable, "rebuilding", "The reports are being rebuilt", "Try again in a few seconds.")
    }
  }

  private init(_ error: SignInProblem) {
    switch error {
    case .wrong: self = .stranger
    case .wait(let seconds):
      self.init(.tooManyRequests, "wait", "Too many tries", "Wait \(seconds) seconds.")
      retryAfterSeconds = seconds
    case .badName: self = .badBody("A name has 2 to 40 small letters, digits, points, hyphens and underscores.", field: "name")
    case .badPassword: self = .badBody("A password has 10 to 200 characters and is not the name.", field: "password")
    case .noRole: self = .badBody("Somebody without a role could do nothing.", field: "roles")
    case .unknown: self = .unknown("There is no such user, session, token or request.")
    case .taken: self.init(.conflict, "taken", "It is there already", "There is one of that name already.")
    case .samePerson: self.init(.forbidden, "same-person", "It takes two people", "Who asked for something cannot agree to it too.")
    case .lastAdmin: self.init(.conflict, "last-admin", "Somebody has to keep the users", "The last admin who can sign in has to stay one.")
    }
  }

  private init(_ error: NotaryError) {
    switch error.code {
    case .outOfRange: self = .unknown(error.message)
    case .notSigned: self.init(.conflict, "not-signed", "Not signed yet", error.message)
    default:
      self.init(
        .serviceUnavailable, "not-provable", "Proofs cannot be made now", "The signed log does not allow it; who keeps this server has to look.")
    }
  }

  private init?(_ error: PostgresError) {
    switch error.code {
    case .cannotConnect, .connectionLost, .poolExhausted, .cancelled: self = .later
    case .timedOut: self.init(.gatewayTimeout, "timed-out", "It takes too long", "The answer took longer than is allowed; ask for less.")
    // Values that no type of the database holds.
    case .server where error.sqlState?.hasPrefix("22") == true:
      self.init(.badRequest, "bad-parameter", "A value cannot be so", "A value is out of the range that the book can hold.")
    // A rebuild swaps tables, a database goes down or is being restarted, two get in each other's way.
    case .server where ["40", "53", "55", "57"].contains(error.sqlState.map { String($0.prefix(2)) } ?? ""): self = .later
    case .server, .unexpectedData: return nil
    }
  }

  private init?(_ error: LogError) {
    switch error.code {
    case .overloaded, .closed, .unreachable: self = .later
    case .outcomeUnknown: self.init(.serviceUnavailable, "outcome-unknown", "The outcome is not known", error.message)
    case .invalidCommit: self = .badBody(error.message)
    default: return nil
    }
  }
}

extension Refusal {
  /// Its rule in kebab-case, as the case is called: `insufficient-stock`; of an area of the domain both: `payables-same-person`.
  var rule: String {
    // Not by their descriptions, which are messages: by the names of their cases.
    func name(_ value: Any) -> String { Mirror(reflecting: value).children.first?.label ?? "refused" }
    let outer = name(self)
    let areas = ["product", "certification", "terms", "goods", "trade", "settlement", "payables", "control", "programme"]
    guard areas.contains(outer), let inner = Mirror(reflecting: self).children.first?.value else { return outer.kebab }
    return "\(outer)-\(name(inner).kebab)"
  }
}

extension String {
  /// `insufficientStock` as `insufficient-stock`.
  fileprivate var kebab: String { reduce(into: "") { $0 += $1.isUppercase ? "-" + $1.lowercased() : String($1) } }
}
