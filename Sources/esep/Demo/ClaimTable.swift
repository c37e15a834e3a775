import Demo
import Exchange

/// Published figures beside what the book says of each, those that do not agree too.
struct ClaimTable {
  let book: FigureBook

  /// Prints them all.
  /// - Returns: whether the book says of each what its history makes it say.
  func show() async throws -> Bool {
    var table = TextTable([
      .init(""), .init("claim"), .init("published", isNumber: true), .init("the book says", isNumber: true), .init("expected", isNumber: true),
      .init("source"),
    ])
    var answered = 0
    for claim in DemoFigures.claims {
      let figure = claim.figure
      let value = try await book.answer(figure.query)
      let isAsExpected = figure.expected.isReproduced(by: value)
      if isAsExpected { answered += 1 }
      table.add([isAsExpected ? "✓" : "✗", figure.statement, claim.published, figure.query.unit.text(value), figure.expectedText, figure.source])
    }
    print("What is published, and what the book says by each claim's own definition: not all of it agrees\n")
    print(table.text())
    print("\(answered) of \(DemoFigures.claims.count) claims are answered as the history has it. More: esep report claims\n")
    return answered == DemoFigures.claims.count
  }
}
