import Ledger

/// What was asked: of which report, with which parameters.
struct Question: Hashable {
  let report: String
  let parameters: ReportParameters
}

/// Which events can change the answer to a question.
enum Reach: Hashable {
  /// None: it is as of a position.
  case none
  /// Those of these months, given by their first days, without a bound on either side of all there are; and those that change one of these read models,
  /// which say how things stand and not when they came to be so.
  case months(first: CalendarDate?, last: CalendarDate?, standing: Set<String>)
  /// Any.
  case all
}

/// How far a book was when somebody looked.
struct Horizon: Hashable {
  /// The position that entries and read models reach.
  var position: Int64
  /// When a read model was last rebuilt, in microseconds since 1970: what was wrong before may be right since, at the same position.
  var rebuiltAt: Int64
}

/// What a look at a book saw.
struct Glance {
  var horizon: Horizon
  /// The last event of each month since the position `after`, by the month's first day; nil when there were too many to count.
  var after: Int64 = 0
  var months: [CalendarDate: Int64]?
  /// The last change since then of each read model without months that changed.
  var standing: [String: Int64] = [:]
  /// The years of the read models, where the months were not counted.
  var years: ClosedRange<Int>?
}

/// Answers, how long they stay true, and what they take. Pure.
///
/// An event changes only what is said about its month, so an answer about past years stays true while this year's sales come in; and who is registered
/// where changes by few events, so an answer that tells the sites of past years' producers does, too.
struct KeptAnswers {
  private struct Kept {
    let answer: ReportAnswer
    let bytes: Int
    var lastUse: UInt64
  }

  let bytesMax: Int
  private(set) var bytes = 0
  private(set) var horizon: Horizon?
  /// The years something happened in, as far as the horizon.
  private(set) var years: ClosedRange<Int>?
  /// The last event of each month after `coveredFrom`.
  private var changes: [CalendarDate: Int64] = [:]
  /// The last change after `coveredFrom` of each read model without months.
  private var standing: [String: Int64] = [:]
  private var coveredFrom: Int64 = 0
  private var kept: [Question: Kept] = [:]
  private var clock: UInt64 = 0

  init(bytesMax: Int) { self.bytesMax = bytesMax }

  var count: Int { kept.count }

  /// Takes note of how far the book is.
  mutating func learn(_ glance: Glance) {
    let seen = glance.horizon
    if let horizon, seen.rebuiltAt > horizon.rebuiltAt { forgetAll() }
    if let months = glance.months, let horizon, glance.after <= horizon.position {
      for (month, position) in months {
        changes[month] = max(changes[month] ?? 0, position)
        let year = month.components.year
        years = years.map { min($0.lowerBound, year)...max($0.upperBound, year) } ?? year...year
      }
      standing.merge(glance.standing, uniquingKeysWith: max)
    } else if seen.position > horizon?.position ?? -1 {
      (changes, standing, coveredFrom, years) = ([:], [:], seen.position, glance.years)
    }
    horizon = Horizon(position: max(seen.position, horizon?.position ?? 0), rebuiltAt: max(seen.rebuiltAt, horizon?.rebuiltAt ?? 0))
  }

  /// Whether an answer as of one position is the answer as of another too; both within the horizon.
  func holds(_ reach: Reach, from position: Int64, at later: Int64) -> Bool {
    if position >= later { return true }
    switch reach {
    case .none: return true
    case .all: return false
    case .months(let first, let last, let models):
      guard position >= coveredFrom, let horizon, later <= horizon.position else { return false }
      guard !models.contains(where: { standing[$0] ?? 0 > position }) else { return false }
      return !changes.contains { month, changed in changed > position && first.map { month >= $0 } ?? true && last.map { month <= $0 } ?? true }
    }
  }

  /// The answer that is known, as of the horizon, or of `floor` when that is all we know of.
  mutating func answer(to question: Question, _ reach: Reach, floor: Int64) -> ReportAnswer? {
    guard let entry = kept[question] else { return nil }
    let position = max(floor, horizon?.position ?? floor)
    clock += 1
    kept[question]?.lastUse = clock
    if holds(reach, from: entry.answer.asOfPosition, at: position) {
      return reach == .none ? entry.answer : entry.answer.stillTrue(at: max(position, entry.answer.asOfPosition))
    }
    return entry.answer.asOfPosition >= floor ? entry.answer : nil
  }

  /// Keeps an answer, in the place of older ones where room is short. O(answers) for each that goes.
  mutating func keep(_ answer: ReportAnswer, to question: Question) {
    let size = answer.estimatedBytes
    // One answer is not to drive out all others.
    guard size <= bytesMax / 4 else { return }
    if let old = kept[question] {
      guard old.answer.asOfPosition <= answer.asOfPosition else { return }
      forget(question)
    }
    while bytes + size > bytesMax, let oldest = kept.min(by: { $0.value.lastUse < $1.value.lastUse })?.key { forget(oldest) }
    clock += 1
    kept[question] = Kept(answer: answer, bytes: size, lastUse: clock)
    bytes += size
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
