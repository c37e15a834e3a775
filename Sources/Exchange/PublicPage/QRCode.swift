import CQREncode

/// A QR code (ISO/IEC 18004) of a short text, drawn by libqrencode.
public struct QRCode: Sendable, Hashable {
  /// What the code says.
  public let text: String
  /// Modules along each side, without the quiet zone.
  public let width: Int
  /// Row by row; true is dark.
  public let modules: [Bool]

  /// The longest text, in bytes: at level M it gives 85 modules a side, which a telephone still reads from a label of three centimetres.
  public static let bytesMax = 500

  /// Encodes a text at error correction level M: 15 % of a label may be dirty.
  /// - Throws: `PageProblem` for a text that is empty or too long.
  public init(_ text: String) throws(PageProblem) {
    let bytes = Array(text.utf8)
    guard (1...Self.bytesMax).contains(bytes.count) else {
      throw PageProblem("A QR code holds 1 to \(Self.bytesMax) bytes, and “\(text.prefix(40))…” has \(bytes.count). Name a shorter address")
    }
    guard let code = QRcode_encodeData(Int32(bytes.count), bytes, 0, QR_ECLEVEL_M) else {
      throw PageProblem("libqrencode could not make a QR code of \(bytes.count) bytes")
    }
    defer { QRcode_free(code) }
    width = Int(code.pointee.width)
    // The lowest bit of a module is its colour; the others say what it is for.
    modules = (0..<width * width).map { code.pointee.data[$0] & 1 == 1 }
    self.text = text
  }

  /// Light modules around it, which scanners need (ISO/IEC 18004 §6.3.8).
  static let quietZone = 4

  /// The code as an SVG image that stands by itself: black on white whatever the page's colours, sharp at any size.
  /// - Parameter label: what a person hears who cannot see it.
  public func svg(label: String) -> String {
    let side = width + 2 * Self.quietZone
    var path = ""
    for row in 0..<width {
      var column = 0
      while column < width {
        let start = column
        while column < width, modules[row * width + column] { column += 1 }
        if column > start { path += "M\(start + Self.quietZone) \(row + Self.quietZone)h\(column - start)v1h-\(column - start)z" }
        column += 1
      }
    }
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(side) \(side)" width="\(side * 5)" height="\(side * 5)" role="img" \
      aria-label="\(HTMLText.escaped(label))" shape-rendering="crispEdges">\
      <rect width="\(side)" height="\(side)" fill="#fff"/><path d="\(path)" fill="#000"/></svg>
      """
  }
}
