/// Elements of a page, read strictly: what is not closed, not quoted or not escaped is found.
struct Markup {
  struct Element {
    let name: String
    let attributes: [String: String]
    /// Indices of the elements it stands in, from the outermost.
    let ancestors: [Int]
    /// All text in it, tags left out.
    var text = ""
  }

  private(set) var elements: [Element] = []
  private(set) var problems: [String] = []

  private static let void: Set<String> = ["meta", "link", "br", "img", "input"]

  init(_ html: String) {
    var rest = Substring(html)
    if rest.hasPrefix("<!DOCTYPE html>") { rest = rest.dropFirst(15) } else { problems.append("no doctype") }
    var open: [Int] = []
    while let start = rest.firstIndex(of: "<") {
      add(String(rest[..<start]), to: open)
      rest = rest[start...].dropFirst()
      guard let end = Self.end(of: rest) else {
        problems.append("a tag is not closed: \(rest.prefix(30))")
        return
      }
      let tag = String(rest[..<end])
      rest = rest[end...].dropFirst()
      if tag.hasPrefix("/") {
        if let last = open.popLast(), elements[last].name == tag.dropFirst() { continue }
        problems.append("</\(tag.dropFirst())> closes nothing")
        continue
      }
      let isClosed = tag.hasSuffix("/")
      var element = parsed(isClosed ? String(tag.dropLast()) : tag, open)
      if element.name == "style", let close = rest.range(of: "</style>") {
        element.text = String(rest[..<close.lowerBound])
        rest = rest[close.upperBound...]
        elements.append(element)
        continue
      }
      elements.append(element)
      if !isClosed, !Self.void.contains(element.name) { open.append(elements.count - 1) }
    }
    if !open.isEmpty { problems.append("not closed: \(open.map { elements[$0].name })") }
  }

  func all(_ name: String) -> [Element] { elements.filter { $0.name == name } }

  func isInside(_ element: Element, _ name: String) -> Bool { element.ancestors.contains { elements[$0].name == name } }

  private mutating func add(_ text: String, to open: [Int]) {
    if text.contains(">") { problems.append("an unescaped > in “\(text.prefix(30))”") }
    for index in open { elements[index].text += text }
  }

  /// The end of a tag: a > outside quotes.
  private static func end(of rest: Substring) -> Substring.Index? {
    var isQuoted = false
    for index in rest.indices {
      if rest[index] == "\"" { isQuoted.toggle() }
      if rest[index] == ">" && !isQuoted { return index }
    }
    return nil
  }

  private mutating func parsed(_ tag: String, _ open: [Int]) -> Element {
    var rest = Substring(tag)
    let name = rest.prefix { $0 != " " }
    rest = rest.dropFirst(name.count)
    var attributes: [String: String] = [:]
    while let first = rest.firstIndex(where: { $0 != " " && $0 != "\n" }) {
      rest = rest[first...]
      let key = rest.prefix { $0 != "=" && $0 != " " }
      rest = rest.dropFirst(key.count)
      guard rest.hasPrefix("=\"") else {
        if rest.hasPrefix("=") { problems.append("\(key) of <\(name)> is not quoted") }
        attributes[String(key)] = ""
        if rest.hasPrefix("=") { break }
        continue
      }
      let value = rest.dropFirst(2).prefix { $0 != "\"" }
      rest = rest.dropFirst(3 + value.count)
      if value.contains("<") { problems.append("an unescaped < in \(key) of <\(name)>") }
      if attributes.updateValue(String(value), forKey: String(key)) != nil { problems.append("\(key) twice in <\(name)>") }
    }
    return Element(name: String(name), attributes: attributes, ancestors: open)
  }
}
