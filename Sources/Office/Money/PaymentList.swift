public import EventLog
import Exchange
import Foundation
public import Ledger

/// The list that goes to the bank or the cashier: who gets how much, by which way, on which account.
public struct PaymentList: Sendable {
  /// The list as a CSV file. It holds personal data: only who pays may see it.
  public let bytes: [UInt8]
  /// How many payments are on it.
  public let payments: Int
  /// For how many of them an account is known.
  public let accounts: Int

  /// Lists the payments that are still to be made.
  /// - Parameter log: one that may read personal data.
  public init(of run: PayoutRun, in log: any WritableLog) async throws {
    let payments = run.orderedPayments.filter { $0.status == .asItsRun && $0.totals.net > 0 }.map(\.totals)
    let accounts = try await Self.accounts(of: payments.map(\.producer), in: log)
    let routes = try await Self.routes(of: payments.map(\.producer), in: log)
    var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]
    CSVText.append(["run", "producer", "amount", "route", "account"], to: &bytes)
    for payment in payments {
      let amount = NumberText.money(minor: payment.net, decimals: Currency.kgs.decimals, separator: "")
      let cells = [run.run.text, payment.producer.text, amount, routes[payment.producer] ?? "", accounts[payment.producer] ?? ""]
      CSVText.append(cells.map(FormulaGuard.guarded), to: &bytes)
    }
    (self.bytes, self.payments, self.accounts) = (bytes, payments.count, payments.count { accounts[$0.producer] != nil })
  }

  /// Only a writer of the book may read personal data; who has been erased has no account any more.
  private static func accounts(of producers: [ProducerCode], in log: any WritableLog) async throws -> [ProducerCode: String] {
    var accounts: [ProducerCode: String] = [:]
    for person in try await log.persons(ids: producers.map(\.text)) {
      let data = try? JSONSerialization.jsonObject(with: Data(person.data.utf8)) as? [String: Any]
      accounts[ProducerCode(person.id)] = data?["payout_account"] as? String
    }
    return accounts
  }

  private static func routes(of producers: [ProducerCode], in log: any WritableLog) async throws -> [ProducerCode: String] {
    var states: [String: ProducerState] = [:]
    for read in try await log.ledgerEvents(ofAll: producers.map { .producer($0) }) {
      states[read.stream, default: ProducerState()].evolve(read.event, on: read.date)
    }
    var routes: [ProducerCode: String] = [:]
    for producer in producers { routes[producer] = states[StreamName.producer(producer).text]?.membership?.payoutRoute?.rawValue }
    return routes
  }
}
