import ArgumentParser
import Exchange
import Glibc
import Ledger
import Office

/// Values of the money side as they are typed on the command line.
enum Typed {
  /// A code.
  static func code<Named>(_ text: String, _ what: String) throws -> Code<Named> {
    guard let code = Code<Named>(checking: text) else {
      throw Failure.usage("\(what) “\(text)” cannot be a code: it \(Code<Named>.problem(in: text) ?? "")")
    }
    return code
  }

  /// Money in minor units, from an amount as people write it.
  static func amount(_ text: String, _ currency: Currency, option: String) throws -> Int64 {
    do throws(FieldProblem) { return try ParsedDecimal(text).units(digits: currency.decimals) } catch {
      throw Failure.usage("\(option): \(error.reason)")
    }
  }

  /// A day; today when none is given.
  static func day(_ text: String?, option: String = "--on") throws -> CalendarDate {
    try text.map { try Moment.day($0, option: option, isEnd: true) } ?? ImportCommand.today
  }
}

/// Who signs, and on what day.
struct Signature: ParsableArguments {
  @Option(
    name: .customLong("as"), help: ArgumentHelp("Who does it. Default: the name this machine's user is logged in by.", valueName: "name"))
  var name: String?

  @Option(help: ArgumentHelp("The day it is done, such as 2024-04-05. Default: today.", valueName: "date"))
  var on: String?

  func date() throws -> CalendarDate { try Typed.day(on) }

  /// The name given, else the user's.
  var signer: String { Self.signer(name) }

  /// The name given, else the user's.
  static func signer(_ name: String?) -> String { name ?? user }

  private static var user: String {
    guard let entry = getpwuid(geteuid()), let name = entry.pointee.pw_name else { return "user \(geteuid())" }
    return String(cString: name)
  }
}
