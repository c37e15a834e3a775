public import Exchange

/// What an import came to, as it is told at the end.
public struct ImportSummary {
  /// Whether nothing was to be recorded.
  public let isDryRun: Bool
  /// Whether everything was taken back because of a bad row.
  public var isDiscarded = false
  private var table = TextTable([
    .init("file"), .init("taken", isNumber: true), .init("unchanged", isNumber: true), .init("rejected", isNumber: true),
    .init("events", isNumber: true),
  ])
  /// All files' verdicts.
  public private(set) var total = ImportVerdicts()
  /// New events of all files.
  public private(set) var events = 0
  private var rejects: [String] = []
  private let started = ContinuousClock.now

  /// No files yet.
  public init(isDryRun: Bool) { self.isDryRun = isDryRun }

  /// Whether every row was good.
  public var isClean: Bool { total.rejected == 0 }

  /// Adds what became of a file.
  public mutating func add(_ name: String, _ result: FileImport.Result) {
    let verdicts = result.verdicts
    table.add([name, Self.count(verdicts.taken), Self.count(verdicts.unchanged), Self.count(verdicts.rejected), Self.count(result.events)])
    total += verdicts
    events += result.events
    if let path = result.rejectsPath { rejects.append(path) }
  }

  /// A table of the files, notes, and a sentence.
  public var text: String {
    var lines = [table.text()]
    lines += total.notes
    if total.notesLeftOut > 0 { lines.append("… \(total.notesLeftOut) more notes") }
    lines += rejects.map { "Rejected rows and why: \($0)" }
    let seconds = started.duration(to: .now) / .seconds(1)
    // The rate of a few rows is the rate of starting up.
    let rate = total.rows >= 10_000 ? ", \(Self.count(Int(Double(total.rows) / seconds))) rows a second" : ""
    let rows = "\(Self.count(total.rows)) rows"
    if isDryRun {
      lines.append("Dry run: \(rows) judged, nothing recorded\(rate).")
    } else if isDiscarded {
      lines.append("Nothing was recorded, because \(Self.count(total.rejected)) of \(rows) are bad and all or nothing was asked for.")
    } else {
      lines.append("\(rows), \(Self.count(events)) new \(events == 1 ? "event" : "events")\(rate).")
    }
    return lines.joined(separator: "\n")
  }

  private static func count(_ number: Int) -> String { NumberText.money(minor: Int64(number), decimals: 0) }
}
