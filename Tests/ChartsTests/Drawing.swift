import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// What an independent XML parser reads in a drawing.
final class Drawing: NSObject, XMLParserDelegate {
  /// An element, with the text that stands right in it.
  struct Element {
    let name: String
    let attributes: [String: String]
    var text = ""

    func number(_ attribute: String) -> Double { attributes[attribute].flatMap { Double($0) } ?? .nan }
  }

  /// In the order in which they end.
  private(set) var elements: [Element] = []
  private var open: [Element] = []
  private var problem: (any Error)?

  /// - Throws: what the parser finds wrong.
  init(_ svg: String) throws {
    super.init()
    let parser = XMLParser(data: Data(svg.utf8))
    parser.delegate = self
    if !parser.parse() { throw problem ?? parser.parserError ?? CocoaError(.fileReadCorruptFile) }
  }

  func parser(_ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?, attributes: [String: String]) {
    open.append(Element(name: name, attributes: attributes))
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { if !open.isEmpty { open[open.count - 1].text += string } }

  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
    elements.append(open.removeLast())
  }

  func parser(_ parser: XMLParser, parseErrorOccurred error: any Error) { problem = error }

  func all(_ name: String, class kind: String? = nil) -> [Element] {
    elements.filter { element in
      element.name == name && (kind.map { element.attributes["class"]?.split(separator: " ").contains(Substring($0)) ?? false } ?? true)
    }
  }

  /// All that is written in it.
  var texts: [String] { elements.filter { ["text", "title", "desc"].contains($0.name) }.map(\.text) }

  /// Its width and height.
  var size: (width: Double, height: Double) {
    let box = (all("svg").first?.attributes["viewBox"] ?? "").split(separator: " ").compactMap { Double($0) }
    return box.count == 4 ? (box[2], box[3]) : (.nan, .nan)
  }

  /// The corners of a path of straight lines.
  static func corners(_ path: String) -> [(x: Double, y: Double)] {
    path.split(whereSeparator: { "MLZ".contains($0) }).compactMap { corner in
      let pair = corner.split(separator: " ").compactMap { Double($0) }
      return pair.count == 2 ? (pair[0], pair[1]) : nil
    }
  }
}
