/// Why a field's text is not what its column wants. The row reader adds row, column and value to make a `RowProblem`.
public struct FieldProblem: Error, Sendable, Equatable, CustomStringConvertible {
  /// What is wrong, as a rule and its values.
  public let because: RowReason
  /// What is wrong and what to write instead; begins in lower case, fit to stand after "column quantity: ".
  public var reason: String { because.text }
  /// The reason.
  public var description: String { reason }

  /// A problem with a field.
  public init(_ because: RowReason) { self.because = because }

  /// A problem of a kind that is told in words.
  public init(_ reason: String) { because = RowReason(words: reason) }
}

/// A field's value as reasons quote it: short, in guillemets.
func quoted(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
  let text = String(decoding: UnsafeBufferPointer(rebasing: bytes.prefix(161)), as: UTF8.self)
  let letters = text.unicodeScalars
  guard letters.count > 40 else { return "«\(text)»" }
  return "«\(String(letters.prefix(40)))…»"
}

/// Runs a parser of bytes over a text, trimmed like a CSV field.
func parse<T>(_ text: String, _ parser: (UnsafeBufferPointer<UInt8>) throws(FieldProblem) -> T) throws(FieldProblem) -> T {
  try Array(text.utf8).withUnsafeBufferPointer { bytes throws(FieldProblem) in try parser(Blanks.trim(bytes)) }
}
