import EventLog
import Glibc
import Postgres
import TestSupport

/// One of the processes of the chaos test: writes from many tasks to streams it shares with others, and prints what it was told.
///
/// `ChaosWriter DATABASE NAME SEED TASKS COMMITS STREAMS`. A line for each commit: `A key first count` appended there, `R key` refused for good,
/// `U key` never found out, `X key` answered otherwise when asked again.
@main
enum ChaosWriter {
  static func main() async throws {
    let arguments = CommandLine.arguments
    let numbers = arguments.dropFirst(3).compactMap { Int($0) }
    guard arguments.count == 7, numbers.count == 4 else {
      print("usage: ChaosWriter DATABASE NAME SEED TASKS COMMITS STREAMS")
      fflush(nil)
      exit(2)
    }
    let (name, seed, tasks, commits, streams) = (arguments[2], numbers[0], numbers[1], numbers[2], numbers[3])
    var options = try Book(named: "main").options(ConnectionOptions(url: arguments[1]), as: .writer)
    options.applicationName = "chaos"
    let appender = Appender(options: options)
    await withTaskGroup(of: [String].self) { group in
      for task in 0..<tasks {
        group.addTask {
          await write(appender, "\(name)-\(task)", SplitMix64(seed: UInt64(seed * 1_000 + task)), commits: max(1, commits / tasks), streams: streams)
        }
      }
      for await lines in group { for line in lines { print(line) } }
    }
    await appender.close()
  }

  /// One writer: it believes what conflicts tell it, so it is often behind.
  private static func write(_ appender: Appender, _ name: String, _ random: SplitMix64, commits: Int, streams: Int) async -> [String] {
    var (random, lines) = (random, [String]())
    var believed: [String: Int32] = [:]
    // After a conflict the same streams are tried again, under a new key and with what the conflict told.
    var behind: [String]?
    for number in 0..<commits {
      let key = "\(name)-\(number)"
      let touched =
        behind ?? Set((0..<Int.random(in: 1...3, using: &random)).map { _ in "stream/\(Int.random(in: 0..<streams, using: &random))" }).sorted()
      behind = nil
      let commit = Commit(
        key: key, fingerprint: [UInt8](repeating: 0, count: 32), actor: "chaos",
        events: touched.map { NewEvent(stream: $0, type: "Noted", schema: 1, occurredOn: 19_700, payload: "{\"key\":\"\(key)\"}") },
        expected: touched.map { ExpectedVersion(stream: $0, version: believed[$0] ?? 0) })
      do {
        switch try await appender.append(commit) {
        case .appended(let first, let count), .repeated(let first, let count):
          lines.append("A \(key) \(first) \(count)")
          for stream in touched { believed[stream, default: 0] += 1 }
          // An impatient client asks again: the same answer has to come.
          guard Int.random(in: 0..<10, using: &random) == 0 else { continue }
          let again = try? await appender.append(commit)
          if let again, again != .repeated(first: first, count: count) { lines.append("X \(key)") }
        case .conflict(let stream, _, let actual):
          lines.append("R \(key)")
          believed[stream] = actual
          behind = touched
        case .keyReused: lines.append("X \(key)")
        }
      } catch { lines.append("U \(key)") }
    }
    return lines
  }
}
