import Bookkeeping
import EventLog
import Glibc
import Ledger
import Postgres
import TestSupport

/// One of the accountants of the concurrency test, each a process of her own: all of them match, apply and pay the same things at once.
///
/// `MoneyClerk DATABASE BOOK NAME SEED STATEMENTS LINES ROUNDS`. Sales `S1-1`…, statements `ST1`… of the channel SHOP with a line a sale, receipts `PAY1`…
/// that nobody has applied yet: the test has recorded them. Prints how often she recorded something, found it done, and was refused.
@main
enum MoneyClerk {
  static func main() async throws {
    let arguments = CommandLine.arguments
    let numbers = arguments.dropFirst(4).compactMap { Int($0) }
    guard arguments.count == 8, numbers.count == 4 else {
      print("usage: MoneyClerk DATABASE BOOK NAME SEED STATEMENTS LINES ROUNDS")
      fflush(nil)
      exit(2)
    }
    let log = SharedLog(options: try Book(named: arguments[2]).options(ConnectionOptions(url: arguments[1]), as: .writer))
    let bookkeeper = Bookkeeper(log: log, author: arguments[3])
    var work = Work(name: arguments[3], seed: UInt64(numbers[0]), statements: numbers[1], lines: numbers[2])
    var (recorded, unchanged, refused) = (0, 0, 0)
    for _ in 0..<numbers[3] {
      for verdict in try await bookkeeper.record(work.round().map { Instruction($0) }) {
        switch verdict {
        case .recorded: recorded += 1
        case .unchanged: unchanged += 1
        case .refused: refused += 1
        }
      }
    }
    await log.close()
    print("\(arguments[3]) \(recorded) \(unchanged) \(refused)")
  }
}

/// What an accountant in a hurry does, in no order: much of it was done by another a moment ago.
private struct Work {
  let name: String
  var random: SplitMix64
  let statements: Int
  let lines: Int
  private var runs = 0
  private let channel = ChannelCode("SHOP")
  private let today = CalendarDate(daysSince1970: 19_800)

  init(name: String, seed: UInt64, statements: Int, lines: Int) {
    (self.name, self.statements, self.lines) = (name, statements, lines)
    random = SplitMix64(seed: seed)
  }

  mutating func round() -> [Command] { (0..<number(1...12)).map { _ in step() } }

  private mutating func step() -> Command {
    let statement = number(1...statements)
    let code = StatementCode("ST\(statement)")
    switch number(1...100) {
    case ...45:
      // Now and then by mistake the sale of another line, which somebody has claimed or will claim.
      let line = number(1...lines)
      let sale = number(1...20) == 1 ? number(1...lines) : line
      return .settlement(
        .match(
          MatchLine(
            channel: channel, statement: code, line: .init("\(line)"), targets: [ClaimTarget(sale: .init("S\(statement)-\(sale)"), returned: nil)],
            method: .person, date: today, dispute: nil)))
    case ...50:
      return .settlement(
        .unmatch(UnmatchLine(channel: channel, statement: code, line: .init("\(number(1...lines))"), reason: "by mistake", date: today)))
    case ...70:
      return .settlement(
        .applyReceipt(ApplyReceipt(payout: .init("PAY\(number(1...statements))"), channel: channel, statement: code, amount: nil, date: today)))
    default: return .payables(pay())
    }
  }

  /// Runs under her own numbers and under numbers that all use.
  private mutating func pay() -> PayablesCommand {
    let owner = number(1...3) == 1 ? "shared" : name
    let run = RunCode("RUN-\(owner)-\(number(max(1, runs - 3)...runs + 1))")
    switch number(1...10) {
    case ...2:
      runs += 1
      return .prepare(PreparePayoutRun(run: run, cutOff: today, by: "first of \(owner)", date: today))
    case ...4: return .approve(ApprovePayoutRun(run: run, by: "second of \(name)", date: today))
    case 5: return .reject(RejectPayoutRun(run: run, by: name, reason: "too early", date: today))
    case 6: return .instruct(InstructPayoutRun(run: run, by: owner, date: today))
    case 7: return .settleRun(SettleRun(run: run, reference: "list", date: today))
    default:
      return .settle(SettlePayment(run: run, producer: .init("P\(number(1...3))"), amount: nil, reference: "bank", date: today))
    }
  }

  private mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
}
