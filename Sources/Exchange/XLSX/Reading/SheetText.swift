/// Turns a sheet's rows into CSV text: a comma between fields, each in quotes, UTF-8, row n of the sheet on line n.
///
/// A cell holds what a person sees in it as far as `CellText` knows; a formula's last result; of merged cells the first. Line breaks in a cell become blanks.
final class SheetText: XMLHandler {
  /// Rows that a sheet may have, and columns, by the format (ECMA-376 part 1, 18.3.1.73 and 18.3.1.4).
  private static let rowsMax = 1_048_576, columnsMax = 16_384
  /// Beyond this the text is to be used before more is made.
  private static let fullBytes = 256 << 10

  private let strings: SharedStrings
  private let styles: CellStyles
  private let cells: CellText
  private var output: [UInt8] = []
  private var row = 0
  private var column = 0
  /// Fields of the first row that has any.
  private var width = 0
  /// The first thing that is not as it should be, in a few words.
  private(set) var trouble: String?

  // The cell that is being read.
  private var kind = CellKind.number
  private var style = 0
  private var value: [UInt8] = []
  private var hasFormula = false
  private var isInValue = false
  private var readings = 0

  private enum CellKind { case number, shared, text, flag }

  init(_ strings: SharedStrings, _ styles: CellStyles, _ cells: CellText) { (self.strings, self.styles, self.cells) = (strings, styles, cells) }

  var isFull: Bool { output.count >= Self.fullBytes }

  /// Hands out what was made.
  func take() -> [UInt8] {
    defer { output.removeAll(keepingCapacity: true) }
    return output
  }

  func begin(_ name: XMLName, _ attributes: XMLAttributes) {
    switch name {
    case "row": beginRow(attributes.number("r") ?? row + 1)
    case "c": beginCell(attributes)
    case "v": isInValue = true
    case "t": isInValue = readings == 0
    case "f": hasFormula = true
    case "rPh": readings += 1
    default: break
    }
  }

  func end(_ name: XMLName) {
    switch name {
    case "v", "t": isInValue = false
    case "rPh": readings -= 1
    case "c": endCell()
    case "row": endRow()
    default: break
    }
  }

  func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    if isInValue { value += bytes }
  }

  private func beginRow(_ number: Int) {
    guard number > row, number <= Self.rowsMax else { return trouble = trouble ?? "row \(number) follows row \(row)" }
    output.append(contentsOf: repeatElement(UInt8(ascii: "\n"), count: number - row - 1))
    (row, column) = (number, 0)
  }

  /// Cells that are empty are left out at a row's end; a row of CSV has as many fields as its header.
  private func endRow() {
    if width == 0 { width = column }
    if column > 0, column < width { output.append(contentsOf: repeatElement(UInt8(ascii: ","), count: width - column)) }
    output.append(UInt8(ascii: "\n"))
  }

  private func beginCell(_ attributes: XMLAttributes) {
    let number = attributes.bytes("r").flatMap(Self.column) ?? column + 1
    guard number > column, number <= Self.columnsMax else { return trouble = trouble ?? "in row \(row) column \(number) follows column \(column)" }
    // A comma before each cell but the first of the row.
    output.append(contentsOf: repeatElement(UInt8(ascii: ","), count: number - max(column, 1)))
    column = number
    style = attributes.number("s") ?? 0
    kind =
      switch attributes["t"] {
      case "s": .shared
      case "inlineStr", "str", "e", "d": .text
      case "b": .flag
      default: .number
      }
    value.removeAll(keepingCapacity: true)
    hasFormula = false
  }

  private func endCell() {
    guard !value.isEmpty else {
      // A formula whose result nobody has worked out yet: no column takes this for a value.
      if hasFormula { quote(text: "=") }
      return
    }
    switch kind {
    case .text: value.withUnsafeBufferPointer { quote($0) }
    case .flag: quote(text: value == [UInt8(ascii: "1")] ? "TRUE" : "FALSE")
    case .number: quote(text: cells.text(of: String(decoding: value, as: UTF8.self), shown: styles.shape(style)))
    case .shared:
      let number = Int(String(decoding: value, as: UTF8.self)) ?? -1
      if strings.withText(number, { quote($0) }) == nil { trouble = trouble ?? "in row \(row) a cell refers to text \(number) of \(strings.count)" }
    }
  }

  private func quote(text: String) {
    var text = text
    text.withUTF8 { quote($0) }
  }

  private func quote(_ text: UnsafeBufferPointer<UInt8>) {
    output.append(UInt8(ascii: "\""))
    var at = 0
    while at < text.count {
      switch text[at] {
      case UInt8(ascii: "\""): output += [UInt8(ascii: "\""), UInt8(ascii: "\"")]
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"): output.append(UInt8(ascii: " "))
      case UInt8(ascii: "_"):
        if let scalar = Self.escaped(text, at: at) {
          output += Array(String(scalar).utf8).map { $0 < 0x20 ? UInt8(ascii: " ") : $0 }
          at += 6
        } else {
          output.append(text[at])
        }
      case let byte: output.append(byte)
      }
      at += 1
    }
    output.append(UInt8(ascii: "\""))
  }

  /// A character that XML cannot hold, written `_x000D_` (ECMA-376 part 1, 22.9.2.19).
  private static func escaped(_ text: UnsafeBufferPointer<UInt8>, at start: Int) -> Unicode.Scalar? {
    guard start + 6 < text.count, text[start + 1] == UInt8(ascii: "x"), text[start + 6] == UInt8(ascii: "_") else { return nil }
    return UInt32(String(decoding: text[start + 2..<start + 6], as: UTF8.self), radix: 16).flatMap(Unicode.Scalar.init)
  }

  /// The number of the column in a reference such as `AB12`; nil when it is none.
  private static func column(_ reference: UnsafePointer<CChar>) -> Int? {
    var (number, at) = (0, 0)
    while case let letter = UInt8(bitPattern: reference[at]) & 0xDF, (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(letter), at < 4 {
      number = number * 26 + Int(letter - UInt8(ascii: "A")) + 1
      at += 1
    }
    return at > 0 ? number : nil
  }
}
