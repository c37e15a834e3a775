/// The brand committee of an oblast agreed what it judges products by.
public struct CriteriaAgreed: EventPayload {
  /// Its name in the log.
  public static let type = "CriteriaAgreed"
  /// Whose committee.
  public let oblast: String
  /// What was agreed.
  public let criteria: CriteriaSet

  /// Writes the members, in order of their names.
  public func write(to writer: inout CanonicalWriter) {
    let measures = criteria.measures
    writer.member("ecology", object: measures.ecology.write)
    writer.member("local_material", object: measures.localMaterial.write)
    writer.member("oblast", oblast)
    writer.member("quality_safety", object: measures.qualitySafety.write)
    if !criteria.starPoints.isEmpty {
      writer.member("stars", Array(criteria.starPoints.enumerated())) { writer, star in
        writer.member("points", asTyped: star.element)
        writer.member("stars", Int64(star.offset + 1))
      }
    }
    writer.member("unique_design", object: measures.uniqueDesign.write)
    writer.member("valid_from", criteria.validFrom)
    writer.member("version", asTyped: criteria.version)
  }

  /// Reads a payload back.
  public init(payload: [UInt8]) throws(PayloadProblem) {
    var measures: [Criterion: Measure] = [:]
    var starPoints: [Int64] = []
    let fields = try PayloadFields(payload) { name, reader throws(PayloadProblem) in
      if let criterion = Criterion(rawValue: name) {
        measures[criterion] = try Measure(PayloadFields(&reader))
        return true
      }
      guard name == "stars" else { return false }
      try reader.array { reader throws(PayloadProblem) in
        let star = try PayloadFields(&reader)
        guard try star.number("stars") == Int64(starPoints.count + 1) else { throw PayloadProblem(description: "stars are not in their order") }
        starPoints.append(try star.number("points"))
      }
      return true
    }
    let criteria = try CriteriaSet(
      version: fields.number("version"), validFrom: fields.date("valid_from"), measures: ByCriterion(measures), starPoints: starPoints)
    try self.init(oblast: fields.text("oblast"), criteria: criteria)
  }

  init(oblast: String, criteria: CriteriaSet) { (self.oblast, self.criteria) = (oblast, criteria) }
}

extension Measure {
  fileprivate func write(to writer: inout CanonicalWriter) {
    switch self {
    case .passFail: writer.member("by", "pass_fail")
    case .score(let largest, let needed):
      writer.member("by", "score")
      writer.member("max", asTyped: largest)
      writer.member("needed", asTyped: needed)
    }
  }

  fileprivate init(_ fields: PayloadFields) throws(PayloadProblem) {
    switch try fields.text("by") {
    case "pass_fail": self = .passFail
    case "score": self = try .score(largest: fields.number("max"), needed: fields.number("needed"))
    default: throw PayloadProblem(description: "by is not a word of its list")
    }
  }
}

extension ByCriterion {
  /// From what was read one by one; a criterion that is not there was left out of the payload.
  init(_ values: [Criterion: Value]) throws(PayloadProblem) {
    func value(_ criterion: Criterion) throws(PayloadProblem) -> Value {
      guard let value = values[criterion] else { throw PayloadProblem(description: "\(criterion.rawValue) is missing") }
      return value
    }
    try self.init(
      qualitySafety: value(.qualitySafety), localMaterial: value(.localMaterial), ecology: value(.ecology), uniqueDesign: value(.uniqueDesign))
  }
}
