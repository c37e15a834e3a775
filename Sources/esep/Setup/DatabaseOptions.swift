import ArgumentParser

/// Which book in which database.
struct DatabaseOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The book: a set of accounts of its own. Default: main, or the only book there is.", valueName: "name"))
  var book: String?

  @Option(
    help: ArgumentHelp(
      "The database, such as postgresql://esep@db.example/esep. Default: ESEP_DATABASE_URL, or a private PostgreSQL that Esep starts itself.",
      valueName: "url"))
  var database: String?
}
