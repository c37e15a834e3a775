import Exchange
import Foundation
import HTTPTypes
import Hummingbird
import Ledger
import Office
import SignIn
import Web

/// A request that has been checked against its route: who asks may, and everything in it is by its schema.
public struct APIRequest: Sendable {
  let desk: BookDesk
  let tools: APITools
  /// Who asks; nil only on routes for everybody.
  let identity: Identity?
  /// What stands in the path's places, decoded.
  let places: [String: String]
  /// What stands behind the question mark, decoded.
  let query: [String: [String]]
  /// What was sent along; null for nothing.
  let body: JSONValue
  /// The request itself, of which only a file's body has not been read.
  let request: Request
  let context: WebContext

  /// The name under which things are recorded.
  var actor: String { identity?.name ?? "" }

  /// A value behind the question mark.
  func text(_ name: String) -> String? { query[name]?.first }
  /// A whole number; its schema has seen to it that it is one.
  func number(_ name: String) -> Int64? { text(name).flatMap { Int64($0) } }
  func flag(_ name: String) -> Bool { text(name) == "true" }

  /// A place of the path.
  func place(_ name: String) -> String { places[name] ?? "" }

  /// A code in the path.
  /// - Throws: 404 for what cannot be one: there is nothing of that name.
  func code<Named>(_ name: String) throws -> Code<Named> {
    guard let code = Code<Named>(checking: place(name)) else { throw Problem.unknown("There is no \(name) of that name.", field: name) }
    return code
  }

  /// A month in the path.
  func month() throws -> Month {
    guard let month = Month(place("month")) else { throw Problem.unknown("“\(place("month"))” is no month; write it like 2024-03.", field: "month") }
    return month
  }

  /// A member of the body.
  func member(_ name: String) -> String? { body.object?[name]?.text }

  /// A day of the body; today when it is left out.
  func date(_ name: String = "date") throws -> CalendarDate {
    guard let text = member(name) else { return .today }
    guard let date = CalendarDate(text) else { throw Problem.badBody("“\(text)” is in no calendar; write it like 2024-01-31.", field: name) }
    return date
  }

  /// A day, or the end or beginning of a month or year, behind the question mark.
  func day(_ name: String, isEnd: Bool) throws -> CalendarDate? {
    guard let text = text(name) else { return nil }
    guard let day = Moment.day(text, isEnd: isEnd) else {
      throw Problem.senseless(name, "“\(text)” is in no calendar; write 2024, 2024-03 or 2024-03-15.")
    }
    return day
  }

  /// The caller's key, which is her own: another's of the same text is another.
  func key(_ suffix: String = "") -> String? {
    request.headers[.idempotencyKey].map { "api/\(actor)/\($0)\(suffix)" }
  }

  /// What the client would rather have, of several types; the first when it does not say.
  /// - Throws: 406.
  func accepted(_ types: [String]) throws -> String {
    guard let type = AcceptHeader(request.headers[values: .accept]).best(of: types) else {
      throw Problem(.notAcceptable, "not-acceptable", "There is no such form", "To be had: \(types.joined(separator: ", ")).", field: "Accept")
    }
    return type
  }
}

extension HTTPField.Name {
  static let idempotencyKey = constant("Idempotency-Key")
  static let esepPosition = constant("Esep-Position")
  static let csrfToken = constant("X-CSRF-Token")
  static let linkRelation = constant("Link")

  private static func constant(_ name: String) -> HTTPField.Name {
    guard let name = HTTPField.Name(name) else { preconditionFailure("no field name: \(name)") }
    return name
  }
}

extension CalendarDate {
  /// Today by the clock of this machine, for documents that bring no date.
  static var today: CalendarDate {
    let now = Foundation.Calendar.current.dateComponents([.year, .month, .day], from: Date())
    return CalendarDate(year: now.year ?? 1970, month: now.month ?? 1, day: now.day ?? 1) ?? CalendarDate(daysSince1970: 0)
  }
}
