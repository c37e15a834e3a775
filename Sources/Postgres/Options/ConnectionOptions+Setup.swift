extension ConnectionOptions {
  /// libpq's keywords and values for a new connection.
  var libpqKeywords: [(keyword: String, value: String)] {
    var all = keywords
    all["password"] = password?.text
    all["application_name"] = applicationName
    all["client_encoding"] = "UTF8"
    return all.map { ($0.key, $0.value) }
  }

  /// What holds unless the caller says otherwise: no result depends on the machine's time zone, and nothing is compiled just in time. That gains nothing
  /// here, and where a plan must not read a table whole (`enable_seqscan = off`) the server takes it for so dear that it compiles it at each call: an
  /// append of 32 commits then took 85 ms instead of 0.9.
  private static let ownSettings = ["TimeZone": "UTC", "jit": "off"]

  /// What is said to the server first: settings, then the search path, and the role last, since it may be allowed less.
  var setupSQL: String {
    var calls = settings.merging(Self.ownSettings) { given, _ in given }
    calls["search_path"] = searchPath.map(quotedIdentifier) ?? calls["search_path"]
    let list = calls.sorted { $0.key < $1.key }.map { "set_config(\(quotedLiteral($0.key)), \(quotedLiteral($0.value)), false)" }
    return "SELECT " + list.joined(separator: ", ") + (role.map { "; SET ROLE \(quotedIdentifier($0))" } ?? "")
  }
}

/// A name as SQL wants it: between double quotes, double quotes inside doubled.
public func quotedIdentifier(_ name: String) -> String {
  "\"" + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
}

/// A text as an SQL literal, for the few statements that take no parameters. Safe whatever `standard_conforming_strings` says.
public func quotedLiteral(_ text: String) -> String {
  let quoted = "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
  guard text.contains("\\") else { return quoted }
  return " E" + quoted.split(separator: "\\", omittingEmptySubsequences: false).joined(separator: "\\\\")
}
