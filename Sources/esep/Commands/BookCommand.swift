import ArgumentParser
import EventLog
import Glibc

/// `esep book`: the books of a database.
struct BookCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "book", abstract: "Create, list and drop books.", subcommands: [Create.self, List.self, Drop.self], defaultSubcommand: List.self)

  /// `esep book create NAME`
  struct Create: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Create a book: a set of accounts with its own log.")

    @Argument(help: ArgumentHelp("A small letter, then small letters, digits and underscores.", valueName: "name"))
    var name: String

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
      try await Workplace.with(database) { workplace in
        let book = try Book(named: name)
        try await book.create(on: workplace.login, migrations: Workplace.migrations)
        try await Folding.catchUp(workplace, book)
        print("Book “\(book)” is there. Fill it with: esep import FOLDER --book \(book)")
      }
    }
  }

  /// `esep book list`
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the books of the database.")

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
      try await Workplace.with(database) { workplace in
        let books = try await Book.list(on: workplace.login)
        if books.isEmpty { Talk.say("There is no book yet. Type 'esep demo' for an example, or 'esep import FOLDER'.") }
        for book in books { print(book.name) }
      }
    }
  }

  /// `esep book drop NAME`
  struct Drop: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Delete a book with everything in it, for good.")

    @Argument(help: ArgumentHelp("The book.", valueName: "name"))
    var name: String

    @Flag(help: "Do not ask.")
    var yes = false

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
      let book = try Book(named: name)
      guard yes || Self.isSure(book) else {
        throw Failure.refused("Book “\(book)” stays. To delete it without a question: esep book drop \(book) --yes")
      }
      try await Workplace.with(database) { workplace in
        try await book.drop(on: workplace.login)
        print("Book “\(book)” is gone.")
      }
    }

    private static func isSure(_ book: Book) -> Bool {
      guard isatty(STDIN_FILENO) == 1 else { return false }
      Talk.say("This deletes book “\(book)” with its whole history, for good. Type its name to go on:")
      return readLine() == book.name
    }
  }
}

/// `esep migrate`: bring a book's tables up to this program.
struct MigrateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "migrate", abstract: "Bring a book's tables up to this version of Esep.")

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    try await Workplace.with(database) { workplace in
      let book = try await workplace.book(database)
      let applied = try await book.migrate(on: workplace.login, migrations: Workplace.migrations)
      try await Folding.catchUp(workplace, book)
      print(applied.isEmpty ? "Book “\(book)” was up to date." : "Book “\(book)”: \(applied.count) migrations applied.")
    }
  }
}
