import CLibPQ

extension ConnectionOptions {
  /// Options from a URL (`postgresql://user:password@host:5432/database?sslmode=require`) or from `key=value` pairs.
  ///
  /// Both forms are libpq's (PostgreSQL manual, 34.1.1). What is left out comes from libpq's environment variables and defaults.
  /// - Throws: `PostgresError.cannotConnect` when the text cannot be read; the message says what to write instead. It repeats nothing
  ///   of the text, because a misplaced character may have put a piece of the password anywhere.
  public init(url: String) throws {
    guard url.contains(where: { !$0.isWhitespace }) else { throw Self.unreadable("it is empty") }
    if let scheme = url.firstRange(of: "://"), !["postgresql", "postgres"].contains(url[..<scheme.lowerBound]) {
      throw Self.unreadable("it does not start with postgresql://")
    }
    var failure: UnsafeMutablePointer<CChar>?
    guard let first = PQconninfoParse(url, &failure) else {
      defer { PQfreemem(failure) }
      throw Self.unreadable(Self.cause(PostgresError.trimmed(failure)))
    }
    defer { PQconninfoFree(first) }
    var keywords: [String: String] = [:]
    var option = first
    while let keyword = option.pointee.keyword {
      if let value = option.pointee.val { keywords[String(cString: keyword)] = String(cString: value) }
      option += 1
    }
    if let ports = keywords["port"], !ports.split(separator: ",").allSatisfy({ Int($0).map { (1...65_535).contains($0) } ?? false }) {
      throw Self.unreadable("the port is not a number from 1 to 65535; if the password holds '@', ':' or '/', write it as %40, %3A or %2F")
    }
    self.init(keywords: keywords)
  }

  private static func unreadable(_ cause: String) -> PostgresError {
    PostgresError(
      .cannotConnect,
      "the database address cannot be read: \(cause). Write postgresql://user@host:5432/database, or host=… port=5432 dbname=… user=…")
  }

  /// libpq's message quotes the text, so only its kind is passed on.
  private static func cause(_ message: String) -> String {
    let kinds: [(prefix: String, cause: String)] = [
      ("invalid percent-encoded token", "a '%' is not followed by two hexadecimal digits; write a plain '%' as %25"),
      ("forbidden value %00", "it holds %00"),
      ("unexpected character", "an unexpected character follows the host; write '@' in a name or password as %40, ':' as %3A, '/' as %2F"),
      ("end of string reached when looking for matching \"]\"", "the closing ']' of an IPv6 address is missing"),
      ("IPv6 host address may not be empty", "the IPv6 address between '[' and ']' is empty"),
      ("missing key/value separator", "an option after '?' has no '='"),
      ("extra key/value separator", "an option after '?' has two '='; write '=' in a value as %3D"),
      ("missing \"=\"", "an option has no '='; put a value that holds blanks between single quotes"),
      ("unterminated quoted string", "a single quote is not closed; write a quote inside a value as \\'"),
    ]
    if let kind = kinds.first(where: { message.hasPrefix($0.prefix) }) { return kind.cause }
    if message.hasPrefix("invalid connection option") || message.hasPrefix("invalid URI query parameter") {
      return unknownOption(message)
    }
    return "libpq does not understand it"
  }

  /// Names the option that was probably meant. What was written is not repeated: it may be a piece of a password.
  private static func unknownOption(_ message: String) -> String {
    let written = message.split(separator: "\"").dropFirst().first.map(String.init) ?? ""
    let known = ["host", "hostaddr", "port", "dbname", "user", "password", "passfile", "sslmode", "sslrootcert", "sslcert", "sslkey"]
    let synonyms = ["database": "dbname", "db": "dbname", "username": "user", "hostname": "host", "pass": "password", "ssl": "sslmode"]
    guard let meant = synonyms[written] ?? known.first(where: { isOneSlipApart($0, written) }) else {
      return "it has an option that libpq does not know (if it is part of a password, write '&' as %26 and '?' as %3F)"
    }
    return "it has an option that libpq does not know; did you mean '\(meant)'?"
  }

  /// Whether the two differ by one letter left out, added or changed.
  private static func isOneSlipApart(_ left: String, _ right: String) -> Bool {
    let (short, long) = left.utf8.count <= right.utf8.count ? (Array(left.utf8), Array(right.utf8)) : (Array(right.utf8), Array(left.utf8))
    guard long.count - short.count <= 1 else { return false }
    let same = zip(short, long).prefix { $0 == $1 }.count
    return short.dropFirst(same + (short.count == long.count ? 1 : 0)).elementsEqual(long.dropFirst(same + 1))
  }
}
