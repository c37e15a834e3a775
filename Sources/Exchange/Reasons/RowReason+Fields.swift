import Ledger

// Of one field.
extension RowReason {
  static let missingCode = RowReason(.missingCode, "a code is missing")
  static let missingNumber = RowReason(.missingNumber, "a number is missing")
  static let missingDate = RowReason(.missingDate, "a date is missing")
  static let emptyField = RowReason(.emptyField, "the field is empty; it must be filled")
  static let saysNotWhy = RowReason(.saysNotWhy, "the field is empty; say why the payment came back")
  static let saysNotWhose = RowReason(.saysNotWhose, "the field is empty; say whose statement is paid")

  private init(_ rule: Rule, _ text: String) { self.init(rule, [:], text) }

  static func notWhole(_ value: String, in range: ClosedRange<Int>) -> RowReason {
    RowReason(
      .notWhole, ["value": value, "from": "\(range.lowerBound)", "to": "\(range.upperBound)"],
      "\(value) is not a whole number from \(range.lowerBound) to \(range.upperBound)")
  }

  /// - Parameter hex: the letter's number in Unicode.
  static func invisible(_ hex: String, inCode: Bool) -> RowReason {
    RowReason(
      inCode ? .invisibleInCode : .invisibleInText, ["letter": "U+" + hex],
      "the \(inCode ? "code" : "text") holds an invisible character (U+\(hex)); type it again")
  }

  static func tooLong(_ letters: Int, most: Int, isCode: Bool) -> RowReason {
    RowReason(
      isCode ? .codeTooLong : .textTooLong, ["letters": "\(letters)", "most": "\(most)"],
      "the \(isCode ? "code" : "text") has \(letters) letters; at most \(most) are allowed")
  }

  static func notNumber(_ value: String) -> RowReason {
    RowReason(.notNumber, ["value": value], "\(value) is not a number; write it like 1234.50 or 1 234,50")
  }

  static func shortened(_ value: String) -> RowReason {
    RowReason(
      .shortenedNumber, ["value": value], "\(value) is shortened by Excel and has lost digits; format the column as a number and save again")
  }

  static func tooManyDigits(_ value: String) -> RowReason {
    RowReason(.tooManyDigits, ["value": value], "\(value) has too many digits; at most 18 are read")
  }

  static func tooManyDecimals(_ number: String, most: Int) -> RowReason {
    RowReason(.tooManyDecimals, ["value": number, "most": "\(most)"], "\(number) has more than \(most) decimals; round it to \(most)")
  }

  static func tooLarge(_ number: String) -> RowReason { RowReason(.numberTooLarge, ["value": number], "\(number) is too large") }

  static func inexact(_ number: String) -> RowReason {
    RowReason(.inexact, ["value": number], "\(number) has too many digits to be kept exactly")
  }

  static func unknownWord(_ value: String, _ known: [String] = []) -> RowReason {
    let known = known.joined(separator: ", ")
    return RowReason(
      .unknownWord, ["value": value, "known": known], "\(value) is not known here" + (known.isEmpty ? "" : "; write one of: \(known)"))
  }

  static func unknownUnit(_ value: String) -> RowReason {
    let known = Unit.allCases.map(\.rawValue).joined(separator: ", ")
    return RowReason(.unknownUnit, ["value": value, "known": known], "\(value) is no unit known here; write one of: \(known)")
  }

  /// - Parameter problem: what the ledger says is wrong with it.
  static func notCode(_ value: String, _ problem: String) -> RowReason {
    RowReason(.notCode, ["value": value], "this cannot be a code: it \(problem)")
  }

  static func notCurrency(_ value: String) -> RowReason {
    RowReason(.notCurrency, ["value": value], "\(value) is no currency code; write three letters (ISO 4217), such as KGS, USD or JPY")
  }
}

// Of a day.
extension RowReason {
  static func notDate(_ value: String) -> RowReason {
    RowReason(.notDate, ["value": value], "\(value) is not a date; write it like 2024-01-31 or 31.01.2024")
  }

  static func dayOfExcel(_ value: String) -> RowReason {
    RowReason(.dayOfExcel, ["value": value], "\(value) is Excel's number for a day; format the column as a date and save again")
  }

  static func yearOutside(_ value: String, _ year: Int, _ years: ClosedRange<Int>) -> RowReason {
    RowReason(
      .yearOutside, ["value": value, "year": "\(year)", "from": "\(years.lowerBound)", "to": "\(years.upperBound)"],
      "\(value): the year \(year) is not between \(years.lowerBound) and \(years.upperBound)")
  }

  static func noSuchMonth(_ value: String, _ month: Int) -> RowReason {
    RowReason(
      .noSuchMonth, ["value": value, "month": "\(month)"],
      "\(value): there is no month \(month); write year-month-day (2024-01-31) or day.month.year (31.01.2024)")
  }

  /// - Parameter name: the month's, in English.
  static func noSuchDay(_ value: String, year: Int, month: Int, name: String, days: Int) -> RowReason {
    RowReason(
      .noSuchDay, ["value": value, "month": "\(year)-\(month < 10 ? "0" : "")\(month)", "days": "\(days)"],
      "\(value) is in no calendar: \(name) \(year) has \(days) days")
  }
}
