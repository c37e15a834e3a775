import Postgres
import TestSupport
import Testing

@Suite("A database address")
struct ConnectionOptionsTests {
  @Test("URL and key=value pairs mean the same")
  func bothForms() throws {
    let url = try ConnectionOptions(url: "postgresql://aigul:geheim@db.example:5433/books?connect_timeout=3&application_name=audit")
    let pairs = try ConnectionOptions(
      url: "host=db.example port=5433 dbname=books user=aigul password=geheim connect_timeout=3 application_name=audit")
    #expect(url == pairs)
    #expect(url.database == "books")
    #expect(url.user == "aigul")
    #expect(url.host == "db.example")
    #expect(url.connectTimeoutSeconds == 3)
    #expect(url.applicationName == "audit")
  }

  @Test("Printing and dumping show no password")
  func hidesPassword() throws {
    let options = try ConnectionOptions(url: "postgres://aigul:geheim@db.example/books")
    var dumped = ""
    dump(options, to: &dumped)
    #expect(options.description == "database books on db.example as aigul")
    #expect(!dumped.contains("geheim"))
    #expect(!String(reflecting: options).contains("geheim"))
  }

  @Test(
    "A wrong one is told what is wrong and what to write, without a piece of it",
    arguments: [
      ("", "it is empty"),
      ("mysql://aigul:geheim@db/books", "does not start with postgresql://"),
      ("postgresql://aigul:geheim%zz@db/books", "write a plain '%' as %25"),
      ("postgresql://aigul:gehe@im:x@db/books", "the port is not a number"),
      ("postgresql://aigul:geheim@db:70000/books", "the port is not a number"),
      ("postgresql://aigul:geheim@db/books?sslmod=require", "did you mean 'sslmode'?"),
      ("postgresql://aigul:geheim@db/books?database=geheim", "did you mean 'dbname'?"),
      ("postgresql://aigul:geheim@db/books?geheim", "has no '='"),
      ("postgresql://aigul:geheim@[::1/books", "closing ']'"),
      ("host=db password=mein geheim", "put a value that holds blanks between single quotes"),
      ("host=db password='geheim", "a single quote is not closed"),
      ("host=db geheim=1", "libpq does not know"),
    ])
  func explains(url: String, reason: String) throws {
    let error = try thrown(PostgresError.self) { try ConnectionOptions(url: url) }
    #expect(error.code == .cannotConnect)
    #expect(error.message.contains(reason), "\(error.message)")
    #expect(error.message.contains("Write postgresql://"))
    #expect(!error.debugDescription.contains("geheim") && !error.debugDescription.contains("gehe"))
  }

  @Test("Names and texts are quoted for SQL")
  func quoting() {
    #expect(quotedIdentifier("a \"b\"") == "\"a \"\"b\"\"\"")
    #expect(quotedLiteral("it's") == "'it''s'")
    #expect(quotedLiteral("a\\b") == " E'a\\\\b'")
  }
}
