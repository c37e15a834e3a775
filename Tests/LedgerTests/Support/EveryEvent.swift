import Ledger

/// Facts of every type there is: random registries and catalogues with awkward texts, and a random history of trade.
func everyEvent(seed: Int) -> [Fact] {
  var random = SplitMix64(seed: seed)
  var history = RandomHistory(seed: seed)
  var book = TestBook()
  for command in history.beginning() + (0..<60).map({ _ in history.next() }) + registryCommands(&random) + programmeCommands(&random) {
    _ = refusal { () throws(Refusal) in try book.perform(command) }
  }
  return book.facts + everyEventOfGoods(seed: seed) + everyEventOfTrade(seed: seed) + money
}

private let money: [Fact] = {
  do { return try everyEventOfMoney() } catch { preconditionFailure("the month of money was refused: \(error)") }
}()

/// Awkward but lawful: quotes, control characters, Cyrillic, marks, characters beyond the first plane.
let awkward = ["Айгүл \"Кыз\"", "a\\b/c", "line\nbreak\tand\u{1}", "e\u{301}", "日本 😀", "{\"a\":1}", "\u{7F}\u{2028}", "-", "null"]

private func registryCommands(_ random: inout SplitMix64) -> [Command] {
  let date = day("2024-05-05")
  var commands: [Command] = []
  func maybe(_ random: inout SplitMix64) -> String? { random.chance(50) ? random.pick(awkward) : nil }
  for index in 0..<6 {
    commands.append(
      .enrolCommunity(
        EnrolCommunity(
          community: .init("C\(index)"), name: random.pick(awkward), nameKyrgyz: maybe(&random), nameEnglish: maybe(&random),
          oblast: random.pick(awkward), rayon: maybe(&random), date: date)))
    for round in 0..<2 {
      let membership = Membership(
        community: .init("C\(random.number(0...index))"), group: random.chance(60) ? .init("Ө\(random.number(0...4))") : nil,
        sex: random.pick([.female, .male, nil]), payoutRoute: random.pick([.bank, .wallet, .cash, nil]))
      commands.append(
        .registerProducer(
          RegisterProducer(
            producer: .init("X\(index)"), details: .init(name: random.pick(awkward)), membership: membership,
            date: date.adding(days: round))))
    }
    for change in [ChangeProducerStatus.Change.deactivate(reason: random.pick(awkward)), .reactivate, .erase(reason: random.pick(awkward))] {
      commands.append(.changeProducerStatus(ChangeProducerStatus(producer: .init("X\(index)"), change: change, date: date)))
    }
    for _ in 0..<2 {
      commands.append(
        .developProduct(
          DevelopProduct(
            product: .init("Y\(index)"), name: random.pick(awkward), category: "felt", unit: .metre, hsCode: index % 2 == 0 ? "570490" : nil,
            oblast: index % 3 == 0 ? "Нарын" : nil, date: date)))
    }
  }
  return commands + productCommands(&random, texts: awkward)
}

/// The names of all event types, written down once more.
let everyEventType: Set<String> = [
  "CommunityEnrolled", "GroupFormed", "ProducerRegistered", "ProducerChanged", "ProducerDeactivated", "ProducerReactivated", "ProducerErased",
  "ProductDeveloped", "ProductRenamed", "ProductOriginStated", "ProductStageReached", "RecipeAgreed", "CriteriaAgreed", "CertificationDecided",
  "CertificationRevoked", "ChannelOpened", "OutletOpened", "ChannelTermsAgreed", "BatchProduced", "BatchInspected", "BatchDrawn",
  "BatchRestocked", "BatchRecalled", "BatchRecallLifted", "BatchWrittenOff", "BatchDispatched", "BatchReceived", "StockAdjusted", "GoodsDispatched",
  "GoodsReceived", "StockCounted", "StockTracked", "SaleRecorded", "SaleAllocated", "SaleReturned", "SaleReversed", "FxRatePublished",
  "StatementReceived", "StatementLineMatched", "StatementLineUnmatched", "StatementDisputed", "StatementResolved", "ToleranceAgreed",
  "BankEntryRecorded", "BankEntryApplied",
  "ChannelPayoutReceived", "EntitlementsReleased", "EntitlementsWithdrawn", "AdvancePaid", "DeductionRuleSet", "PayoutRunPrepared",
  "PayoutRunApproved", "PayoutRunRejected", "PayoutInstructed", "ProducerPaid", "ProducerPaymentReturned", "AdjustmentPosted", "PeriodClosed",
  "PeriodReopened", "BatchBought", "PurchaseCredited",
  "SiteOpened", "SiteClosed", "ProgrammeOpened", "ProgrammeEnrolled", "ProgrammeLeft", "TrainingCompleted", "GrantRecorded", "ConsentGiven",
  "ConsentWithdrawn", "ClaimRecorded", "ClaimWithdrawn",
]
