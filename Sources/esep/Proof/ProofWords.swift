import Ledger
import Transparency

/// What a proof is about, in words for people.
enum ProofWords {
  /// An event as a person reads it: what, when, by whom, and its payload member by member.
  static func told(_ leaf: EventLeaf) -> String {
    """
    position     \(leaf.position)
    type         \(plain(leaf.type))
    stream       \(plain(leaf.stream)), version \(leaf.version)
    date         \(CalendarDate(daysSince1970: leaf.occurredOn))
    recorded at  \(time(microseconds: leaf.recordedAt))
    by           \(plain(leaf.actor))
    payload      (schema \(leaf.schema))
    \(PrettyJSON.text(leaf.payload, indentation: "  "))

    """
  }

  /// Who signed how much.
  static func told(_ checkpoint: Checkpoint) -> String {
    "Signed by \(plain(checkpoint.origin)) with \(checkpoint.size) event\(checkpoint.size == 1 ? "" : "s") in all, root \(checkpoint.root)."
  }

  /// Without control characters: a proof comes from anywhere, and must not speak to the terminal.
  private static func plain(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { $0.properties.generalCategory == .control ? "\u{FFFD}" : $0 }))
  }

  /// A moment in seconds since 1970, UTC.
  static func time(seconds: Int64) -> String { String(time(microseconds: seconds * 1_000_000).dropLast(11)) + " UTC" }

  /// A moment in microseconds since 1970, UTC.
  static func time(microseconds: Int64) -> String {
    let (days, rest) = (Int32(clamping: floorDivided(microseconds, 86_400_000_000)), floorRest(microseconds, 86_400_000_000))
    let seconds = rest / 1_000_000
    func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let fraction = String(String(1_000_000 + rest % 1_000_000).dropFirst())
    return "\(CalendarDate(daysSince1970: days)) \(two(seconds / 3_600)):\(two(seconds / 60 % 60)):\(two(seconds % 60)).\(fraction) UTC"
  }

  /// What is wrong with a proof, without the name of a type.
  static func message(_ error: any Error) -> String { "\(error)" }

  private static func floorDivided(_ value: Int64, _ by: Int64) -> Int64 { value >= 0 ? value / by : (value - by + 1) / by }

  private static func floorRest(_ value: Int64, _ by: Int64) -> Int64 { value - floorDivided(value, by) * by }
}
