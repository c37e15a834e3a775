/// One step of a schema's making: a numbered SQL file, applied once to each book and never edited afterwards.
public struct Migration: Sendable, Hashable, CustomStringConvertible {
  /// Whose tables these are, such as `log`; numbers count within it.
  public let component: String
  /// Its place in the component's order, from 1.
  public let number: Int32
  /// What it is about, in a word or two.
  public let name: String
  /// The statements; unqualified names, since the connection's search path picks the book.
  public let sql: String

  /// A migration from its text.
  public init(component: String, number: Int32, name: String, sql: String) {
    self.component = component
    self.number = number
    self.name = name
    self.sql = sql
  }

  /// A migration from a file embedded in the program.
  public init(component: String, number: Int32, name: String, file: [UInt8]) {
    self.init(component: component, number: number, name: name, sql: String(decoding: file, as: UTF8.self))
  }

  /// Component, number and name, as in `log 3 append`.
  public var description: String { "\(component) \(number) \(name)" }
}

extension Migration {
  /// The migrations of the log itself. Others that share the book come after them.
  public static let log: [Migration] = [
    Migration(component: "log", number: 1, name: "log", file: PackageResources._001_log_sql),
    Migration(component: "log", number: 2, name: "guard", file: PackageResources._002_guard_sql),
    Migration(component: "log", number: 3, name: "append", file: PackageResources._003_append_sql),
    Migration(component: "log", number: 4, name: "append-unopposed", file: PackageResources._004_append_unopposed_sql),
    Migration(component: "log", number: 5, name: "grants", file: PackageResources._005_grants_sql),
    Migration(component: "log", number: 6, name: "append-one", file: PackageResources._006_append_one_sql),
    Migration(component: "log", number: 7, name: "tree", file: PackageResources._007_tree_sql),
    Migration(component: "log", number: 8, name: "streams-at-versions", file: PackageResources._008_streams_at_versions_sql),
  ]

  /// Makes the table that records the others.
  static let table = String(decoding: PackageResources._000_migration_sql, as: UTF8.self)
}
