/// The texts that a workbook's cells share, each by its number (ECMA-376 part 1, 18.4.9). Bounded: see `bytesMax`.
final class SharedStrings: XMLHandler {
  /// UTF-8 bytes of all texts together: some million names. What has more is told to come as CSV, which needs no memory.
  static let bytesMax = 128 << 20

  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  private var isInText = false
  /// Depth of the readings that East Asian texts carry beside them; they are no part of the text.
  private var readings = 0
  /// Whether there were more than are kept.
  private(set) var isOverfull = false

  /// How many there are.
  var count: Int { ends.count }

  /// Lends a text; nil when there is none of that number.
  func withText<R>(_ number: Int, _ body: (UnsafeBufferPointer<UInt8>) -> R) -> R? {
    guard ends.indices.contains(number) else { return nil }
    let start = number == 0 ? 0 : ends[number - 1]
    return bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[start..<ends[number]])) }
  }

  func begin(_ name: XMLName, _ attributes: XMLAttributes) {
    switch name {
    case "t": isInText = readings == 0
    case "rPh": readings += 1
    default: break
    }
  }

  func end(_ name: XMLName) {
    switch name {
    case "t": isInText = false
    case "rPh": readings -= 1
    case "si": ends.append(bytes.count)
    default: break
    }
  }

  func text(_ text: UnsafeBufferPointer<UInt8>) {
    guard isInText, !isOverfull else { return }
    guard bytes.count + text.count <= Self.bytesMax else { return isOverfull = true }
    bytes += text
  }
}
