/// The rules by which parts of producers' pay are kept back, with all their versions.
struct DeductionRules: Sendable {
  /// A rule since a day.
  struct Version: Hashable, Sendable {
    let validFrom: CalendarDate
    let basisPoints: Int64
  }

  private struct Rule {
    let kind: DeductionKind
    var versions: [Version]
  }

  private var rules: [RuleCode: Rule] = [:]

  /// What a rule is for; nil for a new one.
  func kind(of rule: RuleCode) -> DeductionKind? { rules[rule]?.kind }

  /// What a rule says from exactly that day on; nil when no version begins there.
  func basisPoints(of rule: RuleCode, from date: CalendarDate) -> Int64? { rules[rule]?.versions.first { $0.validFrom == date }?.basisPoints }

  /// What all rules of a kind keep back on a day: the newest version of each, added up.
  func basisPoints(_ kind: DeductionKind, on date: CalendarDate) -> Int64 {
    rules.values.reduce(0) { sum, rule in
      guard rule.kind == kind else { return sum }
      let newest = rule.versions.filter { $0.validFrom <= date }.max { $0.validFrom < $1.validFrom }
      return sum.adding(newest?.basisPoints ?? 0)
    }
  }

  mutating func set(_ event: DeductionRuleSet) {
    rules[event.rule, default: Rule(kind: event.kind, versions: [])].versions
      .append(Version(validFrom: event.validFrom, basisPoints: event.basisPoints))
  }
}
