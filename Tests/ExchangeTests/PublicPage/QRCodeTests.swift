import Exchange
import Foundation
import Testing

@Suite("QR codes")
struct QRCodeTests {
  @Test("A QR code has its three corners, and as many modules as a version has (ISO/IEC 18004)", arguments: [1, 20, 60, 120, 500])
  func form(length: Int) throws {
    let code = try QRCode(String(repeating: "a", count: length))
    #expect((code.width - 17) % 4 == 0)
    #expect(code.modules.count == code.width * code.width)
    // A finder pattern is a dark ring of seven, a light one within, and a dark middle.
    let finder = ["#######", "#.....#", "#.###.#", "#.###.#", "#.###.#", "#.....#", "#######"]
    for (row, column) in [(0, 0), (0, code.width - 7), (code.width - 7, 0)] {
      let seen = (0..<7).map { r in String((0..<7).map { c in code.modules[(row + r) * code.width + column + c] ? "#" : "." }) }
      #expect(seen == finder, "\(row), \(column)")
    }
  }

  @Test("The drawing is the code: every dark module is painted once, every light one never, within the quiet zone")
  func drawing() throws {
    let code = try QRCode("https://ovop.example/b/KB-7/")
    let svg = code.svg(label: "QR")
    let side = code.width + 8
    #expect(svg.contains("viewBox=\"0 0 \(side) \(side)\""))
    var painted = [Bool](repeating: false, count: side * side)
    for run in svg.split(separator: "M").dropFirst() where run.contains("h") {
      let numbers = run.split(whereSeparator: { !"0123456789".contains($0) }).compactMap { Int($0) }
      try #require(numbers.count >= 3, "\(run)")
      for column in numbers[0]..<numbers[0] + numbers[2] {
        #expect(!painted[numbers[1] * side + column])
        painted[numbers[1] * side + column] = true
      }
    }
    for row in 0..<side {
      for column in 0..<side {
        let (r, c) = (row - 4, column - 4)
        let isInside = (0..<code.width).contains(r) && (0..<code.width).contains(c)
        #expect(painted[row * side + column] == (isInside && code.modules[r * code.width + c]))
      }
    }
  }

  @Test("A text that is empty or too long makes no code, and the message says what to do")
  func refused() {
    #expect(throws: PageProblem("A QR code holds 1 to 500 bytes, and “…” has 0. Name a shorter address")) { try QRCode("") }
    let long = String(repeating: "x", count: 501)
    #expect(throws: PageProblem("A QR code holds 1 to 500 bytes, and “\(long.prefix(40))…” has 501. Name a shorter address")) { try QRCode(long) }
  }

  @Test("A label cannot break out of the drawing")
  func label() throws {
    #expect(try QRCode("a").svg(label: "\"><script>").contains("aria-label=\"&quot;&gt;&lt;script&gt;\""))
  }
}
