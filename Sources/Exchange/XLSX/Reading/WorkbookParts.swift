/// What a part refers to: other parts, by the names it gives them (ECMA-376 part 2, 9.3).
final class Relationships: XMLHandler {
  /// Where a reference leads, and the last word of what it is: `worksheet`, `styles`, `officeDocument`.
  struct Target {
    let kind: String
    let part: String
  }

  private(set) var byID: [String: Target] = [:]
  private let folder: String

  /// - Parameter part: whose they are; paths are relative to its folder.
  init(of part: String) { folder = part.split(separator: "/").dropLast().joined(separator: "/") }

  /// The first of a kind.
  func part(_ kind: String) -> String? { byID.values.first { $0.kind == kind }?.part }

  func begin(_ name: XMLName, _ attributes: XMLAttributes) {
    guard name == "Relationship", let id = attributes["Id"], let type = attributes["Type"], let target = attributes["Target"],
      attributes["TargetMode"] != "External"
    else { return }
    byID[id] = Target(kind: type.split(separator: "/").last.map(String.init) ?? "", part: Self.path(target, in: folder))
  }

  func end(_ name: XMLName) {}
  func text(_ bytes: UnsafeBufferPointer<UInt8>) {}

  private static func path(_ target: String, in folder: String) -> String {
    var steps = target.hasPrefix("/") ? [] : folder.split(separator: "/")
    for step in target.split(separator: "/") where step != "." {
      if step == ".." { _ = steps.popLast() } else { steps.append(step) }
    }
    return steps.joined(separator: "/")
  }
}

/// The sheets that a workbook lists, in their order (ECMA-376 part 1, 18.2).
final class SheetList: XMLHandler {
  struct Entry {
    let name: String
    let relationship: String
    let isHidden: Bool
  }

  private(set) var entries: [Entry] = []
  private(set) var countsFrom1904 = false

  func begin(_ name: XMLName, _ attributes: XMLAttributes) {
    switch name {
    case "workbookPr": countsFrom1904 = attributes.flag("date1904")
    case "sheet":
      guard let title = attributes["name"], let id = attributes["id"] else { return }
      entries.append(Entry(name: title, relationship: id, isHidden: ["hidden", "veryHidden"].contains(attributes["state"] ?? "")))
    default: break
    }
  }

  func end(_ name: XMLName) {}
  func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}

/// What a cell's style shows its number as (ECMA-376 part 1, 18.8).
final class CellStyles: XMLHandler {
  private var own: [Int: NumberShape] = [:]
  private var formats: [Int] = []
  private var isInCellFormats = false

  /// The shape of a cell with a style of that number; plain when there is none.
  func shape(_ style: Int) -> NumberShape {
    guard formats.indices.contains(style) else { return .plain }
    return own[formats[style]] ?? NumberShape(builtIn: formats[style])
  }

  func begin(_ name: XMLName, _ attributes: XMLAttributes) {
    switch name {
    case "numFmt":
      guard let number = attributes.number("numFmtId"), let code = attributes["formatCode"] else { return }
      own[number] = NumberShape(code: code)
    case "cellXfs": isInCellFormats = true
    case "xf" where isInCellFormats: formats.append(attributes.number("numFmtId") ?? 0)
    default: break
    }
  }

  func end(_ name: XMLName) {
    if name == "cellXfs" { isInCellFormats = false }
  }

  func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}
