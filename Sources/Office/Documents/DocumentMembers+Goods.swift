import Exchange
import Foundation
import Ledger

// Members that documents about goods have.
extension DocumentMembers {
  /// A quantity in thousandths, from a number as people write it; may be less than nothing.
  func optionalQuantity(_ name: String) throws -> Quantity? {
    guard let text = try optionalText(name) else { return nil }
    do throws(FieldProblem) { return Quantity(thousandths: try ParsedDecimal(text).units(digits: 3)) } catch {
      throw DocumentProblem(of: name, "\"\(name)\": \(error.reason)")
    }
  }

  func quantity(_ name: String) throws -> Quantity {
    guard let quantity = try optionalQuantity(name) else { throw DocumentProblem(of: name, "\"\(name)\" is missing or empty") }
    return quantity
  }

  /// A price in major units.
  func optionalPrice(_ name: String) throws -> DecimalNumber? {
    guard let text = try optionalText(name) else { return nil }
    do throws(FieldProblem) {
      let parsed = try ParsedDecimal(text)
      if let number = DecimalNumber(mantissa: parsed.mantissa, scale: parsed.scale) { return number }
    } catch { throw DocumentProblem(of: name, "\"\(name)\": \(error.reason)") }
    throw DocumentProblem(of: name, "\"\(name)\": «\(text)» has too many digits")
  }

  /// A whole number, such as a version.
  func optionalWholeNumber(_ name: String) throws -> Int64? {
    guard let text = try optionalText(name) else { return nil }
    guard let number = Int64(text) else { throw DocumentProblem(of: name, "\"\(name)\": «\(text)» is no whole number") }
    return number
  }

  /// Yes or no, as JSON writes them; nil when nothing is said.
  func optionalFlag(_ name: String) throws -> Bool? {
    guard let value = value(name) else { return nil }
    guard let number = value as? NSNumber, number.objCType.pointee == CChar(UInt8(ascii: "c")) else {
      throw DocumentProblem(of: name, "\"\(name)\" is true or false, without quotation marks")
    }
    return number.boolValue
  }

  /// Where goods lie.
  func optionalPlace(_ name: String = "place") throws -> Place? {
    guard let text = try optionalText(name) else { return nil }
    guard let place = Place(text) else {
      throw DocumentProblem(of: name, "\"\(name)\": «\(text)» is no place; write hub, samples, quarantine, CHANNEL or CHANNEL/OUTLET")
    }
    return place
  }

  func place(_ name: String = "place") throws -> Place {
    guard let place = try optionalPlace(name) else { throw DocumentProblem(of: name, "\"\(name)\" is missing or empty") }
    return place
  }

  /// An array of objects; nil when there is none.
  func optionalObjects(_ name: String, of what: String) throws -> [DocumentMembers]? {
    guard let value = value(name) else { return nil }
    guard let list = value as? [[String: Any]] else { throw DocumentProblem(of: name, "\"\(name)\" is an array of objects with \(what)") }
    return list.map { DocumentMembers($0) }
  }
}
