import EventLog
public import Exchange
public import Ledger
import Notary
public import Postgres

/// Writes what happened to a book's goods as an EPCIS 2.0 document.
public struct EPCISExport: Sendable {
  /// Which facts are wanted.
  public struct Request: Sendable, Hashable {
    /// Only what concerns these batches: their own history, the sales that drew from them, and the dispatches and counts that moved or corrected them.
    public var batches: [BatchCode] = []
    /// Only facts of these business days.
    public var from: CalendarDate?, to: CalendarDate?

    /// Everything.
    public init() {}

    func includes(_ day: Int32) -> Bool { day >= from?.daysSince1970 ?? .min && day <= to?.daysSince1970 ?? .max }
  }

  /// What was written.
  public struct Summary: Sendable, Hashable {
    /// How many facts, as of which position.
    public var facts: Int, asOfPosition: Int64
  }

  /// Facts are read and written in pages of so many events.
  static let page = 1_000

  private let options: ConnectionOptions
  private let book: String
  private let names: EPCISNames?

  /// An export of the book that is the options' search path; any of its roles may.
  /// - Parameters:
  ///   - book: the book's name.
  ///   - names: how things are called; nil for URNs of the book and its log's identity.
  public init(options: ConnectionOptions, book: String, names: EPCISNames? = nil) { (self.options, self.book, self.names) = (options, book, names) }

  /// Writes the document piece by piece. For a whole book memory stays bounded whatever the log's length; for named batches their events are held.
  /// - Parameters:
  ///   - progress: told the positions done and to do.
  ///   - write: takes UTF-8 text, in order, from one thread at a time.
  /// - Throws: what `write` throws; `BundleProblem` for a batch the book does not know; `EPCISProblem`, `PostgresError`.
  public func write(
    _ request: Request = Request(), progress: @escaping @Sendable (_ done: Int64, _ total: Int64) -> Void = { _, _ in },
    to write: @escaping @Sendable (String) throws -> Void
  ) async throws -> Summary {
    let (book, names) = (book, names)
    return try await withSession(options) { session in
      let head = try session.head()
      let catalogue = try EPCISCatalogue(session, through: head.position)
      let chosen = try names ?? EPCISNames(authority: "\(book)-\(session.logIdentity().shortName)")
      let writer = EPCISWriter(names: chosen, units: catalogue.units) { catalogue.certificate(of: $0, on: $1) }
      let source = EPCISFactSource(session: session, size: head.position, request: request)
      try write(writer.head(asOf: head.position, recordedAt: head.recordedAt, master: catalogue.master(of: source.products())))
      var facts = 0
      try source.forEachPage(progress: progress) { page in
        var text = ""
        for (fact, sale) in page {
          text += try writer.text(of: fact, sale: sale, isFirst: facts == 0)
          facts += 1
        }
        try write(text)
      }
      try write(writer.tail)
      return Summary(facts: facts, asOfPosition: head.position)
    }
  }
}
