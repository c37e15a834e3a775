/// Which entries or events a definition can make something of, as far as its SELECT says so beyond doubt.
///
/// Only to leave out statements that would find nothing: a kind of entry too many costs a moment, one too few would be an error. So the SELECT has to have the
/// plainest form, `FROM entry … WHERE kind IN (…) AND …`, and whatever else it may be concerns anything.
package enum Concern: Hashable {
  /// Whatever is new.
  case any
  /// Entries of these kinds.
  case kinds(Set<String>)
  /// Events of these types.
  case types(Set<String>)

  /// - Parameter body: one SELECT of a definition.
  package init(_ body: String) {
    self = .any
    let tokens = SQLToken.read(body)
    guard tokens.first == .word("select"), Self.unclear.isDisjoint(with: tokens) else { return }
    guard let from = tokens.firstIndex(of: .word("from")), let place = tokens.lastIndex(of: .word("where")), from + 1 < place else { return }
    let (source, condition) = (tokens[from + 1], tokens[(place + 1)...])
    guard source == .word("entry") || source == .word("event"), Self.unclearThere.isDisjoint(with: condition) else { return }
    let column = SQLToken.word(source == .word("entry") ? "kind" : "type")
    // With AS the name it goes by follows, and WHERE comes later still.
    let name = tokens[from + 2] == .word("as") ? tokens[from + 3] : source
    for part in condition.split(separator: .word("and")).map(Array.init) {
      guard let rest = Self.rest(part, after: column, of: name), let texts = Self.texts(rest) else { continue }
      self = source == .word("entry") ? .kinds(texts) : .types(texts)
      return
    }
  }

  /// With one of these outside of parentheses a condition may not hold for every row, or may end elsewhere than it seems.
  private static let unclear = Set(
    ["union", "intersect", "except", "group", "having", "window", "order", "limit", "offset", "fetch", "for"].map(SQLToken.word))
  /// With one of these in it a condition does not fall apart at every AND.
  private static let unclearThere = Set(["or", "between", "case"].map(SQLToken.word))

  /// What follows the column in a condition that begins with it.
  private static func rest(_ condition: [SQLToken], after column: SQLToken, of name: SQLToken) -> ArraySlice<SQLToken>? {
    if condition.first == column { return condition.dropFirst() }
    guard condition.count > 3, condition[0] == name, condition[1] == .mark("."), condition[2] == column else { return nil }
    return condition.dropFirst(3)
  }

  /// The texts of `= 'a'` or `IN ('a', 'b')`.
  private static func texts(_ rest: ArraySlice<SQLToken>) -> Set<String>? {
    let rest = Array(rest)
    guard rest.count == 2 else { return nil }
    switch (rest[0], rest[1]) {
    case (.mark("="), .text(let text)): return [text]
    case (.word("in"), .group(let listed)):
      var texts: Set<String> = []
      for item in listed.split(separator: .mark(","), omittingEmptySubsequences: false) {
        guard item.count == 1, case .text(let text)? = item.first else { return nil }
        texts.insert(text)
      }
      return texts
    default: return nil
    }
  }
}
