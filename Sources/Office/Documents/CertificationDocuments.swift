import Ledger

/// Documents of brand committees.
enum CertificationDocuments {
  /// The kinds there are.
  static let kinds = ["certify", "criteria", "revoke"]

  /// What a document asks for; nil for a kind that is not a committee's.
  static func command(_ kind: String, _ members: DocumentMembers) throws -> Command? {
    switch kind {
    case "criteria":
      let criteria = try CriteriaSet(
        version: members.wholeNumber("version"), validFrom: members.date("valid_from"),
        measures: byCriterion { try measure(members, $0) }, starPoints: stars(members))
      return try .certification(.agreeCriteria(AgreeCriteria(oblast: members.text("oblast"), criteria: criteria)))
    case "certify":
      return try .certification(
        .decide(
          DecideCertification(
            product: members.code("product"), certificate: members.code("certificate"), oblast: members.text("oblast"),
            criteriaVersion: members.optionalWholeNumber("criteria_version"), results: byCriterion { try result(members, $0) },
            outcome: members.optionalChoice("outcome"), stars: members.optionalWholeNumber("stars"), decidedOn: members.date("decided_on"),
            validUntil: members.optionalDate("valid_until"))))
    case "revoke":
      return try .certification(
        .revoke(
          RevokeCertificate(
            product: members.code("product"), certificate: members.code("certificate"), reason: members.text("reason"), date: members.date())))
    default: return nil
    }
  }

  private static func byCriterion<Value>(_ value: (Criterion) throws -> Value) throws -> ByCriterion<Value> {
    try ByCriterion(
      qualitySafety: value(.qualitySafety), localMaterial: value(.localMaterial), ecology: value(.ecology), uniqueDesign: value(.uniqueDesign))
  }

  /// `pass_fail`, or an object with the most points there are and how many are enough.
  private static func measure(_ members: DocumentMembers, _ criterion: Criterion) throws -> Measure {
    let name = criterion.rawValue
    switch members.value(name) {
    case let text as String where text == "pass_fail": return .passFail
    case let object as [String: Any]:
      let score = DocumentMembers(object)
      let measure = try Measure.score(largest: score.wholeNumber("max"), needed: score.wholeNumber("needed"))
      try score.checkAllUsed(by: "criteria")
      return measure
    default: throw DocumentProblem(of: name, "\"\(name)\": write \"pass_fail\", or {\"max\", \"needed\"} where points are given")
    }
  }

  /// A word, or points.
  private static func result(_ members: DocumentMembers, _ criterion: Criterion) throws -> CriterionResult {
    let name = criterion.rawValue
    switch try members.text(name) {
    case "pass": return .passed
    case "fail": return .failed
    case let text:
      guard let points = Int64(text) else {
        throw DocumentProblem(of: name, "\"\(name)\": «\(text)» is no result; write pass, fail or the points")
      }
      return .score(points)
    }
  }

  /// How many points each star takes, from the first on; none where the committee gives no stars.
  private static func stars(_ members: DocumentMembers) throws -> [Int64] {
    guard let value = members.value("stars") else { return [] }
    let form = "\"stars\" is an array of points: what one star takes, what two take, and so on"
    guard let list = value as? [Any], !list.isEmpty else { throw DocumentProblem(of: "stars", form) }
    return try list.map { element in
      guard let points = Int64(try DocumentMembers.cell(element, of: "stars")) else { throw DocumentProblem(of: "stars", form) }
      return points
    }
  }
}
