/// What an import made of its rows. Sums of several files add up with `+=`.
public struct ImportVerdicts: Sendable, Equatable, CustomStringConvertible {
  /// Rows that were new and were recorded.
  public private(set) var taken = 0
  /// Rows that the book already had, word for word.
  public private(set) var unchanged = 0
  /// Rows that were refused; they stand in the rejects file.
  public private(set) var rejected = 0
  /// Things to know, at most `notesMax` of them.
  public private(set) var notes: [String] = []
  /// Notes beyond that.
  public private(set) var notesLeftOut = 0

  /// Notes that are kept.
  public static let notesMax = 100

  /// No rows yet.
  public init() {}

  /// Rows of any verdict.
  public var rows: Int { taken + unchanged + rejected }

  /// Counts rows as recorded.
  public mutating func take(_ count: Int = 1) { taken += count }
  /// Counts rows as already there.
  public mutating func leave(_ count: Int = 1) { unchanged += count }
  /// Counts rows as refused.
  public mutating func reject(_ count: Int = 1) { rejected += count }

  /// Keeps a note, or counts it when there are too many.
  public mutating func note(_ text: String) {
    if notes.count < Self.notesMax { notes.append(text) } else { notesLeftOut += 1 }
  }

  /// Adds another file's verdicts.
  public static func += (sum: inout ImportVerdicts, other: ImportVerdicts) {
    sum.taken += other.taken
    sum.unchanged += other.unchanged
    sum.rejected += other.rejected
    for note in other.notes { sum.note(note) }
    sum.notesLeftOut += other.notesLeftOut
  }

  /// `12 taken, 3 unchanged, 1 rejected`.
  public var description: String { "\(taken) taken, \(unchanged) unchanged, \(rejected) rejected" }
}
