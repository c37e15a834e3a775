package import Ledger

/// What was asked: of which report, with which parameters.
package struct Question: Hashable {
  package let report: String
  let parameters: ReportParameters

  package init(report: String, parameters: ReportParameters) { (self.report, self.parameters) = (report, parameters) }
}

/// Which events can change the answer to a question.
package enum Reach: Hashable {
  /// None: it is as of a position.
  case none
  /// Those that change one of the `standing` read models, which say how things stand and not when they came to be so; and of those of these months, given
  /// by their first days, without a bound on either side of all there are, such as change one of the `dated` read models.
  /// - dated: nil when anything of those months may count.
  case months(first: CalendarDate?, last: CalendarDate?, standing: Set<String>, dated: Set<String>?)
  /// Any.
  case all
}

/// How far a book was when somebody looked.
package struct Horizon: Hashable {
  /// The position that entries and read models reach.
  var position: Int64
  /// When a read model was last rebuilt, in microseconds since 1970: what was wrong before may be right since, at the same position.
  var rebuiltAt: Int64

  package init(position: Int64, rebuiltAt: Int64) { (self.position, self.rebuiltAt) = (position, rebuiltAt) }
}

/// What a look at a book saw.
package struct Glance {
  var horizon: Horizon
  /// The last event of each month since the position `after`, by the month's first day; nil when there were too many to count.
  var after: Int64 = 0
  var months: [CalendarDate: Int64]?
  /// The last change since then of each read model that changed; of quarters and years, what their months say.
  var models: [String: Int64] = [:]
  /// The years of the read models, where the months were not counted.
  var years: ClosedRange<Int>?

  package init(horizon: Horizon, after: Int64 = 0, months: [CalendarDate: Int64]? = nil) {
    (self.horizon, self.after, self.months) = (horizon, after, months)
  }
}

