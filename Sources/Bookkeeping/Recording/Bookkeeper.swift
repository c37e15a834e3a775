import EventLog
import Ledger

/// Records what people ask: reads what a command depends on, decides it, appends the facts, and tries again when others were faster.
///
/// Commands are taken in rounds. While one round is being appended the next is already decided, on the assumption that the
/// first will be accepted and nobody else writes; when that does not hold, everything is read again and decided anew. A round is
/// appended up to the first command that the log refuses, and what follows is decided anew as well. So the order of commands is the
/// order of events, no command ever sees a book without those before it, and each sees what others had recorded before it was handed in.
public actor Bookkeeper {
  /// How often a command is decided anew when others change what it depends on, before it is given up. Two who take turns at being
  /// faster lose half of their attempts; thirty in a row are one in a thousand million.
  public static let attemptLimit = 30

  let log: any WritableLog
  let book: Currency
  let author: String
  let salt: @Sendable (ProducerCode) -> [UInt8]

  var cache = BookCache()
  /// What payloads and fingerprints are written with.
  var writer = CanonicalWriter()
  /// The position up to which the cache knows the log; nil when nothing has been read.
  var validThrough: Int64?
  /// What the log keeps beside its events, as far as the round at hand asks for it.
  var register = Register()
  var inFlight: (round: Round, outcomes: Task<[Outcome], any Error>)?
  var settled: [Verdict] = []

  private var isBusy = false
  private var waiting: [CheckedContinuation<Void, Never>] = []

  /// A bookkeeper of one book.
  /// - Parameters:
  ///   - book: the currency the book is kept in.
  ///   - author: who is recorded as having entered things; no personal data, a user's or program's name. An instruction may say otherwise.
  ///   - salt: thirty-two unguessable bytes for each person; only a replayed example history brings its own.
  public init(log: any WritableLog, book: Currency = .kgs, author: String, salt: (@Sendable (ProducerCode) -> [UInt8])? = nil) {
    (self.log, self.book, self.author) = (log, book, author)
    self.salt = salt ?? { _ in Commitment.randomSalt() }
  }

  /// Records one round and waits until it is durable.
  /// - Returns: a verdict for each instruction, in order; before them those of rounds handed in earlier and not returned yet.
  /// - Throws: when the log cannot be reached or read, or `BookProblem.contended`. Part of it may be recorded: hand it in again,
  ///   what the book has already is not recorded twice.
  public func record(_ instructions: [Instruction]) async throws -> [Verdict] {
    try await alone {
      try await settle()
      try await launch(instructions)
      try await settle()
    }
  }

  /// Hands in a round and returns as soon as it is decided and on its way.
  /// - Returns: the verdicts of rounds that have become durable meanwhile, in the order of their instructions.
  /// - Throws: as `record(_:)`, also for the round before, whose verdicts are lost then.
  public func submit(_ instructions: [Instruction]) async throws -> [Verdict] {
    try await alone { try await launch(instructions) }
  }

  /// Waits until everything handed in is durable.
  /// - Returns: the verdicts not returned before.
  /// - Throws: as `submit(_:)`.
  public func finish() async throws -> [Verdict] {
    try await alone { try await settle() }
  }

  // MARK: One at a time

  /// Runs one call's work while the others wait. After a failure nothing is believed that is not read from the log.
  private func alone(_ work: () async throws -> Void) async throws -> [Verdict] {
    await enter()
    defer { leave() }
    defer { settled = [] }
    do { try await work() } catch {
      forget()
      throw error
    }
    return settled
  }

  private func enter() async {
    if !isBusy {
      isBusy = true
      return
    }
    await withCheckedContinuation { waiting.append($0) }
  }

  private func leave() {
    if waiting.isEmpty { isBusy = false } else { waiting.removeFirst().resume() }
  }
}
