public import Postgres

/// One set of accounts with its own log, in one PostgreSQL schema of the same name.
///
/// The value is only the (checked) name; whether there is such a book the database says.
public struct Book: Sendable, Hashable, CustomStringConvertible {
  /// The name, and the name of its schema.
  public let name: String

  /// A book by its name: a small letter, then up to 39 small letters, digits and underscores; no name PostgreSQL has for itself.
  ///
  /// Such a name needs no quotes anywhere, and leaves room in PostgreSQL's 63 bytes for `esep_<book>_owner`.
  /// - Throws: `LogError.invalidBookName`.
  public init(named name: String) throws(LogError) {
    let bytes = Array(name.utf8)
    let isSpelledRight =
      (1...40).contains(bytes.count) && (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(bytes[0])
      && bytes.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
        default: false
        }
      }
    guard isSpelledRight else {
      throw LogError(
        .invalidBookName, "A book's name is a small letter, then at most 39 small letters, digits or underscores: “\(name)” is not. Try “main”.")
    }
    guard name != "public", name != "information_schema", !name.hasPrefix("pg_") else {
      throw LogError(.invalidBookName, "“\(name)” is a name PostgreSQL keeps for itself. Try “main”.")
    }
    self.name = name
  }

  /// The name.
  public var description: String { name }

  /// The channel on which appends are announced: `NOTIFY esep_<book>`.
  public var notificationChannel: String { "esep_\(name)" }

  /// The database role for what somebody may do with this book.
  public func roleName(_ role: BookRole) -> String { "esep_\(name)_\(role.rawValue)" }

  /// The options of a connection to this book in a role, made from those of a login that is a member of it. Asks nothing of the database.
  public func options(_ base: ConnectionOptions, as role: BookRole) -> ConnectionOptions {
    var options = base
    options.role = roleName(role)
    options.searchPath = name
    return options
  }
}

/// What a connection may do with a book. Each is a database role of its own that cannot log in; login roles are made members.
public enum BookRole: String, Sendable, Hashable, CaseIterable {
  /// Owns the tables: migrates, and keeps the read models. May not change the log either.
  case owner
  /// Appends commits and reads everything.
  case writer
  /// Reads everything except personal data.
  case reader
}
