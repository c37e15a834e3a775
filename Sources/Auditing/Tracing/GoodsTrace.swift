import EventLog
public import Ledger
public import Postgres

/// Where goods came from and what became of them and of their money: from raw material to the bank line and to the producers, or back from any of these.
public struct GoodsTrace: Sendable, Hashable {
  /// What is traced.
  public enum Subject: Sendable, Hashable {
    /// Goods made together.
    case batch(BatchCode)
    /// Goods sold.
    case sale(SaleCode)
    /// Money a channel paid.
    case payout(PayoutCode)

    /// One word for what it is.
    public var kind: String {
      switch self {
      case .batch: "batch"
      case .sale: "sale"
      case .payout: "payout"
      }
    }

    /// Its code.
    public var code: String {
      switch self {
      case .batch(let code): code.text
      case .sale(let code): code.text
      case .payout(let code): code.text
      }
    }
  }

  /// What was traced, as of which position.
  public let subject: Subject, asOfPosition: Int64
  /// All steps: goods, sales, the channels' money, the producers'. Each is an event of the log.
  public let steps: [TraceStep]
  /// How many sales it has, and how many of them were followed.
  public let sales: Int, followed: Int

  /// How many sales are followed at most, unless asked otherwise: a trace is for a person to read.
  public static let salesMax = 200

  /// Traces a thing through its streams, in one snapshot.
  /// - Parameters:
  ///   - options: of the book's reader; its entries have to be folded.
  ///   - salesMax: more sales are counted and not followed.
  /// - Returns: nil when the book knows no such thing.
  /// - Throws: `BundleProblem` when the log is damaged, `PayloadProblem`, `PostgresError`.
  public static func of(_ subject: Subject, options: ConnectionOptions, salesMax: Int = salesMax) async throws -> GoodsTrace? {
    try await withSession(options) { session in
      try session.transaction(.readOnlySnapshot) {
        let end = try session.query("SELECT position FROM checkpoint").first.map { try $0.int64(0) } ?? 0
        var tracer = GoodsTracer(TraceSource(session: session, size: end), salesMax: salesMax)
        return try tracer.trace(subject)
      }
    }
  }

  /// Which of the three a code names in this book; several when it names several things.
  public static func subjects(of code: String, options: ConnectionOptions) async throws -> [Subject] {
    try await withSession(options) { session in
      let candidates: [(stream: StreamName?, subject: Subject?)] = [
        (BatchCode(checking: code).map { .batch($0) }, BatchCode(checking: code).map { .batch($0) }),
        (SaleCode(checking: code).map { .sale($0) }, SaleCode(checking: code).map { .sale($0) }),
        (PayoutCode(checking: code).map { .bank($0) }, PayoutCode(checking: code).map { .payout($0) }),
      ]
      let versions = try session.lastVersions(ofStreams: candidates.compactMap { $0.stream?.text })
      return candidates.compactMap { candidate in candidate.stream.flatMap { versions[$0.text] } == nil ? nil : candidate.subject }
    }
  }
}
