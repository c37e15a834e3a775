public import Exchange
public import ReadModels

extension JSONText {
  /// A report's cell: money in minor units, quantities in thousandths, shares as decimal strings.
  public static func value(_ cell: Cell) -> String {
    switch cell {
    case .null: "null"
    case .int64(let number): String(number)
    case .text(let text), .decimal(let text): string(text)
    }
  }
}
