/// How well a number of this history is founded.
public enum Standing: String, Sendable {
  /// Somebody published it; the figure names who.
  case published
  /// Nobody published it: it lies between published ones.
  case interpolated
  /// Nobody published it: it is plausible, and the book needs one.
  case assumed
}
