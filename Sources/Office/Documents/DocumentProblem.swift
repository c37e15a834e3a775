/// What is wrong with a document, and with which member of it.
public struct DocumentProblem: Error, Sendable, Equatable, CustomStringConvertible {
  /// What is wrong and what to write instead, with the name of the member where there is one.
  public let message: String
  /// The member, or the column of the spreadsheet the document could stand in; nil when the document as a whole is at fault. Of a member inside an array
  /// its own name.
  public let member: String?

  /// A problem with a member.
  public init(of member: String?, _ message: String) { (self.member, self.message) = (member, message) }

  /// The message.
  public var description: String { message }
}
