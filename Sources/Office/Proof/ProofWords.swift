import Exchange
import Ledger
public import Transparency

/// What a proof is about, in words for people.
public enum ProofWords {
  /// An event as a person reads it: what, when, by whom, and its payload member by member.
  public static func told(_ leaf: EventLeaf) -> String {
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
  public static func told(_ checkpoint: Checkpoint) -> String {
    "Signed by \(plain(checkpoint.origin)) with \(checkpoint.size) event\(checkpoint.size == 1 ? "" : "s") in all, root \(checkpoint.root)."
  }

  /// Without control characters: a proof comes from anywhere, and must not speak to the terminal.
  private static func plain(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { $0.properties.generalCategory == .control ? "\u{FFFD}" : $0 }))
  }

  /// A moment in seconds since 1970, UTC.
  public static func time(seconds: Int64) -> String { String(time(microseconds: seconds * 1_000_000).dropLast(11)) + " UTC" }

  /// A moment in microseconds since 1970, UTC.
  public static func time(microseconds: Int64) -> String {
    TimeText.utc(microseconds).replacing("T", with: " ").replacing("Z", with: " UTC")
  }

  /// What is wrong with a proof, without the name of a type.
  public static func message(_ error: any Error) -> String { "\(error)" }
}
