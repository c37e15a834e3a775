import Ledger

/// A published figure, and what the book says by the claim's definition.
struct PublishedClaim {
  let code: String
  let publishedOn: CalendarDate
  let figure: PublishedFigure
  /// What the book says, in the unit of the claim's figure.
  let book: ExpectedValue

  /// Recorded when somebody set out to compare what is published with what the book says.
  var command: DatedCommand {
    let command = RecordClaim(claim: ClaimCode(code), published: figure, publishedOn: publishedOn)
    return DatedCommand(recordedAt: PublishedClaims.comparedOn, command: .programme(.recordClaim(command)))
  }

  /// The claim beside the book, to be printed and checked.
  var asFigure: Figure {
    Figure(
      "claim-\(code.lowercased())", "\(code) \(figure.statement)", .claimed(code, PublishedClaim.unit(figure)), book, .assumed, source: figure.source)
  }

  /// What was published, as people read it.
  var publishedText: String { figure.text }

  /// What the book's answer is counted in: coins, thousandths, hundredths of a per cent, or whole things.
  private static func unit(_ figure: PublishedFigure) -> FigureUnit {
    switch figure.unit {
    case "KGS": .tyiyn
    case "USD": .cents
    case "percent": .hundredthsOfPercent
    case Unit.piece.rawValue, Unit.kilogram.rawValue: .thousandths
    default: .count
    }
  }
}

extension PublishedFigure {
  /// The figure with its bound and unit: `at least 3 500 persons`.
  var text: String {
    let words: String =
      switch bound {
      case .exactly: ""
      case .about: "about "
      case .atLeast: "at least "
      case .atMost: "at most "
      }
    let unitText: String =
      switch unit {
      case "percent": "%"
      case Unit.piece.rawValue: "pieces"
      case Unit.kilogram.rawValue: "kg"
      default: unit
      }
    let digits = FigureUnit.decimal(Int64(figure.mantissa), places: figure.scale)
    return "\(words)\(digits) \(unitText)"
  }
}
