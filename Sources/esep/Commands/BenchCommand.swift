import ArgumentParser
import Benchmarks
import Foundation

/// `esep bench`: how fast, beside what PostgreSQL itself can do.
struct BenchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Measure how fast Esep is, beside what PostgreSQL itself can do on this machine.",
    discussion: """
      Starts a PostgreSQL of its own with fsync and synchronous_commit on, warms up, then runs Esep and its limit in turns and prints the medians. Every
      figure stands beside its limit of the same rounds: machines differ, the ratios are what counts. Correctness is checked in the same runs.

      Works can be named by chapter or by their own name: esep bench append, esep bench append-64-writers.

      With --peers, or by the name peers, other systems are measured on the same server in the same rounds: message-db and pgledger when their SQL is given,
      Python's eventsourcing and psycopg when python3 has them, hledger and ledger when they are installed. None of them comes with Esep.
      """)

  @Argument(help: ArgumentHelp("Chapters or works. Left out: all.", valueName: "name"))
  var names: [String] = []

  @Option(help: ArgumentHelp("Events of the works that go through a whole log.", valueName: "number"))
  var events = 1_000_000

  @Option(help: ArgumentHelp("Rounds that count; one more warms up.", valueName: "number"))
  var runs = 3

  @Option(help: ArgumentHelp("How many seconds a work that goes on for a time goes on.", valueName: "number"))
  var seconds = 5.0

  @Flag(help: "Measure other systems too.")
  var peers = false

  @Option(
    name: .customLong("message-db"), help: ArgumentHelp("message-db's SQL: the directory “database” of its repository.", valueName: "directory"))
  var messageDB: String?

  @Option(help: ArgumentHelp("pgledger's SQL: the file pgledger.sql as it lies in its repository.", valueName: "file"))
  var pgledger: String?

  @Option(
    help: ArgumentHelp(
      "Where the server keeps its files: a new directory on the disk to measure. Default: under the temporary directory.", valueName: "directory"))
  var directory: String?

  @Option(help: ArgumentHelp("table or json.", valueName: "format"))
  var format: Format = .table

  @Option(help: ArgumentHelp("Draw how near each figure is to its aim, as SVG, into this file.", valueName: "file.svg"))
  var chart: String?

  /// How the figures are printed.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table, json
  }

  func validate() throws {
    guard events >= 10_000, runs >= 1, seconds > 0 else {
      throw ValidationError("--events is at least 10000, --runs at least 1, --seconds more than 0")
    }
  }

  func run() async throws {
    try await StopSignal.run { try await measure() }
  }

  private func measure() async throws {
    var options = BenchOptions()
    (options.events, options.runs, options.seconds) = (events, runs, seconds)
    options.measuresPeers = peers || names.contains { $0.hasPrefix(Chapter.peers.rawValue) }
    (options.messageDB, options.pgledger) = (messageDB, pgledger)
    let usual = NSTemporaryDirectory() + "/esep-bench-"
    await Bench.sweep(usual)
    let place = directory ?? usual + "\(getpid())"
    let (names, format, chart) = (names, format, chart)
    let failures = try await Bench.with(options, directory: place, program: Self.program, migrations: Workplace.migrations) { bench in
      let works = try await Self.chosen(names, bench)
      Talk.say("\(bench.options.runs) rounds and one to warm up; PostgreSQL with " + Bench.settingsText)
      let (findings, failures) = try await Self.measure(works, bench, format)
      let machine = try await bench.machine()
      switch format {
      case .table:
        print(findings.verdictsTable())
        for note in findings.notes() { print(note) }
      case .json: print(findings.json(settings: Bench.settings, machine: machine))
      }
      if let chart { try Self.write(Chart(findings, subtitle: machine.map { "\($0.name) \($0.value)" }.joined(separator: " · ")).svg(), to: chart) }
      return failures
    }
    if !failures.isEmpty { throw Failure.refused(failures.joined(separator: "\n")) }
  }

  /// A work that comes to a wrong outcome costs its own figures, and in the end the exit status, but not what else was measured.
  private static func measure(_ works: [Work], _ bench: Bench, _ format: Format) async throws -> (findings: [Finding], failures: [String]) {
    var (findings, failures): ([Finding], [String]) = ([], [])
    for work in works {
      do {
        let finding = try await Runner(bench).run(work) { Talk.draw($0) }
        findings.append(finding)
        Talk.draw("")
        if format == .table { print([finding].figuresTable()) }
      } catch let error as BenchError {
        failures.append("\(work.id): \(error.description)")
      }
    }
    return (findings, failures)
  }

  private static func write(_ svg: String, to file: String) throws {
    do {
      try svg.write(toFile: file, atomically: true, encoding: .utf8)
      Talk.say("The chart is in \(file).")
    } catch {
      throw Failure.refused("The chart could not be written to \(file): \(error.localizedDescription)")
    }
  }

  /// This very program, also when it was found through PATH.
  private static var program: String {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
  }

  private static func chosen(_ names: [String], _ bench: Bench) async throws -> [Work] {
    var chapters: [(String, [Work])] = []
    for chapter in Chapter.allCases { chapters.append((chapter.rawValue, await chapter.works(bench))) }
    let all = chapters.flatMap(\.1)
    if names.isEmpty { return all }
    return try names.flatMap { name in
      if let chapter = chapters.first(where: { $0.0 == name }) { return chapter.1 }
      guard let work = all.first(where: { $0.id == name }) else {
        let known = chapters.map { "\($0.0) (\($0.1.map(\.id).joined(separator: ", ")))" }.joined(separator: "; ")
        throw Failure.usage("There is nothing called “\(name)” to measure. There are: \(known).")
      }
      return [work]
    }
  }
}
