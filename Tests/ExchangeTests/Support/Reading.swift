import Testing

@testable import Exchange

/// What reading a text gave, in a form that is easy to compare.
enum Line: Equatable, CustomStringConvertible {
  case row(Int, [String])
  case rejected(String)

  var description: String {
    switch self {
    case .row(let number, let fields): "\(number) \(fields)"
    case .rejected(let problem): "✗ \(problem)"
    }
  }
}

/// Reads a whole CSV text from memory.
func read(_ text: String, options: CSVOptions = CSVOptions()) throws -> [Line] { try read(bytes: Array(text.utf8), options: options) }

func read(bytes: [UInt8], options: CSVOptions = CSVOptions()) throws -> [Line] {
  try lines(of: CSVReader(bytes: bytes, name: "test.csv", options: options))
}

func lines(of reader: CSVReader) throws -> [Line] {
  var lines: [Line] = []
  while let verdict = try reader.next({ row throws(RowProblem) in Line.row(row.number, row.texts()) }) {
    switch verdict {
    case .good(let line): lines.append(line)
    case .rejected(let problem): lines.append(.rejected(problem.description))
    }
  }
  return lines
}

/// The message of the error that `body` throws.
func message(_ body: () throws -> Void) -> String {
  do {
    try body()
    return "nothing was thrown"
  } catch {
    return "\(error)"
  }
}

/// Russian text in Windows-1251; only А…я, Ё, ё, №, NBSP and ASCII.
func windows1251(_ text: String) -> [UInt8] {
  text.unicodeScalars.map { scalar in
    switch scalar.value {
    case 0..<0x80: UInt8(scalar.value)
    case 0x410...0x44F: UInt8(scalar.value - 0x410 + 0xC0)
    case 0x401: 0xA8
    case 0x451: 0xB8
    case 0x2116: 0xB9
    case 0xA0: 0xA0
    default: preconditionFailure("no Windows-1251 for \(scalar)")
    }
  }
}
