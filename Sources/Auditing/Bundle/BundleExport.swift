import EventLog
public import Exchange
public import Notary
public import Postgres
public import ReadModels
public import Transparency

/// Writes an audit pack: one folder by which an outsider checks a book with no Esep at hand, all of it as of one signed checkpoint.
///
/// The events are read once, and everything that is hashed, drawn and listed comes from that reading; memory stays bounded whatever the log's length.
public struct BundleExport: Sendable {
  /// A part that is being written.
  public enum Part: String, Sendable, Hashable, CaseIterable {
    case events, commits, reports, journal, sample
  }

  /// What was written.
  public struct Summary: Sendable, Hashable {
    /// How many events, reports and payments drawn of so many.
    public var events: Int64, reports: Int, drawn: Int, payments: Int64
    /// What the payments were drawn by.
    public var seed: String
  }

  private let options: ConnectionOptions
  private let catalogue: Catalogue
  private let checkpoint: StoredCheckpoint
  private let key: VerifierKey

  /// A pack of the book that is the options' search path.
  /// - Parameters:
  ///   - options: of the book's reader.
  ///   - catalogue: the definitions its read models were made with; they have to be folded up to the checkpoint at least.
  ///   - checkpoint: what was signed, newest or not.
  ///   - key: who signed it.
  public init(options: ConnectionOptions, catalogue: Catalogue, checkpoint: StoredCheckpoint, key: VerifierKey) {
    (self.options, self.catalogue, self.checkpoint, self.key) = (options, catalogue, checkpoint, key)
  }

  /// Fills the folder.
  /// - Parameter progress: told which part is written, and how much of it is done.
  /// - Throws: `BundleProblem` when the events are not those that were signed, or the disk is full; `ReadModelError`; `PostgresError`. What was
  ///   written until then stays, without `SHA256SUMS`.
  public func write(
    to folder: NewFolder, sample request: SampleRequest, progress: @escaping @Sendable (Part, _ done: Int64, _ total: Int64) -> Void
  ) async throws -> Summary {
    let checkpoint = checkpoint
    let seed = request.seed ?? Hexadecimal.text(of: checkpoint.root.bytes.prefix(8))
    let sample = try await withSession(options) { session in
      let sample = try Self.writeEvents(session, checkpoint, folder, SampleDraw(seed: seed, count: request.count)) { progress(.events, $0, $1) }
      progress(.commits, 0, 1)
      try Self.write(BundlePath.commits, folder) { try session.writeCommits(through: checkpoint.size, to: $0) }
      try Self.write(BundlePath.checkpoints, folder) { try session.writeCheckpoints(through: checkpoint.size, to: $0) }
      progress(.sample, 0, 1)
      try SampleFiles(folder: folder, checkpoint: checkpoint).write(sample, seed: seed, session)
      return sample
    }
    try writeDefinitions(folder)
    try await writeReports(folder) { progress($0, $1, $2) }
    try folder.write(BundlePath.checkpoint, checkpoint.note)
    try folder.write(BundlePath.verifier, key.text + "\n")
    let guide = BundleGuide(
      key: key.text, origin: key.name, events: checkpoint.size, root: checkpoint.root.base64, signedAt: TimeText.utc(checkpoint.signedAt))
    try folder.write(BundlePath.guide, guide.text)
    try folder.seal()
    return Summary(
      events: checkpoint.size, reports: catalogue.reports.count, drawn: sample.drawn.count, payments: sample.candidates, seed: seed)
  }

  /// Events and tree in one reading; the payments are drawn on the way.
  private static func writeEvents(
    _ session: Session, _ checkpoint: StoredCheckpoint, _ folder: NewFolder, _ draw: SampleDraw, progress: (Int64, Int64) -> Void
  ) throws -> SampleDraw {
    var (tree, draw) = (TreeFiles(folder), draw)
    let payment = Array("ProducerPaid".utf8)
    try write(BundlePath.events, folder) { file in
      try session.forEachLeaf(through: checkpoint.size, progress: progress) { event, leaf in
        try file.write(leaf, isLine: true)
        try tree.append(TreeHash.leaf(leaf))
        if event.type.elementsEqual(payment) { draw.take(event.position) }
      }
    }
    try tree.finish()
    try checkpoint.requireRoot(tree.root)
    return draw
  }

  private func writeDefinitions(_ folder: NewFolder) throws {
    var index = CSVText.line(["kind", "name", "file", "sha256"])
    for file in catalogue.files {
      let path = "\(BundlePath.definitions)/\(file.file)"
      try folder.write(path, file.text)
      index += CSVText.line([file.kind.rawValue, file.name, path, file.hash])
    }
    try folder.write(BundlePath.definitionIndex, index)
  }

  private func writeReports(_ folder: NewFolder, progress: @escaping @Sendable (Part, Int64, Int64) -> Void) async throws {
    let (catalogue, size) = (catalogue, checkpoint.size)
    try await withPool(options, size: 2) { pool in
      let files = ReportFiles(pool: pool, catalogue: catalogue, position: size)
      var index = CSVText.line(["report", "title", "file", "as_of_position", "rows", "sha256"])
      for (number, report) in catalogue.reports.enumerated() {
        progress(.reports, Int64(number), Int64(catalogue.reports.count))
        let path = "\(BundlePath.reports)/\(report.name).csv"
        let written = try await files.write(report, to: try folder.file(path)) { try folder.end($0, path) }
        index += CSVText.line([report.name, report.title, path, String(size), String(written.rows), written.sha256])
      }
      try folder.write(BundlePath.reportIndex, index)
      progress(.journal, 0, 1)
      var parameters = ReportParameters()
      parameters.atPosition = size
      let journal = try folder.file(BundlePath.journal)
      _ = try await JournalExport(reporter: Reporter(pool: pool, catalogue: catalogue)).write(parameters: parameters) { try journal.write($0) }
      try folder.end(journal, BundlePath.journal)
    }
  }

  private static func write(_ name: String, _ folder: NewFolder, _ body: (HashedFile) throws -> Void) throws {
    let file = try folder.file(name)
    try body(file)
    try folder.end(file, name)
  }
}
