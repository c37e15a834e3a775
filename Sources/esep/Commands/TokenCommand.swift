import ArgumentParser
import Exchange
import SignIn

/// `esep user token`: tokens with which programs use the API.
struct TokenCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "token", abstract: "Keep tokens with which programs use the API.", subcommands: [Add.self, List.self, Revoke.self],
    defaultSubcommand: List.self)

  /// `esep user token add NAME`
  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Make a token; it is shown once.")
    @Argument(help: ArgumentHelp("The program's name; it stands in the log beside what it records.", valueName: "name"))
    var name: String
    @Option(name: .customLong("role"), help: ArgumentHelp("A role. May be repeated.", valueName: "role"))
    var roles: [Role]
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
      let token = try await UserDesk.with(database) { accounts, actor in try await accounts.addToken(name: name, roles: Set(roles), by: actor) }
      Talk.say("The token of \(name), shown only now:")
      print(token.text)
    }
  }

  /// `esep user token list`
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List all tokens.")
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
      let tokens = try await UserDesk.with(database) { accounts, _ in try await accounts.tokens() }
      guard !tokens.isEmpty else { return print("There are no tokens yet: esep user token add NAME --role clerk") }
      var table = TextTable([.init("name"), .init("roles"), .init("made by")])
      for token in tokens { table.add([token.name, token.roles.map(\.rawValue).sorted().joined(separator: ", "), token.createdBy]) }
      print(table.text(), terminator: "")
    }
  }

  /// `esep user token revoke NAME`
  struct Revoke: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Take a token back; it opens nothing within five seconds.")
    @Argument var name: String
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
      try await UserDesk.with(database) { accounts, actor in try await accounts.revokeToken(name: name, by: actor) }
      print("The token of \(name) opens nothing any more.")
    }
  }
}
