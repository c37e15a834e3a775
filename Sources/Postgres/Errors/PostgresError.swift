/// What went wrong between us and PostgreSQL.
///
/// `description` is safe to log: it holds neither DETAIL nor CONTEXT, which quote rows, nor any argument.
/// `debugDescription` holds all the server said and the statement's text; show it to a developer, do not store it.
public struct PostgresError: Error, Sendable {
  /// The kind of failure, by what the caller can do about it.
  public enum Code: String, Sendable, Hashable {
    /// No connection came about: wrong options, server down, password refused.
    case cannotConnect
    /// The connection broke. Whether a COMMIT under way took effect is not known; look before trying again.
    case connectionLost
    /// The server refused the statement; `sqlState` says why.
    case server
    /// The time allowed by the caller ran out and the statement was stopped.
    case timedOut
    /// The task was cancelled and the statement was stopped.
    case cancelled
    /// No connection of the pool came free in the time allowed.
    case poolExhausted
    /// A value is not of the type, or NULL, or not of the shape that the caller asked for.
    case unexpectedData
  }

  /// The kind of failure.
  public var code: Code
  /// The server's five-character SQLSTATE (PostgreSQL manual, appendix A), if the server spoke.
  public var sqlState: String?
  /// One sentence on what happened, as the server or this library said it. May quote a value: prefer `description` in logs.
  public var message: String
  /// What the server suggests, if anything.
  public var hint: String?
  /// The constraint that was violated, if one was.
  public var constraint: String?
  /// The table concerned, if the server named it.
  public var table: String?
  /// The schema concerned, if the server named it.
  public var schema: String?
  /// The column concerned, if the server named it.
  public var column: String?
  /// The server's DETAIL. Quotes values of rows, so it is only in `debugDescription`.
  public var detail: String?
  /// The server's CONTEXT. May quote values of rows, so it is only in `debugDescription`.
  public var context: String?
  /// The text of the statement, without its arguments.
  public var statement: String?

  /// An error without anything from the server.
  public init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }
}

extension PostgresError: CustomStringConvertible {
  /// One line, safe to log.
  public var description: String {
    var text = quotesValues ? Self.hidingQuoted(message) : message
    if let sqlState { text += " (SQLSTATE \(sqlState))" }
    return text
  }

  /// Data exceptions (class 22) quote the offending value in their very message; other classes quote names only.
  private var quotesValues: Bool { sqlState?.hasPrefix("22") ?? false }

  /// Everything between the first and the last double quote gives way to an ellipsis, since a value may hold quotes itself.
  private static func hidingQuoted(_ message: String) -> String {
    guard let first = message.firstIndex(of: "\""), let last = message.lastIndex(of: "\""), first < last else { return message }
    return message[...first] + "…" + message[last...]
  }
}

extension PostgresError: CustomDebugStringConvertible {
  /// All that is known, on several lines. Quotes values: not for logs.
  public var debugDescription: String {
    var lines = ["PostgresError.\(code.rawValue): \(message)"]
    func add(_ name: String, _ value: String?) {
      if let value { lines.append("  \(name): \(value)") }
    }
    add("SQLSTATE", sqlState)
    add("detail", detail)
    add("hint", hint)
    add("schema", schema)
    add("table", table)
    add("column", column)
    add("constraint", constraint)
    add("context", context)
    add("statement", statement)
    return lines.joined(separator: "\n")
  }
}
