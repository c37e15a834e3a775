import Projections

/// A file of SQL taken apart: first comment lines in prose, then comment lines that begin with a keyword, then one statement.
struct SQLFile {
  /// A header line, such as `-- key  month, channel`.
  struct HeaderLine {
    let keyword: String
    let text: String
    let number: Int
  }

  let path: String
  /// The file's name without its extension.
  let name: String
  /// The comment lines before the first keyword, without their dashes.
  let prose: [String]
  let header: [HeaderLine]
  /// The statement, without a semicolon at its end.
  let body: String
  /// The line on which the statement begins.
  let bodyLine: Int

  /// - Parameter keywords: what header lines may begin with.
  init(_ file: ProjectionFile, keywords: [String]) throws(DefinitionError) {
    path = file.path
    name = String((file.path.split(separator: "/").last ?? "").prefix { $0 != "." })
    var (prose, header): ([String], [HeaderLine]) = ([], [])
    let lines = file.text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.trimmingSpaces() }
    var index = 0
    while index < lines.count, lines[index].isEmpty || lines[index].hasPrefix("--") {
      defer { index += 1 }
      guard !lines[index].isEmpty else { continue }
      let comment = lines[index].dropFirst(2).trimmingSpaces()
      let word = String(comment.prefix { $0 != " " })
      if keywords.contains(word) {
        header.append(HeaderLine(keyword: word, text: comment.dropFirst(word.count).trimmingSpaces(), number: index + 1))
      } else if header.isEmpty {
        prose.append(comment)
      } else {
        throw DefinitionError(
          file: file.path, line: index + 1,
          message: "“\(word)” is not a word of the header (\(keywords.joined(separator: ", "))); what the file is about stands above it.")
      }
    }
    (self.prose, self.header, bodyLine) = (prose, header, index + 1)
    var rest = file.text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst(index).joined(separator: "\n")
    while let last = rest.last, last.isWhitespace || last == ";" { rest.removeLast() }
    body = rest
    let verb = body.prefix { $0.isLetter }.uppercased()
    guard verb == "SELECT" || verb == "WITH" else {
      throw DefinitionError(file: file.path, line: bodyLine, message: "After the header stands one SELECT (or WITH … SELECT).")
    }
    guard let question = prose.first, !question.isEmpty else {
      throw DefinitionError(file: file.path, line: 1, message: "The first line is a comment that says which question the file answers.")
    }
  }

  func error(_ line: Int, _ message: String) -> DefinitionError { DefinitionError(file: path, line: line, message: message) }

  /// Names in a header line, separated by commas.
  func names(_ line: HeaderLine) throws(DefinitionError) -> [String] {
    var names: [String] = []
    for part in line.text.split(separator: ",", omittingEmptySubsequences: false) {
      let name = part.trimmingSpaces()
      guard name.isSQLName else {
        throw error(line.number, "“\(name)” is not a column name: small letters, digits and underscores, such as net_sales.")
      }
      names.append(name)
    }
    return names
  }
}

extension StringProtocol {
  /// Without spaces, tabs and carriage returns at either end.
  func trimmingSpaces() -> String {
    var rest = self[...]
    while let first = rest.first, first.isWhitespace { rest = rest.dropFirst() }
    while let last = rest.last, last.isWhitespace { rest = rest.dropLast() }
    return String(rest)
  }

  /// Whether it can stand in SQL as a name: a small letter, then small letters, digits and underscores; at most 50.
  var isSQLName: Bool {
    guard let first = utf8.first, utf8.count <= 50, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first) else { return false }
    return utf8.allSatisfy { byte in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || byte == UInt8(ascii: "_")
    }
  }

  /// As a name in SQL. Names come from file names and headers and are checked there; quoting lets them be words of SQL, such as `unit`.
  var quoted: String { "\"\(self)\"" }

  /// Parts between commas that stand in no parentheses.
  func splitAtCommas() -> [String] {
    var (parts, part, depth): ([String], String, Int) = ([], "", 0)
    for character in self {
      if character == "(" { depth += 1 }
      if character == ")" { depth -= 1 }
      if character == ",", depth == 0 {
        parts.append(part.trimmingSpaces())
        part = ""
      } else {
        part.append(character)
      }
    }
    return parts + [part.trimmingSpaces()]
  }
}
