import Foundation

/// A report as `--format json` prints it.
struct Answer: Decodable, Equatable, Sendable {
  let asOfPosition: Int64
  let rows: [ReportRow]

  enum CodingKeys: String, CodingKey {
    case asOfPosition = "as_of_position"
    case rows
  }

  init(json: String) throws { self = try JSONDecoder().decode(Answer.self, from: Data(json.utf8)) }

  /// The one row in which these columns have these values.
  func row(_ conditions: [String: Cell]) -> ReportRow? {
    let found = rows.filter { row in conditions.allSatisfy { row[$0] == $1 } }
    return found.count == 1 ? found[0] : nil
  }
}

/// A row by its columns.
typealias ReportRow = [String: Cell]

/// A value of a report; never a floating-point number.
enum Cell: Decodable, Hashable, Sendable, CustomStringConvertible, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
  case null
  case number(Int64)
  case text(String)

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let number = try? container.decode(Int64.self) {
      self = .number(number)
    } else {
      self = .text(try container.decode(String.self))
    }
  }

  init(stringLiteral text: String) { self = .text(text) }
  init(integerLiteral number: Int64) { self = .number(number) }

  var number: Int64? { if case .number(let number) = self { number } else { nil } }
  var text: String? { if case .text(let text) = self { text } else { nil } }

  var description: String {
    switch self {
    case .null: "null"
    case .number(let number): String(number)
    case .text(let text): "\"\(text)\""
    }
  }
}
