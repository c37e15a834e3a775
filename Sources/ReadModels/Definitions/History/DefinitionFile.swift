import Crypto
public import Projections

/// What a file of SQL defines.
public enum DefinitionKind: String, Hashable, Sendable, CaseIterable {
  /// A read model, which has a table.
  case model
  /// A report.
  case report
  /// A rule, which no table keeps.
  case rule

  /// The folder that such files lie in.
  public var folder: String {
    switch self {
    case .model: "Models"
    case .report: "Reports"
    case .rule: "Rules"
    }
  }
}

/// A file that defines a read model, a report or a rule, word for word.
public struct DefinitionFile: Hashable, Sendable {
  /// What it defines.
  public let kind: DefinitionKind
  /// What that is called: the file's name without its extension.
  public let name: String
  /// The content.
  public let text: String
  /// SHA-256 of the content, as `sha256sum` prints it. It changes with the prose too, unlike `Definition.sha256`, which is of what figures depend on.
  public let sha256: [UInt8]

  /// The folder of its kind and its name, such as `Models/sales_by_channel.sql`; wherever it was read from.
  public var file: String { "\(kind.folder)/\(name).sql" }

  /// The hash in hexadecimal digits.
  public var hash: String { sha256.hexadecimal }

  /// A file of a kind.
  public init(_ file: ProjectionFile, kind: DefinitionKind) {
    self.init(kind: kind, name: Self.name(of: file), text: file.text)
  }

  init(kind: DefinitionKind, name: String, text: String) {
    (self.kind, self.name, self.text) = (kind, name, text)
    sha256 = Array(SHA256.hash(data: Array(text.utf8)))
  }

  /// The kind and the name that the folder and the name of a path say; nil when they do not.
  static func parts(of path: String) -> (kind: DefinitionKind, name: String)? {
    guard let kind = DefinitionKind.allCases.first(where: { path.hasPrefix($0.folder + "/") }) else { return nil }
    return (kind, name(of: ProjectionFile(path: path, text: "")))
  }

  /// As it would be read from the folder.
  var projection: ProjectionFile { ProjectionFile(path: file, text: text) }

  private static func name(of file: ProjectionFile) -> String { String((file.path.split(separator: "/").last ?? "").prefix { $0 != "." }) }
}

extension DefinitionFile {
  /// Reads a file that somebody hands in, which need not lie in the folder of its kind: a report when its header has `columns`; a rule when it lies in a
  /// folder `Rules` or is called as a rule of the catalogue; otherwise a read model.
  public init(_ file: ProjectionFile, beside catalogue: Catalogue) {
    let name = Self.name(of: file)
    let isReport = file.text.split(separator: "\n").contains { $0.trimmingSpaces().hasPrefix("-- columns ") }
    let isRule = catalogue.rules.contains { $0.name == name } || file.path.split(separator: "/").dropLast().last == "Rules"
    self.init(file, kind: isReport ? .report : isRule ? .rule : .model)
  }
}

extension [UInt8] {
  var hexadecimal: String {
    let digits = [Character]("0123456789abcdef")
    return String(flatMap { byte -> [Character] in [digits[Int(byte >> 4)], digits[Int(byte & 15)]] })
  }
}
