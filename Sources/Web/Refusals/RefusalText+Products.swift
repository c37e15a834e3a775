import Ledger

// Of products and their certificates.
extension RefusalText {
  func text(_ refusal: ProductRefusal) -> String {
    switch refusal {
    case .goesBack(let product, let current, let since, let stage):
      words(
        "refusal.goes_back",
        ["product": product.text, "current": number(current.rawValue), "day": day(since), "stage": number(stage.rawValue)])
    case .skips(let product, let stage, let steps):
      words(
        "refusal.skips",
        [
          "product": product.text, "stage": number(stage.rawValue), "first": number(steps.lowerBound), "last": number(steps.upperBound),
        ])
    case .recipeOutOfOrder(let product, let version, _, let last):
      words("refusal.recipe_out_of_order", ["product": product.text, "version": number(version), "next": number((last?.version ?? 0) + 1)])
    }
  }

  func text(_ refusal: CertificationRefusal) -> String {
    switch refusal {
    case .criteriaOutOfOrder(let oblast, let version, _, let last):
      words("refusal.criteria_out_of_order", ["oblast": oblast, "version": number(version), "next": number((last?.version ?? 0) + 1)])
    case .noOblast(let product): words("refusal.no_oblast", ["product": product.text])
    case .otherOblast(let product, let from, let committee):
      words("refusal.other_oblast", ["product": product.text, "from": from, "committee": committee])
    case .noCriteria(let oblast, let date, _): words("refusal.no_criteria", ["oblast": oblast, "day": day(date)])
    case .unknownCriteria(let oblast, let version, let newest):
      words("refusal.unknown_criteria", ["oblast": oblast, "version": number(version), "newest": number(Int64(newest))])
    case .criteriaNotInForce(let oblast, let version, let inForce, let date):
      words(
        "refusal.criteria_not_in_force",
        ["oblast": oblast, "version": number(version), "current": number(inForce), "day": day(date)])
    case .resultDoesNotFit(let criterion, let measure, _): doesNotFit(criterion, measure)
    case .contradicts(let certificate, _, let unmet):
      unmet.isEmpty
        ? words("refusal.contradicts.met", ["certificate": certificate.text])
        : words("refusal.contradicts.unmet", ["certificate": certificate.text, "criteria": list(unmet)])
    case .otherStars(let certificate, let stated, let earned):
      words("refusal.other_stars", ["certificate": certificate.text, "stated": number(stated), "earned": number(earned ?? 0)])
    case .refusedUntil(let certificate, let unmet): words("refusal.refused_until", ["certificate": certificate.text, "criteria": list(unmet)])
    case .neverGranted(let certificate, let product): words("refusal.never_granted", ["certificate": certificate.text, "product": product.text])
    case .wasRefused(let certificate, let product, let date):
      words("refusal.was_refused", ["certificate": certificate.text, "product": product.text, "day": day(date)])
    case .alreadyRevoked(let certificate, let date): words("refusal.already_revoked", ["certificate": certificate.text, "day": day(date)])
    case .alreadyExpired(let certificate, let validUntil):
      words("refusal.already_expired", ["certificate": certificate.text, "day": day(validUntil)])
    }
  }

  private func doesNotFit(_ criterion: Criterion, _ measure: Measure) -> String {
    let name = words(family: "refusal.criterion", criterion.rawValue)
    return switch measure {
    case .passFail: words("refusal.result_is_word", ["criterion": name])
    case .score(let most, _): words("refusal.result_is_points", ["criterion": name, "most": number(most)])
    }
  }

  private func list(_ criteria: [Criterion]) -> String {
    criteria.map { words(family: "refusal.criterion", $0.rawValue) }.joined(separator: ", ")
  }

  func text(_ refusal: ProgrammeRefusal) -> String {
    switch refusal {
    case .unknownSite(let site): words("refusal.unknown_site", ["code": site.text])
    case .unknownProgramme(let programme): words("refusal.unknown_programme", ["code": programme.text])
    case .unknownEnrolment(let enrolment, let programme):
      words("refusal.unknown_enrolment", ["code": enrolment.text, "programme": programme.text])
    case .unknownClaim(let claim): words("refusal.unknown_claim", ["code": claim.text])
    case .alreadyEnrolled(let producer, let programme, let enrolment):
      words("refusal.already_enrolled", ["producer": producer.text, "programme": programme.text, "code": enrolment.text])
    case .outsideProgramme(let programme, let date, let from, let to):
      words(
        "refusal.outside_programme",
        ["programme": programme.text, "day": day(date), "from": day(from), "to": to.map { day($0) } ?? "…"])
    case .erased(let producer): words("refusal.erased", ["producer": producer.text])
    case .unitOfOtherKind(let unit, let definition, _):
      words(
        "refusal.unit_of_other_kind", ["unit": words(family: "value", unit), "definition": words.quoted(words(family: "value", definition.rawValue))])
    case .scopeWithoutMeaning(let member, let definition):
      words("refusal.scope_without_meaning", ["member": column(member), "definition": words.quoted(words(family: "value", definition.rawValue))])
    }
  }
}
