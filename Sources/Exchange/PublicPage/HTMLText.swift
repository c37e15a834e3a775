/// Text as HTML: whatever a person typed into a book, a page shows it and never obeys it.
public enum HTMLText {
  /// The text with everything escaped that means something in HTML, in an element and in a quoted attribute alike. Control characters, which HTML has not,
  /// become blanks.
  public static func escaped(_ text: String) -> String {
    var html = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": html.append(contentsOf: "&amp;".unicodeScalars)
      case "<": html.append(contentsOf: "&lt;".unicodeScalars)
      case ">": html.append(contentsOf: "&gt;".unicodeScalars)
      case "\"": html.append(contentsOf: "&quot;".unicodeScalars)
      case "'": html.append(contentsOf: "&#39;".unicodeScalars)
      case _ where scalar.properties.generalCategory == .control: html.append(" ")
      // Signs that turn the direction of writing could make one text look like another.
      case _ where scalar.properties.isBidiControl: html.append(" ")
      default: html.append(scalar)
      }
    }
    return String(html)
  }
}
