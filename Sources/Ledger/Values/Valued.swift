/// An amount in its document's currency, and what the books hold it for in their own. Minor units, signed.
public struct Valued: Hashable, Sendable {
  /// In the document's currency.
  public let own: Int64
  /// In the book's currency.
  public let book: Int64

  /// Both.
  public init(own: Int64, book: Int64) { (self.own, self.book) = (own, book) }

  /// Nothing.
  public static let zero = Valued(own: 0, book: 0)

  /// Both together.
  public static func + (left: Valued, right: Valued) -> Valued { Valued(own: left.own + right.own, book: left.book + right.book) }
  /// What is left after taking away.
  public static func - (left: Valued, right: Valued) -> Valued { Valued(own: left.own - right.own, book: left.book - right.book) }
  /// The same the other way.
  public static prefix func - (value: Valued) -> Valued { .zero - value }
  /// Adds to the left.
  public static func += (left: inout Valued, right: Valued) { left = left + right }
  /// Takes away from the left.
  public static func -= (left: inout Valued, right: Valued) { left = left - right }

  /// A part of it at the same value: proportional and rounded, the whole for the whole, so that parts taken one after the other leave nothing over.
  /// - Parameter own: how much of it, in the document's currency. Of an amount of zero every part has the value zero.
  public func part(_ own: Int64) -> Valued {
    if own == self.own { return self }
    guard self.own != 0 else { return Valued(own: own, book: 0) }
    let sign: Int128 = self.own < 0 ? -1 : 1
    return Valued(own: own, book: Int64(roundedQuotient(sign * Int128(own) * Int128(book), by: sign * Int128(self.own))))
  }
}

extension CanonicalWriter {
  /// A valued amount as two members, of which the second is left out when both currencies are the same.
  ///
  /// Members come in order of their names, so the book's value is written apart, by whoever knows where it belongs.
  mutating func member(book name: StaticString, _ value: Valued, foreign: Bool) {
    if foreign { member(name, value.book) }
  }
}

extension PayloadFields {
  /// Reads a valued amount; without a value of its own in the book it is in the book's currency.
  func valued(_ name: String) throws(PayloadProblem) -> Valued {
    let own = try number(name)
    return Valued(own: own, book: try optionalNumber("book_" + name) ?? own)
  }
}
