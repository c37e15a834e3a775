import Exchange
import Foundation
import Ledger

// Members that documents about products and certificates have.
extension DocumentMembers {
  func wholeNumber(_ name: String) throws -> Int64 {
    guard let number = try optionalWholeNumber(name) else { throw DocumentProblem(of: name, "\"\(name)\" is missing or empty") }
    return number
  }

  func optionalDate(_ name: String) throws -> CalendarDate? { try value(name) == nil ? nil : date(name) }

  func optionalChoice<Word: RawRepresentable & CaseIterable>(_ name: String, _: Word.Type = Word.self) throws -> Word? where Word.RawValue == String {
    try value(name) == nil ? nil : choice(name)
  }

  /// A percentage in basis points: at most two decimals.
  func basisPoints(_ name: String) throws -> Int64 {
    let text = try text(name)
    do throws(FieldProblem) { return try ParsedDecimal(text).units(digits: 2) } catch {
      throw DocumentProblem(of: name, "\"\(name)\": \(error.reason)")
    }
  }
}
