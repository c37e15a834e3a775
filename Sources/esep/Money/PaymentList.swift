import EventLog
import Exchange
import Foundation
import Ledger

/// The list that goes to the bank or the cashier: who gets how much, by which way, on which account.
struct PaymentList {
  let run: PayoutRun
  let log: SharedLog

  /// Writes the payments that are still to be made. Accounts are personal: they stand in the file, which only its owner may read, and nowhere else.
  /// - Returns: how many payments, and for how many of them an account is known.
  func write(to path: String) async throws -> (payments: Int, accounts: Int) {
    let payments = run.orderedPayments.filter { $0.status == .asItsRun && $0.totals.net > 0 }.map(\.totals)
    let accounts = try await accounts(of: payments.map(\.producer))
    let routes = try await routes(of: payments.map(\.producer))
    var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]
    CSVText.append(["run", "producer", "amount", "route", "account"], to: &bytes)
    for payment in payments {
      let amount = NumberText.money(minor: payment.net, decimals: Currency.kgs.decimals, separator: "")
      let cells = [run.run.text, payment.producer.text, amount, routes[payment.producer] ?? "", accounts[payment.producer] ?? ""]
      CSVText.append(cells.map(FormulaGuard.guarded), to: &bytes)
    }
    guard FileManager.default.createFile(atPath: path, contents: Data(bytes), attributes: [.posixPermissions: 0o600]) else {
      throw Failure.refused("The payment list cannot be written to \(path); name another file with --out")
    }
    return (payments.count, payments.count { accounts[$0.producer] != nil })
  }

  /// Only a writer of the book may read personal data; who has been erased has no account any more.
  private func accounts(of producers: [ProducerCode]) async throws -> [ProducerCode: String] {
    var accounts: [ProducerCode: String] = [:]
    for person in try await log.persons(ids: producers.map(\.text)) {
      let data = try? JSONSerialization.jsonObject(with: Data(person.data.utf8)) as? [String: Any]
      accounts[ProducerCode(person.id)] = data?["payout_account"] as? String
    }
    return accounts
  }

  private func routes(of producers: [ProducerCode]) async throws -> [ProducerCode: String] {
    var states: [String: ProducerState] = [:]
    for read in try await log.ledgerEvents(ofAll: producers.map { .producer($0) }) {
      states[read.stream, default: ProducerState()].evolve(read.event, on: read.date)
    }
    var routes: [ProducerCode: String] = [:]
    for producer in producers { routes[producer] = states[StreamName.producer(producer).text]?.membership?.payoutRoute?.rawValue }
    return routes
  }
}
