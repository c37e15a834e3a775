/// Canonical JSON with line breaks, for reading: every byte stays, and only blanks between them are added.
public enum PrettyJSON {
  /// One member a line, deeper ones further in. Arrays and objects without members stay on their line.
  public static func text(_ json: [UInt8], indentation: String = "") -> String {
    var (output, depth, isInText, isEscaped): ([UInt8], Int, Bool, Bool) = ([], 0, false, false)
    func breakLine() {
      output.append(UInt8(ascii: "\n"))
      output.append(contentsOf: indentation.utf8)
      output.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * depth))
    }
    output.append(contentsOf: indentation.utf8)
    for (index, byte) in json.enumerated() {
      if isInText {
        output.append(byte)
        if isEscaped { isEscaped = false } else if byte == UInt8(ascii: "\\") { isEscaped = true } else { isInText = byte != UInt8(ascii: "\"") }
        continue
      }
      let next = index + 1 < json.count ? json[index + 1] : 0
      switch byte {
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        output.append(byte)
        depth += 1
        if next != UInt8(ascii: "}") && next != UInt8(ascii: "]") { breakLine() }
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth = max(0, depth - 1)
        let last = index > 0 ? json[index - 1] : 0
        if last != UInt8(ascii: "{") && last != UInt8(ascii: "[") { breakLine() }
        output.append(byte)
      case UInt8(ascii: ","):
        output.append(byte)
        breakLine()
      case UInt8(ascii: ":"): output.append(contentsOf: [byte, UInt8(ascii: " ")])
      default:
        isInText = byte == UInt8(ascii: "\"")
        output.append(byte)
      }
    }
    return String(decoding: output, as: UTF8.self)
  }
}
