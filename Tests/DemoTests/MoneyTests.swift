import Demo
import Ledger
import Testing

@Suite("Money in the demo book", .serialized)
struct MoneyTests {
  private let money: MoneyTotals
  private let replay: Replay

  init() throws {
    replay = try Replay.small.get()
    money = replay.money
  }

  @Test("Debits equal credits, line by line and at the end of every year")
  func balanced() {
    #expect(replay.totals.unbalanced == 0)
    for year in 2010...2025 { #expect(replay.totals.answer(.balance(nil, year: year)) == 0, "\(year)") }
  }

  @Test(
    "What channels paid is what producers got, the association earned by fees and by its own goods, and channels have yet to get back, but for what was given up"
  )
  func conservation() {
    #expect(money.carried > 0)
    #expect(money.carried == money.given + money.fees + money.own + money.notStated - money.writtenOff)
  }

  @Test("Nobody is paid beyond what was released to her, at any time; what is left of it is in her balance, in transit or kept back")
  func neverTooMuch() {
    #expect(money.paidTooMuch.isEmpty, "\(money.paidTooMuch)")
    let states = replay.book.payables
    for (code, producer) in money.producers {
      let balance = states.balance(of: code)
      #expect(balance.paid == producer.paid - producer.sentBack, "\(code)")
      #expect(balance.released == producer.released && balance.bought == producer.purchased, "\(code)")
    }
  }

  @Test("Every channel states every month in which it sold; all is matched and paid but what is left of 2025")
  func statements() {
    #expect(money.statements.count == 745)
    for (channel, state) in replay.book.settlements {
      for statement in state.orderedStatements {
        let isLeft = statement.received.periodFrom.components.year == 2025
        #expect(statement.isSettled != isLeft, "\(channel) \(statement.received.statement)")
        #expect(statement.orderedMatches.isEmpty == isLeft)
        #expect(statement.received.opening == 0)
      }
    }
    let left = money.receipts.filter { receipt in !money.payments.contains { $0.payout == receipt.entry.payout } }
    #expect(left.count > 40)
    #expect(left.allSatisfy { $0.on.components.year == 2025 })
    let waiting = left.reduce(0) { $0 + $1.entry.bookAmount + $1.entry.bookBankFee }
    #expect(replay.totals.answer(.balance(.suspense, year: 2025)) == -waiting)
  }

  @Test("Producers are paid twice a year until 2016 and four times since, until the money of 2024 is spent; two people sign")
  func runs() {
    let runs = replay.book.payables.allRuns
    #expect(runs.count == 14 + 32 + 1)
    #expect(runs.allSatisfy { $0.prepared.by != $0.approved?.by && $0.instructed != nil && !$0.isWaiting })
    #expect(runs.last?.run == RunCode("RUN-2025-Q1"))
    // Nothing that a channel paid in 2024 is left to anybody but what came too late for the last run, which is nothing.
    #expect(money.producers.keys.allSatisfy { replay.book.payables.balance(of: $0).inTransit == 0 })
    #expect(replay.book.payables.basisPoints(.tax, on: CalendarDate("2018-12-31") ?? Self.never) == 0)
    #expect(replay.book.payables.basisPoints(.tax, on: CalendarDate("2019-03-31") ?? Self.never) == 200)
  }

  @Test("Every month is closed until December 2024, the year's twelve on 30 April of the next, and nothing is dated in a closed month afterwards")
  func closings() {
    #expect(money.closed.count == 1 + 14 * 12)
    #expect(money.closed.first?.month == Month("2010-12"))
    #expect(money.closed.last?.month == Month("2024-12"))
    #expect(money.closed.allSatisfy { $0.on == CalendarDate(year: $0.month.year + 1, month: 4, day: 30) })
    #expect(money.backdated == 0)
  }

  private static let never = CalendarDate(daysSince1970: 0)
}
