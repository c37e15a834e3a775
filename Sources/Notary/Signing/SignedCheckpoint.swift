public import Transparency

/// What the notary signed.
public struct SignedCheckpoint: Sendable, Hashable {
  /// Origin, size and root.
  public var checkpoint: Checkpoint
  /// The same as a signed note, ready to be shown, kept and sent (C2SP signed-note).
  public var note: String

  /// A signed checkpoint from its parts.
  public init(checkpoint: Checkpoint, note: String) {
    self.checkpoint = checkpoint
    self.note = note
  }
}
