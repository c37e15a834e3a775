import Web

/// Lines of a sheet, such as producers with their quantities: fields named `producer-1`, `quantity-1`, `producer-2` …
struct SheetRows {
  /// So many there can be on one sheet; more come from a file.
  static let most = 60

  /// Lines in which something was written, by column, and the number of each.
  let filled: [[String: String]], numbers: [Int]
  /// Names of all fields there were.
  let names: Set<String>
  /// How many lines to show again.
  let shown: Int
  private let columns: [String]

  init(_ sheet: Sheet, _ columns: [String]) {
    self.columns = columns
    var (filled, numbers, names): ([[String: String]], [Int], Set<String>) = ([], [], [])
    var last = 0
    for row in 1...Self.most {
      let fields = columns.map { "\($0)-\(row)" }
      guard fields.contains(where: { sheet.request.form.values[$0] != nil }) else { continue }
      last = row
      names.formUnion(fields)
      let values = fields.map { sheet.value($0) }
      guard values.contains(where: { !$0.isEmpty }) else { continue }
      filled.append(Dictionary(uniqueKeysWithValues: zip(columns, values)))
      numbers.append(row)
    }
    (self.filled, self.numbers, self.names) = (filled, numbers, names)
    shown = max(1, last)
  }

  /// Says which lines are half empty or cannot be read; one line at least there must be.
  func check(_ sheet: inout Sheet, number: String, code: String) {
    if filled.isEmpty { sheet.mistakes["\(code)-1"] = sheet.request.words("clerk.wrong.no_row") }
    for row in numbers {
      sheet.require("\(code)-\(row)", "\(number)-\(row)")
      sheet.checkCodes("\(code)-\(row)")
      sheet.checkNumbers("\(number)-\(row)")
    }
  }
}
