/// Asks to keep back a part of every producer's gross pay from a day on.
public struct SetDeductionRule: Hashable, Sendable {
  /// Which rule, and what for.
  public let rule: RuleCode, kind: DeductionKind
  /// How much: 0…10 000 ten-thousandths; 0 ends the rule.
  public let basisPoints: Int64
  /// From which cut-off on.
  public let validFrom: CalendarDate

  /// A rule.
  public init(rule: RuleCode, kind: DeductionKind, basisPoints: Int64, validFrom: CalendarDate) {
    (self.rule, self.kind, self.basisPoints, self.validFrom) = (rule, kind, basisPoints, validFrom)
  }

  func write(to writer: inout CanonicalWriter) {
    writer.member("basis_points", asTyped: basisPoints)
    writer.member("kind", kind.rawValue)
    writer.member("rule", rule.text)
    writer.member("valid_from", validFrom)
  }
}

/// What setting a rule would record.
/// - Throws: `Refusal.differs` when the rule is of another kind, or says something else from that very day.
public func decide(_ command: SetDeductionRule, given state: PayablesState) throws(Refusal) -> Decision {
  guard (0...10_000).contains(command.basisPoints) else {
    throw .malformed(column: "basis_points", "'\(command.basisPoints)' is not between 0 and 10000 ten-thousandths; write 10 per cent as 1000")
  }
  if let kind = state.rules.kind(of: command.rule) { try same(kind.rawValue, command.kind.rawValue, "kind", of: "rule \(command.rule)") }
  if let known = state.rules.basisPoints(of: command.rule, from: command.validFrom) {
    try same(String(known), String(command.basisPoints), "basis_points", of: "rule \(command.rule) from \(command.validFrom)")
    return .unchanged
  }
  let event = DeductionRuleSet(rule: command.rule, kind: command.kind, basisPoints: command.basisPoints, validFrom: command.validFrom)
  return .record([Fact(.deductionRuleSet(event), in: .payables, on: command.validFrom)])
}