/// Answers, how long they stay true, and what they take. Pure.
///
/// An event changes only what is said about its month, so an answer about past years stays true while this year's sales come in; it changes only read models
/// that are made of its kind, so an answer about who made what does; and who is registered where changes by few events, so an answer that tells the sites of
/// past years' producers does, too.
package struct KeptAnswers {
  private struct Kept {
    let answer: ReportAnswer
    let reach: Reach
    let bytes: Int
    /// How long it took to find out, and when that was.
    let cost: Duration, madeAt: ContinuousClock.Instant
    var lastUse: UInt64
    /// When somebody last asked for it, and how often somebody has.
    var askedAt: ContinuousClock.Instant
    var asks: Int
  }

  let bytesMax: Int
  private(set) var bytes = 0
  private(set) var horizon: Horizon?
  /// The years something happened in, as far as the horizon.
  private(set) var years: ClosedRange<Int>?
  /// The last event of each month after `coveredFrom`.
  private var changes: [CalendarDate: Int64] = [:]
  /// The last change after `coveredFrom` of each read model.
  private var models: [String: Int64] = [:]
  private var coveredFrom: Int64 = 0
  private var kept: [Question: Kept] = [:]
  /// When somebody last asked for anything.
  private(set) var lastAskedAt: ContinuousClock.Instant?
  private var clock: UInt64 = 0

  package init(bytesMax: Int) { self.bytesMax = bytesMax }

  var count: Int { kept.count }

  /// Takes note of how far the book is.
  package mutating func learn(_ glance: Glance) {
    let seen = glance.horizon
    if let horizon, seen.rebuiltAt > horizon.rebuiltAt { forgetAll() }
    if let months = glance.months, let horizon, glance.after <= horizon.position {
      for (month, position) in months {
        changes[month] = max(changes[month] ?? 0, position)
        let year = month.components.year
        years = years.map { min($0.lowerBound, year)...max($0.upperBound, year) } ?? year...year
      }
      models.merge(glance.models, uniquingKeysWith: max)
    } else if seen.position > horizon?.position ?? -1 {
      (changes, models, coveredFrom, years) = ([:], [:], seen.position, glance.years)
    }
    horizon = Horizon(position: max(seen.position, horizon?.position ?? 0), rebuiltAt: max(seen.rebuiltAt, horizon?.rebuiltAt ?? 0))
  }

  /// Whether an answer as of one position is the answer as of another too; both within the horizon.
  func holds(_ reach: Reach, from position: Int64, at later: Int64) -> Bool {
    if position >= later { return true }
    switch reach {
    case .none: return true
    case .all: return false
    case .months(let first, let last, let standing, let dated):
      func hasChanged(_ model: String) -> Bool { models[model] ?? 0 > position }
      guard position >= coveredFrom, let horizon, later <= horizon.position else { return false }
      guard !standing.contains(where: hasChanged) else { return false }
      if let dated, !dated.contains(where: hasChanged) { return true }
      return !changes.contains { month, changed in changed > position && first.map { month >= $0 } ?? true && last.map { month <= $0 } ?? true }
    }
  }

  /// The answer that is known, as of the horizon, or of `floor` when that is all we know of.
  /// - Parameter isAsked: whether somebody waits for it.
  package mutating func answer(to question: Question, _ reach: Reach, floor: Int64, isAsked: Bool = true) -> ReportAnswer? {
    if isAsked { lastAskedAt = .now }
    guard let entry = kept[question] else { return nil }
    let position = max(floor, horizon?.position ?? floor)
    clock += 1
    if isAsked {
      kept[question]?.lastUse = clock
      kept[question]?.askedAt = .now
      kept[question]?.asks += 1
    }
    if holds(reach, from: entry.answer.asOfPosition, at: position) {
      return reach == .none ? entry.answer : entry.answer.stillTrue(at: max(position, entry.answer.asOfPosition))
    }
    return entry.answer.asOfPosition >= floor ? entry.answer : nil
  }

  /// Keeps an answer, in the place of older ones where room is short. O(answers) for each that goes.
  /// - Parameters:
  ///   - cost: how long it took to find out.
  ///   - isAsked: whether somebody waits for it; else it stays as long as it would have without being made anew.
  package mutating func keep(_ answer: ReportAnswer, to question: Question, _ reach: Reach, cost: Duration, isAsked: Bool = true) {
    let size = answer.estimatedBytes
    // One answer is not to drive out all others.
    guard size <= bytesMax / 4 else { return }
    let old = kept[question]
    if let old {
      guard old.answer.asOfPosition <= answer.asOfPosition else { return }
      forget(question)
    }
    while bytes + size > bytesMax, let oldest = kept.min(by: { $0.value.lastUse < $1.value.lastUse })?.key { forget(oldest) }
    clock += 1
    let now = ContinuousClock.now
    let (lastUse, askedAt) = isAsked ? (clock, now) : (old?.lastUse ?? clock, old?.askedAt ?? now)
    let asks = old?.asks ?? 1
    kept[question] = Kept(answer: answer, reach: reach, bytes: size, cost: cost, madeAt: now, lastUse: lastUse, askedAt: askedAt, asks: asks)
    bytes += size
  }

  /// The answer that the book has overtaken and that people would probably wait for longest, all together: by its cost and how often it was asked for. Nil
  /// when nothing needs to be made anew.
  ///
  /// Each at most a fifth of the time, however fast the book moves on.
  /// - Parameters:
  ///   - cost: what is found out sooner may as well wait until it is asked for.
  ///   - asked: how long ago it was asked for at most.
  package func overtaken(costing cost: Duration, asked: Duration, now: ContinuousClock.Instant) -> Question? {
    guard let position = horizon?.position else { return nil }
    return kept.filter { _, entry in
      entry.cost >= cost && entry.askedAt + asked >= now && entry.madeAt + entry.cost * 5 <= now
        && !holds(entry.reach, from: entry.answer.asOfPosition, at: position)
    }.max { $0.value.cost * $0.value.asks < $1.value.cost * $1.value.asks }?.key
  }

  private mutating func forget(_ question: Question) { bytes -= kept.removeValue(forKey: question)?.bytes ?? 0 }

  private mutating func forgetAll() { (kept, bytes) = ([:], 0) }
}

extension ReportAnswer {
  /// The same answer as of a later position, up to which nothing happened that it speaks of.
  func stillTrue(at position: Int64) -> ReportAnswer {
    ReportAnswer(asOfPosition: position, title: title, columns: columns, rows: rows, hasMore: hasMore)
  }

  /// About what it takes in memory; O(cells).
  var estimatedBytes: Int {
    rows.reduce(256) { sum, row in
      sum + 40
        + row.reduce(0) { sum, cell in
          switch cell {
          case .text(let text), .decimal(let text): sum + MemoryLayout<Cell>.stride + (text.utf8.count > 15 ? text.utf8.count + 32 : 0)
          case .null, .int64: sum + MemoryLayout<Cell>.stride
          }
        }
    }
  }
}
