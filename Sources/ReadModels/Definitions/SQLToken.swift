/// A word, a text or a sign of SQL; what stands in parentheses is one.
indirect enum SQLToken: Hashable {
  /// A name or a word of the language, in small letters; also a number.
  case word(String)
  /// A text between apostrophes, as what it stands for.
  case text(String)
  /// Any other character; a name in quotation marks is one mark, whatever it is.
  case mark(Character)
  /// What stands between parentheses.
  case group([SQLToken])

  /// The tokens of a statement, without its comments. It need not be right: what is left open ends with the statement.
  static func read(_ statement: String) -> [SQLToken] {
    var rest = statement[...]
    return read(&rest)
  }

  /// Up to the parenthesis that closes the group, which is taken too.
  private static func read(_ rest: inout Substring) -> [SQLToken] {
    var tokens: [SQLToken] = []
    while let next = rest.first {
      if next == ")" {
        rest.removeFirst()
        return tokens
      }
      if next == "(" {
        rest.removeFirst()
        tokens.append(.group(read(&rest)))
      } else if rest.hasPrefix("--") {
        rest = rest.drop { !$0.isNewline }
      } else if rest.hasPrefix("/*") {
        rest = rest.firstRange(of: "*/").map { rest[$0.upperBound...] } ?? ""
      } else if next == "'" {
        tokens.append(.text(quotation(&rest, next)))
      } else if next == "\"" {
        _ = quotation(&rest, next)
        tokens.append(.mark(next))
      } else if next.isLetter || next.isNumber || next == "_" {
        let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        rest = rest[word.endIndex...]
        tokens.append(.word(word.lowercased()))
      } else {
        rest.removeFirst()
        if !next.isWhitespace { tokens.append(.mark(next)) }
      }
    }
    return tokens
  }

  /// Up to the sign it began with, which is taken too; two of them are one that belongs to it.
  private static func quotation(_ rest: inout Substring, _ sign: Character) -> String {
    var text = ""
    repeat {
      rest.removeFirst()
      let part = rest.prefix { $0 != sign }
      text += part
      rest = rest[part.endIndex...].dropFirst()
      if rest.first == sign { text.append(sign) }
    } while rest.first == sign
    return text
  }
}
