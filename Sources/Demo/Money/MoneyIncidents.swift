import Ledger

/// Producers' money that went wrong, or was given beforehand: the steps that are known once it is known who made the goods.
enum MoneyIncidents {
  /// A payment to a wallet that nobody uses any more comes back; it is paid with the next run.
  static func sentBack(to producer: ProducerCode) -> DemoStep {
    let command = ReturnPayment(
      run: PayoutRuns.code(PayoutRuns.month(from: Incidents.soldTooEarlyOn)), producer: producer, reason: "the wallet's number is no longer in use",
      date: Incidents.walletSentBackOn)
    return DemoStep(on: Incidents.walletSentBackOn, .sendBack(command))
  }

  /// What the wool cost, in tyiyn, and the advance it was given as.
  static let woolGiven: Int64 = 50_000
  static let woolAdvance = AdvanceCode("A-2022-01")

  /// Wool that the association buys, and gives for her next goods: it is taken off her next payment.
  static func wool(to producer: ProducerCode) -> [DemoStep] {
    let amount = woolGiven
    let bought = PostAdjustment(
      adjustment: AdjustmentCode("ADJ-2022-01"), reason: "wool bought to be given to producers", by: Accountant.name, date: Incidents.woolBoughtOn,
      lines: [AdjustmentLine(account: .ownStock, amount: amount), AdjustmentLine(account: .bank, amount: -amount)])
    return [
      DemoStep(on: Incidents.woolBoughtOn, .adjust(bought)), advance(woolAdvance.text, producer, amount, .material, on: Incidents.woolGivenOn),
    ]
  }

  /// Money for materials, before the delivery it is for.
  static func cash(to producer: ProducerCode, on date: CalendarDate) -> DemoStep { advance("A-2019-01", producer, 300_000, .cash, on: date) }

  private static func advance(_ code: String, _ producer: ProducerCode, _ amount: Int64, _ form: AdvanceForm, on date: CalendarDate) -> DemoStep {
    DemoStep(on: date, .payAdvance(PayAdvance(advance: AdvanceCode(code), producer: producer, amount: amount, form: form, date: date)))
  }

  /// What a batch brought goes from the producer it was booked to by mistake to the one who made it. Its year is closed by then, so it is booked
  /// today and points at what it corrects.
  static func correction(of batch: BatchCode, from wrong: ProducerCode, to right: ProducerCode, _ amount: Int64) -> DemoStep {
    let date = Incidents.makerCorrectedOn
    let adjustment = PostAdjustment(
      adjustment: AdjustmentCode("ADJ-2024-01"), reason: "batch \(batch) was made by \(right), not by \(wrong)", by: Accountant.name, date: date,
      lines: [
        AdjustmentLine(account: .producerPayableAvailable, producer: wrong, amount: amount),
        AdjustmentLine(account: .producerPayableAvailable, producer: right, amount: -amount),
      ])
    return DemoStep(on: date, .correct(batch, adjustment))
  }
}
