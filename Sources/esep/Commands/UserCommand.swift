import ArgumentParser
import EventLog
import Exchange
import Foundation
import Postgres
import SignIn

/// `esep user`: who may sign in to a book's pages, and which programs may use its API.
struct UserCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "user",
    abstract: "Keep the people who may sign in, and the tokens of programs.",
    discussion: """
      Roles: clerk (records goods and sales), accountant (reconciles, pays, closes months), approver (approves payouts and reopened months), manager \
      (reads reports), auditor (reads everything and the log), admin (keeps users). Somebody may have several.

      Example: esep user add aizada --role accountant
               esep user token add till-3 --role clerk
      """,
    subcommands: [Add.self, List.self, Disable.self, Enable.self, Password.self, Roles.self, TokenCommand.self], defaultSubcommand: List.self)

  /// `esep user add NAME`
  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Add somebody; her password is made up and shown once.")

    @Argument(
      help: ArgumentHelp(
        "Her name: 2 to 40 small letters, digits, points, hyphens, underscores. It stands in the log beside what she records.", valueName: "name"))
    var name: String
    @Option(name: .customLong("role"), help: ArgumentHelp("A role. May be repeated.", valueName: "role"))
    var roles: [Role]
    @OptionGroup var secret: PasswordOption
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
      let password = try secret.password()
      try await UserDesk.with(database) { accounts, actor in
        try await accounts.addUser(name: name, roles: Set(roles), password: password.text, by: actor)
      }
      print("\(name) can sign in as \(roles.map(\.rawValue).joined(separator: ", ")).")
      if password.isNew { print("Her password, shown only now: \(password.text)") }
    }
  }

  /// `esep user list`
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List everybody and what she may do.")
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
      let users = try await UserDesk.with(database) { accounts, _ in try await accounts.users() }
      guard !users.isEmpty else { return print("Nobody can sign in yet: esep user add NAME --role admin") }
      var table = TextTable([.init("name"), .init("roles"), .init("state")])
      for user in users {
        table.add([user.name, user.roles.map(\.rawValue).sorted().joined(separator: ", "), user.isDisabled ? "disabled" : "active"])
      }
      print(table.text(), terminator: "")
    }
  }

  /// `esep user disable NAME`
  struct Disable: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Refuse somebody; her sessions end within five seconds.")
    @Argument var name: String
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
      try await UserDesk.with(database) { accounts, actor in try await accounts.setDisabled(true, of: name, by: actor) }
      print("\(name) cannot sign in any more.")
    }
  }

  /// `esep user enable NAME`
  struct Enable: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Let somebody in again.")
    @Argument var name: String
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
      try await UserDesk.with(database) { accounts, actor in try await accounts.setDisabled(false, of: name, by: actor) }
      print("\(name) can sign in again.")
    }
  }

  /// `esep user password NAME`
  struct Password: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Give somebody another password; her sessions end within five seconds.")
    @Argument var name: String
    @OptionGroup var secret: PasswordOption
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
      let password = try secret.password()
      try await UserDesk.with(database) { accounts, actor in try await accounts.setPassword(of: name, to: password.text, by: actor) }
      print("\(name) has another password.")
      if password.isNew { print("It is, shown only now: \(password.text)") }
    }
  }

  /// `esep user roles NAME`
  struct Roles: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Give somebody other roles; they count within five seconds.")
    @Argument var name: String
    @Option(name: .customLong("role"), help: ArgumentHelp("A role. May be repeated.", valueName: "role"))
    var roles: [Role]
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
      try await UserDesk.with(database) { accounts, actor in try await accounts.setRoles(of: name, to: Set(roles), by: actor) }
      print("\(name) is \(roles.map(\.rawValue).joined(separator: ", ")) now.")
    }
  }
}

extension Role: ExpressibleByArgument {}
