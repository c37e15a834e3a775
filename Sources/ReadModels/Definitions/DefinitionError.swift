/// A file of SQL does not say what a read model or a report has to say.
public struct DefinitionError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file's path.
  public let file: String
  /// The line, from 1.
  public let line: Int
  /// What is wrong and what would be right, in a sentence.
  public let message: String

  /// `file:line: message`, as compilers write it.
  public var description: String { "\(file):\(line): \(message)" }
}
