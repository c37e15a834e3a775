import EventLog
import Exchange
import Transparency

/// The commits of a pack, one after the other, each event held against its leaf's form; at the end the root has to be the one that was signed.
struct BundleCommits {
  private let bundle: Bundle
  private let events: LineReader
  private let commits: LineReader
  private var tree = Frontier()

  init(_ bundle: Bundle) throws(BundleProblem) {
    self.bundle = bundle
    events = try LineReader("\(bundle.path)/\(BundlePath.events)")
    commits = try LineReader("\(bundle.path)/\(BundlePath.commits)")
  }

  /// Events that were read.
  var size: Int64 { tree.size }

  /// The next commit; nil after the last.
  /// - Throws: `BundleProblem` for whatever is not as it was signed, so that nothing of it is kept.
  mutating func next() throws(BundleProblem) -> ReadyCommit? {
    guard let text = try commits.next() else {
      try requireEnd()
      return nil
    }
    let line: CommitLine
    do throws(BundleProblem) { line = try CommitLine(parsing: text) } catch {
      throw BundleProblem("\(bundle.path)/\(BundlePath.commits), line \(commits.count): \(error.message). Nothing was recorded")
    }
    guard line.firstPosition == tree.size + 1, line.events <= bundle.checkpoint.size - tree.size else {
      throw BundleProblem(
        "\(bundle.path)/\(BundlePath.commits), line \(commits.count), is about other events than those that are due. Nothing was recorded")
    }
    var recorded: [RecordedEvent] = []
    for _ in 0..<line.events { recorded.append(try nextEvent()) }
    return ReadyCommit(key: line.key, fingerprint: line.fingerprint, events: recorded)
  }

  private mutating func nextEvent() throws(BundleProblem) -> RecordedEvent {
    guard let line = try events.next() else {
      throw BundleProblem("\(bundle.path)/\(BundlePath.events) ends before position \(tree.size + 1). Nothing was recorded")
    }
    let (bytes, place) = (Array(line), "\(bundle.path)/\(BundlePath.events), line \(events.count)")
    let leaf: EventLeaf
    do throws(LeafProblem) { leaf = try EventLeaf(parsing: bytes) } catch {
      throw BundleProblem("\(place), is no event in leaf form: \(error.message). Nothing was recorded")
    }
    guard leaf.position == tree.size + 1 else { throw BundleProblem("\(place), is position \(leaf.position). Nothing was recorded") }
    tree.append(TreeHash.leaf(bytes))
    return RecordedEvent(
      position: leaf.position, version: leaf.version, schema: leaf.schema, occurredOn: leaf.occurredOn, recordedAt: leaf.recordedAt,
      stream: leaf.stream, type: leaf.type, actor: leaf.actor, payload: leaf.payload)
  }

  private func requireEnd() throws(BundleProblem) {
    guard try events.next() == nil, tree.size == bundle.checkpoint.size else {
      throw BundleProblem(
        "The pack has not the \(bundle.checkpoint.size) events that were signed: \(BundlePath.commits) accounts for \(tree.size). Nothing was recorded"
      )
    }
    guard tree.root == bundle.checkpoint.root else {
      throw BundleProblem(
        "The events are not those that “\(bundle.key.name)” signed: their root is \(tree.root), not \(bundle.checkpoint.root). Nothing was recorded")
    }
  }
}
