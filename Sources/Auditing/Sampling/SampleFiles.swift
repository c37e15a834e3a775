import EventLog
import Exchange
import Notary
import Postgres
import Transparency

/// Writes what was drawn: a table, a text, and a proof of every event in them.
struct SampleFiles {
  let folder: NewFolder
  let checkpoint: StoredCheckpoint

  func write(_ sample: SampleDraw, seed: String, _ session: Session) throws {
    var tracer = Tracer(session, size: checkpoint.size, seed: seed)
    let table = try folder.file(BundlePath.sampleTable)
    try table.write(SampleTable.header)
    let text = try folder.file(BundlePath.sampleText)
    try text.write(SampleText.head(payments: sample.candidates, drawn: sample.drawn.count, seed: seed))
    var proved: Set<Int64> = []
    for (index, drawn) in sample.drawn.enumerated() {
      let trace = try tracer.trace(drawn, number: index + 1)
      for line in SampleTable.lines(trace) { try table.write(line) }
      try text.write(SampleText.text(trace))
      for position in trace.positions.subtracting(proved).sorted() { try prove(position, session) }
      proved.formUnion(trace.positions)
    }
    try folder.end(table, BundlePath.sampleTable)
    try folder.end(text, BundlePath.sampleText)
  }

  /// From the tiles that were written, so that the proof is of the pack, not of the database.
  private func prove(_ position: Int64, _ session: Session) throws {
    let path = try TreeProver(size: checkpoint.size, reader: FolderTiles(path: folder.path)).inclusion(of: position - 1)
    guard let event = try session.events(after: position - 1, limit: 1).first else { return }
    let leaf = try EventLeaf(event).bytes()
    guard
      TreeProof.verifyInclusion(
        leaf: TreeHash.leaf(leaf), index: position - 1, size: checkpoint.size, path: path, root: checkpoint.root)
    else { throw BundleProblem("The event at position \(position) is not the one that was signed. Type: esep verify") }
    let proof = LoggedProof(extra: leaf, index: position - 1, path: path, checkpoint: checkpoint.note)
    try folder.write(BundlePath.proof(position), proof.serialized)
  }
}

extension EventLeaf {
  init(_ event: RecordedEvent) {
    self.init(
      position: event.position, version: event.version, schema: event.schema, occurredOn: event.occurredOn, recordedAt: event.recordedAt,
      stream: event.stream, type: event.type, actor: event.actor, payload: event.payload)
  }
}
