/// Something in a log that cannot come about by appending: somebody changed the tables, or a backup was put together wrongly.
public struct LogFlaw: Sendable, Hashable, CustomStringConvertible {
  /// Where it is: the first bad position of its kind.
  public var position: Int64
  /// What is wrong there, in a sentence.
  public var finding: String

  /// A flaw from its parts.
  public init(position: Int64, finding: String) {
    self.position = position
    self.finding = finding
  }

  /// Position and finding.
  public var description: String { "Position \(position): \(finding)" }
}
