/// Every kind of document that `DocumentReader` reads.
public enum DocumentKinds {
  /// All of them: first those that have a spreadsheet, then the others by area.
  public static let all: [DocumentKind] = sheets + people + settlement + payables + production + movement + products + certification + programme

  /// A kind by its name; nil for none.
  public static func named(_ name: String) -> DocumentKind? { all.first { $0.name == name } }
}
