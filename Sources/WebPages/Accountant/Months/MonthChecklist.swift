import EventLog
import Ledger
import Notary
import Postgres
import ReadModels
import SignIn
import Web

/// What has to be looked at before a month is closed. Nothing of it hinders: what is open then goes on record with the closing.
struct MonthChecklist {
  let request: PageRequest
  let command: ClosePeriod

  /// The steps in the order in which they are best done.
  func steps() async throws -> [Step] {
    let words = request.words
    let items = command.openItems
    let last = command.month.days.upperBound
    let (debit, credit) = command.totals.reduce((Int64(0), Int64(0))) { ($0.0 + $1.debit, $0.1 + $1.credit) }
    let sums = ["debit": request.money(debit), "credit": request.money(credit)]
    let unallocated = PathText.with("/journal", [("account", Account.unallocatedProducers.rawValue), ("to", last.description)])
    return try await standing() + [
      step(
        items.unmatchedStatements == 0, words("accountant.close.matched"), words.count("accountant.close.unmatched", items.unmatchedStatements),
        "/statements?state=unmatched"),
      step(
        items.disputes == 0, words("accountant.close.no_disputes"), words.count("accountant.close.disputes", items.disputes),
        "/statements?state=disputed"),
      step(
        items.suspense == 0, words("accountant.close.no_suspense"), words("accountant.close.suspense", ["money": request.money(items.suspense)]),
        "/receipts"),
      step(
        items.unallocated == 0, words("accountant.close.allocated"),
        words("accountant.close.unallocated", ["money": request.money(items.unallocated)]), unallocated),
      step(debit == credit, words("accountant.trial.even", sums), words("accountant.trial.uneven", sums), "/trial-balance?to=\(last)"),
    ]
  }

  private func step(_ isDone: Bool, _ done: String, _ open: String, note: String? = nil, _ href: String?) -> Step {
    let link = isDone ? nil : href.map { Link(request.words("accountant.months.look"), $0) }
    return Step(isDone ? .done : .current, isDone ? done : open, note: isDone ? nil : note, link: link)
  }

  /// Whether reports say all that is recorded, and whether all that is recorded is signed.
  private func standing() async throws -> [Step] {
    let words = request.words
    let (head, fold, signed) = try await request.desk.reader.withSession { session in
      (try session.head().position, try session.foldState(), try session.newestCheckpoint()?.size ?? 0)
    }
    let mayReadLog = request.identity?.may(.readLog) == true
    return [
      step(
        fold.position >= head, words("accountant.close.folded", ["position": words.numbers.whole(head)]),
        words("accountant.close.behind", ["folded": words.numbers.whole(fold.position), "head": words.numbers.whole(head)]),
        note: fold.halt == nil ? words("accountant.close.folds_soon") : words("accountant.close.halted"), "/months/\(command.month)"),
      step(
        signed >= head, words("accountant.close.signed", ["position": words.numbers.whole(head)]),
        words.count("accountant.close.unsigned", max(0, head - signed)), note: words("accountant.close.how_to_sign"),
        mayReadLog ? "/audit#signed" : nil),
    ]
  }
}
