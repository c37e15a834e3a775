import Ledger

/// The way of a product from an idea to a certificate and its end, and of one whose origin came to be known late.
/// - Parameter texts: what materials, notes and reasons are taken from.
func productCommands(_ random: inout SplitMix64, texts: [String]) -> [Command] {
  let date = day("2024-06-01")
  func certification(_ command: CertificationCommand) -> Command { .certification(command) }
  var commands: [Command] = [
    .developProduct(DevelopProduct(product: .init("Y1"), name: "Y1", category: "felt", unit: .metre, oblast: "Нарын", date: date)),
    .product(
      .agreeRecipe(
        AgreeRecipe(
          product: .init("Y0"),
          recipe: Recipe(
            version: 1, validFrom: date, inputs: [RecipeInput(material: random.pick(texts), quantity: thousandths(350), unit: .kilogram)],
            yieldBasisPoints: random.number(1...10_000))))),
    certification(
      .agreeCriteria(
        AgreeCriteria(
          oblast: "Нарын",
          criteria: CriteriaSet(
            version: 1, validFrom: date,
            measures: ByCriterion(
              qualitySafety: .passFail, localMaterial: .score(largest: 10, needed: 5), ecology: .passFail, uniqueDesign: .score(largest: 5, needed: 0)
            ),
            starPoints: random.chance(50) ? [5, 9, 14] : [])))),
  ]
  for stage in [ProductStage.ideaChosen, .concept] {
    let note = random.pick(texts)
    commands.append(.product(.reach(ReachStage(product: .init("Y0"), stage: stage, note: note, date: date.adding(days: Int(stage.rawValue))))))
  }
  for (number, points) in [("№ 1", random.number(Int64(5)...10)), ("№ 2", random.number(Int64(0)...4))] {
    let results = ByCriterion<CriterionResult>(qualitySafety: .passed, localMaterial: .score(points), ecology: .passed, uniqueDesign: .score(2))
    commands.append(
      certification(
        .decide(
          DecideCertification(
            product: .init("Y0"), certificate: .init(number), oblast: "Нарын", results: results, decidedOn: date.adding(days: 7),
            validUntil: points >= 5 ? date.adding(days: 700) : nil))))
  }
  commands.append(
    certification(
      .revoke(RevokeCertificate(product: .init("Y0"), certificate: .init("№ 1"), reason: random.pick(texts), date: date.adding(days: 99)))))
  return commands
}
