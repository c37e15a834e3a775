import ArgumentParser
import EventLog
import Glibc
import Office
import Postgres
import ReadModels

/// Runs the command line and turns every failure into a message and an exit status:
/// 0 done, 1 refused or a check failed, 2 usage, 3 database unreachable.
@main
enum Main {
  static func main() async {
    let status = await run()
    fflush(nil)
    exit(status)
  }

  private static func run() async -> Int32 {
    var command: any ParsableCommand
    do { command = try Esep.parseAsRoot() } catch { return explain(error) }
    do {
      if var command = command as? any AsyncParsableCommand { try await command.run() } else { try command.run() }
      return 0
    } catch { return explain(error) }
  }

  private static func explain(_ error: any Error) -> Int32 {
    switch error {
    case let failure as Failure:
      Talk.say("esep: \(failure.message)")
      return failure.status.rawValue
    case let problem as OfficeProblem:
      Talk.say("esep: \(problem.message)")
      return (problem.kind == .malformed ? ExitStatus.usage : .refused).rawValue
    case let error as PostgresError:
      Talk.say("esep: \(error)")
      if [.cannotConnect, .connectionLost, .poolExhausted].contains(error.code) {
        Talk.say("Type 'esep doctor' to find out what is wrong with the database.")
        return ExitStatus.unreachable.rawValue
      }
      return ExitStatus.refused.rawValue
    case let error as LogError where error.code == .unreachable || error.code == .outcomeUnknown:
      Talk.say("esep: \(error.message)")
      return ExitStatus.unreachable.rawValue
    case let error as ReadModelError where [.unknownName, .notExplainable, .wrongParameter].contains(error.code):
      Talk.say("esep: \(error.message)")
      return ExitStatus.usage.rawValue
    case let status as ExitStatus: return status.rawValue
    default: return explainUsage(error)
    }
  }

  /// Help is printed and is no failure; a mistyped command is explained and has the status of usage.
  private static func explainUsage(_ error: any Error) -> Int32 {
    let code = Esep.exitCode(for: error)
    if code == .success {
      print(Esep.fullMessage(for: error))
      return 0
    }
    if code == .validationFailure {
      Talk.say(Esep.fullMessage(for: error))
      return ExitStatus.usage.rawValue
    }
    Talk.say("esep: \(error)")
    return ExitStatus.refused.rawValue
  }
}
