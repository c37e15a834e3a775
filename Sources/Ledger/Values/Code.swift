/// The name people give a thing on paper (`KB-2024-0113`): what it names is part of its type, so a batch is never taken for a producer.
public struct Code<Named>: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The code as written, 1…64 characters, no blanks around it, no control characters, no combining marks.
  public let text: String

  /// The longest code, in characters.
  public static var largestLength: Int { 64 }

  /// A code that has been checked before (read from the log, or written in a test).
  /// - Precondition: it is one: `Code.problem(in:)` is nil.
  public init(_ text: String) {
    if let problem = Self.problem(in: text) { preconditionFailure("'\(text)' is no code: it \(problem)") }
    self.text = text
  }

  /// Checks what a person typed; nil when it cannot be a code.
  public init?(checking text: String) {
    guard Self.problem(in: text) == nil else { return nil }
    self.text = text
  }

  /// What keeps a text from being a code, as the end of a sentence that begins with "it"; nil when nothing does.
  ///
  /// Combining marks are refused because two spellings of one letter look alike to people and differ to the database.
  public static func problem(in text: String) -> String? {
    if text.isEmpty { return "is empty" }
    // The common case by bytes: printable ASCII without a blank at either end.
    let isPlain = text.utf8.withContiguousStorageIfAvailable { bytes in
      bytes.count <= largestLength && bytes.allSatisfy { $0 > 0x20 && $0 < 0x7F }
    }
    if isPlain == true { return nil }
    // Counted in code points: one "character" of Swift may be of any length.
    if text.unicodeScalars.count > largestLength { return "is longer than \(largestLength) characters" }
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control: return "holds a control character"
      case .nonspacingMark, .spacingMark, .enclosingMark: return "holds a combining mark; type the letter as one character"
      default: if Self.hasAnotherSpelling(scalar) { return "holds '\(scalar)', which has another spelling; type the usual letter" }
      }
    }
    if text.first?.isWhitespace == true || text.last?.isWhitespace == true { return "begins or ends with a blank" }
    return nil
  }

  /// Characters that normal form C never has (the Ångström sign) or may join to others (Hangul jamo). Without them and without
  /// marks a text is in normal form, so codes that Swift holds equal are the same bytes in the database.
  private static func hasAnotherSpelling(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isFullCompositionExclusion || (0x1100...0x11FF).contains(scalar.value)
  }

  /// Order by bytes, the same in every language and database (DESIGN: ties go to the smaller code).
  public static func < (left: Code, right: Code) -> Bool {
    let order = left.text.utf8.withContiguousStorageIfAvailable { left in
      right.text.utf8.withContiguousStorageIfAvailable { right in
        for index in 0..<min(left.count, right.count) where left[index] != right[index] { return left[index] < right[index] }
        return left.count < right.count
      }
    }
    return order.flatMap { $0 } ?? left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
  }

  /// The code.
  public var description: String { text }
}

/// Tags that say what a code names.
public enum Named {
  /// A village.
  public enum Community {}
  /// A production group (jamaat).
  public enum Group {}
  /// A person who makes.
  public enum Producer {}
  /// A product.
  public enum Product {}
  /// Who sells.
  public enum Channel {}
  /// One place of a channel.
  public enum Outlet {}
  /// Goods of one product made together.
  public enum Batch {}
  /// Goods sold through a channel.
  public enum Sale {}
  /// Goods taken back.
  public enum Return {}
  /// What a channel says it sold and owes.
  public enum Statement {}
  /// One line of a statement.
  public enum Line {}
  /// Money a channel paid.
  public enum Payout {}
  /// One round of paying producers.
  public enum Run {}
  /// Money or material given to a producer beforehand.
  public enum Advance {}
  /// What is deducted from producers' pay.
  public enum Rule {}
  /// A correction that a person booked.
  public enum Adjustment {}
}

/// A village's code.
public typealias CommunityCode = Code<Named.Community>
/// A production group's code.
public typealias GroupCode = Code<Named.Group>
/// A producer's code.
public typealias ProducerCode = Code<Named.Producer>
/// A product's code.
public typealias ProductCode = Code<Named.Product>
/// A channel's code.
public typealias ChannelCode = Code<Named.Channel>
/// An outlet's code, unique within its channel.
public typealias OutletCode = Code<Named.Outlet>
/// A batch's code.
public typealias BatchCode = Code<Named.Batch>
/// A sale's number.
public typealias SaleCode = Code<Named.Sale>
/// A return's number.
public typealias ReturnCode = Code<Named.Return>
/// A statement's number, unique within its channel.
public typealias StatementCode = Code<Named.Statement>
/// A line's number, unique within its statement.
public typealias LineCode = Code<Named.Line>
/// A channel payout's number.
public typealias PayoutCode = Code<Named.Payout>
/// A payout run's number.
public typealias RunCode = Code<Named.Run>
/// An advance's number.
public typealias AdvanceCode = Code<Named.Advance>
/// A deduction rule's name.
public typealias RuleCode = Code<Named.Rule>
/// An adjustment's number.
public typealias AdjustmentCode = Code<Named.Adjustment>
