import Exchange
import Foundation
import Ledger

/// The members of a document's JSON object, typed when asked; remembers which were asked for, so that a mistyped one does not go unnoticed.
final class DocumentMembers {
  private let members: [String: Any]
  private var unused: Set<String>

  init(_ members: [String: Any]) { (self.members, unused) = (members, Set(members.keys)) }

  /// Refuses members that nobody has asked for.
  func checkAllUsed(by kind: String) throws {
    guard let name = unused.min() else { return }
    throw DocumentProblem(of: name, "\"\(name)\" is no member of a document of kind \(kind); see 'esep record --help'")
  }

  /// A member as JSON has it; nil when it is missing or null.
  func value(_ name: String) -> Any? {
    unused.remove(name)
    let value = members[name]
    return value is NSNull ? nil : value
  }

  func optionalText(_ name: String) throws -> String? {
    guard let value = value(name) else { return nil }
    let text = try Self.cell(value, of: name)
    return text.isEmpty ? nil : text
  }

  func text(_ name: String) throws -> String {
    guard let text = try optionalText(name) else { throw DocumentProblem(of: name, "\"\(name)\" is missing or empty") }
    return text
  }

  func optionalCode<Named>(_ name: String) throws -> Code<Named>? {
    guard let text = try optionalText(name) else { return nil }
    guard let code = Code<Named>(checking: text) else {
      throw DocumentProblem(of: name, "\"\(name)\" cannot be a code: it \(Code<Named>.problem(in: text) ?? "")")
    }
    return code
  }

  func code<Named>(_ name: String) throws -> Code<Named> {
    guard let code: Code<Named> = try optionalCode(name) else { throw DocumentProblem(of: name, "\"\(name)\" is missing or empty") }
    return code
  }

  func date(_ name: String = "date") throws -> CalendarDate {
    let text = try text(name)
    guard let date = CalendarDate(text) else { throw DocumentProblem(of: name, "\"\(name)\": «\(text)» is in no calendar; write it like 2024-01-31") }
    return date
  }

  func currency(_ name: String = "currency") throws -> Currency {
    let text = try text(name)
    guard let currency = Currency(text) else {
      throw DocumentProblem(of: name, "\"\(name)\": «\(text)» is no currency code; write three letters (ISO 4217), such as KGS, USD or JPY")
    }
    return currency
  }

  /// Money in minor units, from an amount as people write it.
  func optionalAmount(_ name: String, _ currency: Currency) throws -> Int64? {
    guard let text = try optionalText(name) else { return nil }
    do throws(FieldProblem) { return try ParsedDecimal(text).units(digits: currency.decimals) } catch {
      throw DocumentProblem(of: name, "\"\(name)\": \(error.reason)")
    }
  }

  func amount(_ name: String, _ currency: Currency) throws -> Int64 {
    guard let amount = try optionalAmount(name, currency) else { throw DocumentProblem(of: name, "\"\(name)\" is missing or empty") }
    return amount
  }

  /// A position of the log.
  func optionalPosition(_ name: String) throws -> Int64? {
    guard let text = try optionalText(name) else { return nil }
    guard let position = Int64(text) else { throw DocumentProblem(of: name, "\"\(name)\": «\(text)» is no position; write the number of an event") }
    return position
  }

  func choice<Word: RawRepresentable & CaseIterable>(_ name: String, _: Word.Type = Word.self) throws -> Word where Word.RawValue == String {
    let text = try text(name)
    guard let word = Word(rawValue: text) else {
      let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
      throw DocumentProblem(of: name, "\"\(name)\": «\(text)» is not known here; write one of: \(words)")
    }
    return word
  }

  /// An array of objects.
  func objects(_ name: String, of what: String) throws -> [DocumentMembers] {
    guard let list = value(name) as? [[String: Any]], !list.isEmpty else {
      throw DocumentProblem(of: name, "\"\(name)\" is an array of objects with \(what)")
    }
    return list.map { DocumentMembers($0) }
  }

  /// An array of texts and objects, each as it is.
  func list(_ name: String, of what: String) throws -> [Any] {
    guard let list = value(name) as? [Any] else { throw DocumentProblem(of: name, "\"\(name)\" is an array of \(what)") }
    return list
  }

  /// A member as a spreadsheet's cell.
  static func cell(_ value: Any, of name: String? = nil) throws -> String {
    switch value {
    case let text as String: return text
    case is NSNull: return ""
    case let number as NSNumber where number.objCType.pointee != CChar(UInt8(ascii: "c")):
      guard let whole = Int64(number.stringValue) else {
        throw DocumentProblem(of: name, "write \(number) as text, \"\(number)\": numbers with decimals are kept exactly only so")
      }
      return String(whole)
    default: throw DocumentProblem(of: name, "a member holds neither text nor a whole number")
    }
  }
}
