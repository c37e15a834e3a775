/// The sizes of one round trip. Beyond a few hundred events a larger batch gains little and makes everybody in it wait longer.
public struct BatchLimits: Sendable, Hashable {
  /// Commits in a batch.
  public var commitsMax = 1_000
  /// Events in a batch; a single commit may have more.
  public var eventsMax = 4_000
  /// Bytes in a batch; a single commit may have more.
  public var bytesMax = 4 << 20

  /// The defaults.
  public init() {}

  /// Whether another commit, or several, still fit after those counted so far. The first always does.
  func fits(_ more: BatchCost, after so: BatchCost) -> Bool {
    so.commits == 0 || (so.commits + more.commits <= commitsMax && so.events + more.events <= eventsMax && so.bytes + more.bytes <= bytesMax)
  }

  /// Cuts a long list into batches, in order. O(size).
  func slices(of commits: [Commit]) -> [[Commit]] {
    var slices: [[Commit]] = []
    var current: [Commit] = []
    var cost = BatchCost()
    for commit in commits {
      let more = BatchCost(commit)
      if !fits(more, after: cost) {
        slices.append(current)
        current = []
        cost = BatchCost()
      }
      current.append(commit)
      cost += more
    }
    return current.isEmpty ? slices : slices + [current]
  }
}

/// What commits cost a queue or a batch.
struct BatchCost: Sendable, Hashable {
  var commits = 0
  var events = 0
  var bytes = 0

  init() {}

  init(_ commit: Commit) {
    commits = 1
    events = commit.events.count
    bytes = commit.bytes
  }

  init(_ all: [Commit]) {
    for commit in all { self += BatchCost(commit) }
  }

  static func += (left: inout BatchCost, right: BatchCost) {
    left.commits += right.commits
    left.events += right.events
    left.bytes += right.bytes
  }

  static func -= (left: inout BatchCost, right: BatchCost) {
    left.commits -= right.commits
    left.events -= right.events
    left.bytes -= right.bytes
  }
}
