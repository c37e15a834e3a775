import Ledger

/// A day written as on paper; a typing mistake in a test stops it.
func day(_ text: String) -> CalendarDate {
  guard let date = CalendarDate(text) else { preconditionFailure("\(text) is no date") }
  return date
}

/// A decimal written as on paper.
func decimal(_ text: String) -> DecimalNumber {
  guard let number = DecimalNumber(text) else { preconditionFailure("\(text) is no decimal") }
  return number
}

/// A currency by its code.
func currency(_ code: String) -> Currency {
  guard let currency = Currency(code) else { preconditionFailure("\(code) is no currency") }
  return currency
}

/// An official rate.
func rate(_ date: String, _ rate: String, nominal: Int64 = 1) -> Rate { Rate(date: day(date), nominal: nominal, rate: decimal(rate)) }

/// Thousandths.
func thousandths(_ count: Int64) -> Quantity { Quantity(thousandths: count) }

/// Whole units.
func units(_ count: Int64) -> Quantity { Quantity(units: count) }

/// Canonical bytes as text, for reading in a test.
func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

/// The refusal of something that should be refused; nil when it was not.
func refusal(_ decide: () throws(Refusal) -> Decision) -> Refusal? {
  do throws(Refusal) {
    _ = try decide()
    return nil
  } catch { return error }
}

/// The problem of a payload that should not be readable; nil when it was read.
func problem(reading type: String, _ payload: [UInt8]) -> String? {
  do throws(PayloadProblem) {
    _ = try Event(type: type, payload: payload)
    return nil
  } catch { return error.description }
}

extension Decision {
  /// The facts to be recorded; none when the book says so already.
  var facts: [Fact] {
    if case .record(let facts) = self { facts } else { [] }
  }
}
