/// Where the parts of an audit pack lie, from the pack's folder on. Those of the tree are named as C2SP tlog-tiles names them.
public enum BundlePath {
  /// How to verify each part, in plain words.
  public static let guide = "README.md"
  /// The signed note that everything in the pack is as of.
  public static let checkpoint = "checkpoint"
  /// The key that checks the note.
  public static let verifier = "verifier"
  /// Every event in leaf form: line n is position n.
  public static let events = "events.jsonl"
  /// Every commit: which events were recorded together, under which idempotency key.
  public static let commits = "commits.jsonl"
  /// Every checkpoint that was ever signed, up to the pack's.
  public static let checkpoints = "checkpoints.jsonl"
  /// The SQL that makes read models, reports and postings.
  public static let definitions = "definitions"
  /// Their names and hashes.
  public static let definitionIndex = "definitions.csv"
  /// What every report says.
  public static let reports = "reports"
  /// Their names, positions, rows and hashes.
  public static let reportIndex = "reports.csv"
  /// The journal in plain text.
  public static let journal = "journal.hledger"
  /// The payments that were drawn: each step from the payment to the batch and to the bank, one a row.
  public static let sampleTable = "sample/sample.csv"
  /// The same as a text to read.
  public static let sampleText = "sample/sample.md"
  /// SHA-256 of every other file, as `sha256sum` writes it.
  public static let sums = "SHA256SUMS"

  /// The proof of the event at a position.
  public static func proof(_ position: Int64) -> String { "sample/proofs/\(position).tlog-proof" }
}
