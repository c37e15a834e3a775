import Foundation

/// The table that `esep import` prints at its end.
struct Summary {
  struct Counts: Equatable {
    var taken = 0, unchanged = 0, rejected = 0, events = 0
  }

  /// The files in the order they were taken.
  private(set) var files: [String] = []
  private(set) var counts: [String: Counts] = [:]

  init(_ text: String) throws {
    for line in text.split(separator: "\n") {
      // Two blanks or more between columns; a single one groups thousands.
      let words = line.components(separatedBy: "  ").filter { !$0.isEmpty }
      guard words.count == 5, words[0].hasSuffix(".csv") else { continue }
      let numbers = words[1...].compactMap { Int($0.filter(\.isNumber)) }
      guard numbers.count == 4 else { throw ProgramProblem(description: "no summary: \(line)") }
      files.append(words[0])
      counts[words[0]] = Counts(taken: numbers[0], unchanged: numbers[1], rejected: numbers[2], events: numbers[3])
    }
    if files.isEmpty { throw ProgramProblem(description: "no summary in: \(text)") }
  }
}
