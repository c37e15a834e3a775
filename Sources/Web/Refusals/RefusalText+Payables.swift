import Ledger

// Of what producers are paid, and of which months are closed.
extension RefusalText {
  func text(_ refusal: PayablesRefusal) -> String {
    func whose(_ run: RunCode, _ producer: ProducerCode) -> [String: String] { ["run": run.text, "producer": producer.text] }
    return switch refusal {
    case .nothingToPay(let cutOff): words("refusal.nothing_to_pay", ["day": day(cutOff)])
    case .cutOffAhead(let cutOff, let date): words("refusal.cut_off_ahead", ["cut_off": day(cutOff), "day": day(date)])
    case .runTooLong(let lines): words("refusal.run_too_long", ["lines": number(Int64(lines))])
    case .samePerson(let name, let run): words("refusal.same_person_run", ["name": name, "run": run.text])
    case .unknownRun(let run): words("refusal.unknown_run", ["run": run.text])
    case .unknownPayment(let run, let producer): words("refusal.unknown_payment", whose(run, producer))
    case .notApproved(let run): words("refusal.not_approved", ["run": run.text])
    case .notInstructed(let run): words("refusal.not_instructed", ["run": run.text])
    case .rejected(let run, let by, let date): words("refusal.run_rejected", ["run": run.text, "name": by, "day": day(date)])
    case .tooLateToReject(let run, let approver): words("refusal.too_late_to_reject", ["run": run.text, "name": approver])
    case .payoutDiffers(let run, let producer, let net, let given):
      words("refusal.payout_differs", whose(run, producer).merging(["net": money(net), "given": money(given)]) { $1 })
    case .payoutOverAvailable(let run, let producer, let net, let given):
      words("refusal.payout_over_available", whose(run, producer).merging(["net": money(net), "given": money(given)]) { $1 })
    case .alreadyPaid(let run, let producer, let date, _): words("refusal.already_paid", whose(run, producer).merging(["day": day(date)]) { $1 })
    case .alreadySentBack(let run, let producer, let date):
      words("refusal.already_sent_back", whose(run, producer).merging(["day": day(date)]) { $1 })
    case .nothingToSendBack(let run, let producer): words("refusal.nothing_to_send_back", whose(run, producer))
    case .doesNotBalance(let difference): words("refusal.lines_do_not_balance", ["difference": money(difference)])
    case .notAdjustable(let account):
      words(
        "refusal.not_adjustable",
        ["account": name(of: account), "accounts": Account.allCases.filter(\.mayBeAdjusted).map { name(of: $0) }.joined(separator: ", ")])
    case .payableOfNobody: words("refusal.payable_of_nobody", ["account": name(of: .producerPayableAvailable)])
    }
  }

  /// An account by its number and name.
  private func name(of account: Account) -> String {
    account.rawValue + (words.member(of: "account", account.rawValue).map { " " + words.quoted($0) } ?? "")
  }

  func text(_ refusal: ControlRefusal) -> String {
    switch refusal {
    case .notNext(let month, let next): words("refusal.not_next", ["month": self.month(month), "next": self.month(next)])
    case .notOver(let month, let today):
      words("refusal.not_over", ["month": self.month(month), "today": day(today), "day": day(month.next.days.lowerBound)])
    case .notClosed(let month): words("refusal.not_closed", ["month": self.month(month)])
    case .samePerson(let name): words("refusal.same_person", ["name": name])
    case .doesNotBalance(let difference): words("refusal.month_does_not_balance", ["difference": som(difference)])
    }
  }
}
