/// Why something about producers' money is not carried out.
public enum PayablesRefusal: Hashable, Sendable {
  /// Nobody has anything available by the cut-off.
  case nothingToPay(by: CalendarDate)
  /// A run to a day that is not over.
  case cutOffAhead(CalendarDate, preparedOn: CalendarDate)
  /// More lines than one commit can hold.
  case runTooLong(lines: Int)
  /// Whoever prepared a run cannot approve it.
  case samePerson(String, RunCode)
  /// No run has that number.
  case unknownRun(RunCode)
  /// The run pays her nothing, or there is no such run.
  case unknownPayment(RunCode, ProducerCode)
  /// It waits for its second person.
  case notApproved(RunCode)
  /// Nobody was told to pay it.
  case notInstructed(RunCode)
  /// It was turned down.
  case rejected(RunCode, by: String, on: CalendarDate)
  /// It can no longer be turned down.
  case tooLateToReject(RunCode, approvedBy: String)
  /// Less than the run has for her.
  case payoutDiffers(RunCode, ProducerCode, net: Money, given: Money)
  /// More than the run has for her.
  case payoutOverAvailable(RunCode, ProducerCode, net: Money, given: Money)
  /// She has had it, by another line of the bank.
  case alreadyPaid(RunCode, ProducerCode, on: CalendarDate, reference: String?)
  /// It came back before.
  case alreadySentBack(RunCode, ProducerCode, on: CalendarDate)
  /// A payment of nothing cannot come back.
  case nothingToSendBack(RunCode, ProducerCode)
  /// Debits and credits differ.
  case doesNotBalance(difference: Money)
  /// An account that follows from documents.
  case notAdjustable(Account)
  /// 2100 without saying whose.
  case payableOfNobody
}

extension PayablesRefusal {
  /// The field the reason lies in.
  public var column: String {
    switch self {
    case .nothingToPay, .cutOffAhead, .runTooLong: "cut_off"
    case .samePerson: "by"
    case .unknownRun, .notApproved, .notInstructed, .rejected, .tooLateToReject: "run"
    case .unknownPayment, .alreadyPaid, .alreadySentBack, .nothingToSendBack, .payableOfNobody: "producer"
    case .payoutDiffers, .payoutOverAvailable, .doesNotBalance: "amount"
    case .notAdjustable: "account"
    }
  }

  /// The reason and what to do next.
  public var message: String {
    switch self {
    case .nothingToPay(let cutOff):
      "no producer has anything available by \(cutOff); record what channels have paid first, or choose a later cut-off"
    case .cutOffAhead(let cutOff, let date):
      "the cut-off \(cutOff) lies after \(date), the day the run is prepared; choose a day that is not still to come"
    case .runTooLong(let lines): "the run would take \(lines) lines, more than can be recorded at once; choose an earlier cut-off"
    case .samePerson(let name, let run): "\(name) prepared run \(run) and cannot approve it; another person has to agree"
    case .unknownRun(let run): "there is no payout run '\(run)' in this book; correct the number or prepare the run first"
    case .unknownPayment(let run, let producer):
      "payout run '\(run)' has no payment to '\(producer)'; correct the run's number or the producer's code"
    case .notApproved(let run): "run \(run) is not approved yet; have somebody other than its preparer approve it first"
    case .notInstructed(let run): "run \(run) is not instructed yet; instruct it first"
    case .rejected(let run, let by, let date): "run \(run) was rejected by \(by) on \(date); prepare a new run under a new number"
    case .tooLateToReject(let run, let approver):
      "run \(run) was approved by \(approver) and can no longer be rejected; instruct it, and send back each payment that is not to be made"
    case .payoutDiffers(let run, let producer, let net, let given):
      "run \(run) pays \(producer) \(net), not \(given); a payment is settled whole: correct the amount, or send the payment back"
    case .payoutOverAvailable(let run, let producer, let net, let given):
      "\(given) is more than the \(net) that run \(run) has for \(producer); correct the amount, and record what was paid beyond it as an advance"
    case .alreadyPaid(let run, let producer, let date, let reference):
      "run \(run) paid \(producer) on \(date) already (\(reference.map { "reference \($0)" } ?? "without a reference")); "
        + "if the bank paid a second time, record that as an advance"
    case .alreadySentBack(let run, let producer, let date):
      "the payment of run \(run) to \(producer) came back on \(date) and is in her balance again; the next run pays it"
    case .nothingToSendBack(let run, let producer): "run \(run) had nothing to pay to \(producer), so nothing can come back; correct the row"
    case .doesNotBalance(let difference): "debits and credits differ by \(difference); correct the lines until they add up to zero"
    case .notAdjustable(let account):
      "account \(account) follows from documents and is not adjusted by hand; correct the document it comes from, or use one of "
        + Account.allCases.filter(\.mayBeAdjusted).map(\.rawValue).joined(separator: ", ")
    case .payableOfNobody: "account \(Account.producerPayableAvailable) is kept by producer; say whose"
    }
  }
}
