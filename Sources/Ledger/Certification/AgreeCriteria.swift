/// Asks to write down what an oblast's committee judges products by, from a day on.
public struct AgreeCriteria: Hashable, Sendable {
  /// Whose committee.
  public let oblast: String
  /// What is agreed.
  public let criteria: CriteriaSet

  /// Criteria as they were agreed.
  public init(oblast: String, criteria: CriteriaSet) { (self.oblast, self.criteria) = (oblast, criteria) }

  func write(to writer: inout CanonicalWriter) { CriteriaAgreed(oblast: oblast, criteria: criteria).write(to: &writer) }
}

/// What the book knows of a committee's criteria.
public struct CriteriaState: Sendable {
  /// All versions, in order.
  public private(set) var versions: [CriteriaSet] = []

  /// Nothing known yet.
  public init() {}

  /// Takes a fact in.
  public mutating func evolve(_ event: Event) { if case .criteriaAgreed(let event) = event { versions.append(event.criteria) } }

  /// A version; nil when there is none of that number.
  public subscript(version: Int64) -> CriteriaSet? { versions.first { $0.version == version } }

  /// The criteria in force on a day; nil before the first.
  public func criteria(on date: CalendarDate) -> CriteriaSet? { versions.last { $0.validFrom <= date } }
}

/// What agreeing criteria would record.
/// - Throws: `Refusal.malformed` for scores or stars that cannot be reached, `CertificationRefusal.criteriaOutOfOrder` for a version that is not the next,
///   or one that does not hold from a later day than the last, and `Refusal.differs` for a version that is known with other content.
public func decide(_ command: AgreeCriteria, given state: CriteriaState) throws(Refusal) -> Decision {
  try require(command.oblast, "oblast")
  if let problem = Code<Criterion>.problem(in: command.oblast) { throw .malformed(column: "oblast", "the oblast's name \(problem)") }
  let criteria = command.criteria
  try check(criteria)
  if let known = state[criteria.version] {
    if known == criteria { return .unchanged }
    throw .differs("version \(criteria.version) of the criteria of \(command.oblast)", column: "version", there: "other content", here: "this")
  }
  let last = state.versions.last
  guard criteria.version == (last?.version ?? 0) + 1, last.map({ criteria.validFrom > $0.validFrom }) ?? true else {
    throw .certification(.criteriaOutOfOrder(command.oblast, version: criteria.version, validFrom: criteria.validFrom, last: last))
  }
  let agreed = CriteriaAgreed(oblast: command.oblast, criteria: criteria)
  return .record([Fact(.criteriaAgreed(agreed), in: .criteria(command.oblast), on: criteria.validFrom)])
}

private func check(_ criteria: CriteriaSet) throws(Refusal) {
  for criterion in Criterion.allCases {
    guard case .score(let largest, let needed) = criteria.measures[criterion] else { continue }
    guard (1...Measure.largestScore).contains(largest) else {
      throw .malformed(column: criterion.rawValue, "the most points of a criterion lie between 1 and \(Measure.largestScore), not \(largest)")
    }
    guard (0...largest).contains(needed) else {
      throw .malformed(column: criterion.rawValue, "\(needed) points are needed of \(largest); what is needed lies between 0 and the most there are")
    }
  }
  let stars = criteria.starPoints
  guard let most = stars.last else { return }
  guard stars.count <= 5 else { throw .malformed(column: "stars", "\(stars.count) steps of stars; there are at most 5") }
  guard stars[0] > 0, zip(stars, stars.dropFirst()).allSatisfy({ $0 < $1 }) else {
    throw .malformed(column: "stars", "each star takes more points than the one before, and the first more than none")
  }
  guard most <= criteria.largestTotal else {
    throw .malformed(
      column: "stars", "\(most) points for \(stars.count) stars cannot be reached: all scored criteria together have \(criteria.largestTotal)")
  }
}
