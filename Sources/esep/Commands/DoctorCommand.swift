import ArgumentParser
import EventLog
import Foundation
import Glibc
import Postgres
import ReadModels

/// `esep doctor`: what is wrong with a set-up, and what to type.
struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Say what is wrong with this set-up, and what to type to mend it.",
    discussion: "Exit status 1 when something is wrong, 3 when the database cannot be reached.")

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    var examination = Examination()
    let login: ConnectionOptions?
    var server: PrivateServer?
    if let url = database.database ?? Workplace.variable("ESEP_DATABASE_URL") {
      examination.good("the database is named by \(database.database == nil ? "ESEP_DATABASE_URL" : "--database")")
      login = examination.attempt("the database's address") { try ConnectionOptions(url: url) }
    } else {
      examination.good("a private PostgreSQL under \(Workplace.home)")
      do {
        let started = try await PrivateServer.started(home: Workplace.home) { Talk.say($0) }
        server = started
        login = started.connectionOptions()
        examination.good("the private PostgreSQL starts")
      } catch {
        login = nil
        examination.bad("the private PostgreSQL does not start: \(error)", isUnreachable: true)
      }
    }
    if let login { await examine(login, &examination) }
    if let server { try? await withOwnThread { server.release() } }
    if let status = examination.status { throw status }
    print("All is well.")
  }

  private func examine(_ login: ConnectionOptions, _ examination: inout Examination) async {
    let connection: Connection
    do { connection = try await Connection.open(login) } catch {
      examination.bad("the database cannot be reached: \(error)", isUnreachable: true)
      return
    }
    do {
      let version = try await connection.run { $0.serverVersion }
      version >= 150_000
        ? examination.good("PostgreSQL \(version / 10_000).\(version % 10_000)")
        : examination.bad("PostgreSQL \(version / 10_000) is too old: version 15 or later is needed")
      for setting in ["fsync", "synchronous_commit", "full_page_writes"] {
        let value = try await connection.run { try $0.query("SELECT current_setting('\(setting)')")[0].text(0) }
        value == "on"
          ? examination.good("\(setting) is on")
          : examination.bad("\(setting) is \(value): an acknowledged sale may be lost in a power cut; in psql: ALTER SYSTEM SET \(setting) = on")
      }
    } catch { examination.bad("the database answers with an error: \(error)") }
    await connection.close()
    do {
      let books = try await Book.list(on: login)
      if books.isEmpty { examination.good("no book yet; type 'esep demo' for an example, or 'esep import FOLDER'") }
      for book in books { await examine(book, login, &examination) }
    } catch { examination.bad("the books cannot be listed: \(error)") }
  }

  private func examine(_ book: Book, _ login: ConnectionOptions, _ examination: inout Examination) async {
    do {
      let options = try await book.open(on: login, as: .reader, migrations: Workplace.migrations)
      let connection = try await Connection.open(options)
      let state = try await connection.run { try $0.foldState() }
      await connection.close()
      if let halt = state.halt {
        examination.bad("book “\(book)” stands still at position \(halt.position): \(halt.message)")
      } else if state.position < state.head {
        examination.good("book “\(book)”: \(state.head) events, reports \(state.head - state.position) behind; they catch up by themselves")
      } else {
        examination.good("book “\(book)”: \(state.head) events, reports up to date")
      }
    } catch { examination.bad("book “\(book)”: \(error)") }
  }
}

/// What a doctor's round has found so far.
private struct Examination {
  private(set) var status: ExitStatus?

  func good(_ finding: String) { print("✓ \(finding)") }

  mutating func bad(_ finding: String, isUnreachable: Bool = false) {
    print("✗ \(finding)")
    status = isUnreachable ? .unreachable : status ?? .refused
  }

  mutating func attempt<T>(_ what: String, _ body: () throws -> T) -> T? {
    do { return try body() } catch {
      bad("\(what): \(error)")
      return nil
    }
  }
}
