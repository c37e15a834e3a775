/// Why a row, a field or a whole file cannot be taken: the rule it breaks, what was found, and both in plain English.
///
/// The command line prints `text` as it is. Pages put the rule and its values into words of their reader's language.
public struct RowReason: Sendable, Equatable {
  /// Which rule is broken.
  public let rule: Rule
  /// What was found and what is allowed, by the names that texts have for it: codes, numbers and words as they stand in the file.
  public let values: [String: String]
  /// What is wrong and what to write instead, in English.
  public let text: String

  /// A rule, its values, and both in English.
  public init(_ rule: Rule, _ values: [String: String] = [:], _ text: String) { (self.rule, self.values, self.text) = (rule, values, text) }

  /// A reason that is already in words, such as a refusal of the ledger.
  public init(words text: String) { self.init(.ownWords, [:], text) }

  /// What may be wrong.
  public enum Rule: String, CaseIterable, Sendable {
    /// Said in words of its own; the ledger's refusals are put into other languages before they come here.
    case ownWords
    // A field.
    case missingCode, missingNumber, missingDate, emptyField, saysNotWhy, saysNotWhose
    case notWhole, invisibleInCode, invisibleInText, codeTooLong, textTooLong
    case notNumber, shortenedNumber, tooManyDigits, tooManyDecimals, numberTooLarge, inexact
    case notDate, yearOutside, noSuchMonth, noSuchDay, dayOfExcel
    case unknownWord, unknownUnit, notCode, notCurrency
    // A row among the others of its document.
    case dragged, disagrees, batchDisagrees, acceptedTwice, quantityZero, quantityNegative
    case balanceTwice, lineTwice, saleNegative, returnPositive
    case percentOutside, otherRun, bookAmountInSome, amountsTooLarge
    // The text that makes a row.
    case tooFewColumns, tooManyFields, cellBesideColumns, columnsMax, rowTooLong, zeroByte, notWindows1251, notUTF8
    case textAfterQuote, quoteOpen, quoteOpenWithin
    // The file as a whole.
    case fileEmpty, fileUTF16, fileWorkbook, workbookDamaged, workbookTooLarge, noSheet, columnsMissing, columnDoubled
    // What a person should know of it.
    case sheetRead, columnNameless, columnUnknown, columnMisspelt
  }
}
