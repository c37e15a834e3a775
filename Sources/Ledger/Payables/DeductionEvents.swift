/// What an advance was given as.
public enum AdvanceForm: String, Sendable {
  /// Money.
  case cash
  /// Wool, dye and the like, out of the association's own stock.
  case material
}

/// A producer was given something beforehand; it is netted from her payouts.
public struct AdvancePaid: EventPayload {
  /// Its name in the log.
  public static let type = "AdvancePaid"
  /// Which advance, to whom.
  public let advance: AdvanceCode, producer: ProducerCode
  /// How much, in minor units of the book's currency: positive.
  public let bookCurrency: Currency, amount: Int64
  /// As what.
  public let form: AdvanceForm

  /// Writes the members, in order of their names.
  public func write(to writer: inout CanonicalWriter) {
    writer.member("advance", advance.text)
    writer.member("amount", amount)
    writer.member("book_currency", bookCurrency.code)
    writer.member("form", form.rawValue)
    writer.member("producer", producer.text)
  }

  /// Reads a payload back.
  public init(payload: [UInt8]) throws(PayloadProblem) {
    let fields = try PayloadFields(payload)
    try self.init(
      advance: fields.code("advance"), producer: fields.code("producer"), bookCurrency: fields.currency("book_currency"),
      amount: fields.number("amount"), form: fields.word("form"))
  }

  init(advance: AdvanceCode, producer: ProducerCode, bookCurrency: Currency, amount: Int64, form: AdvanceForm) {
    (self.advance, self.producer) = (advance, producer)
    (self.bookCurrency, self.amount, self.form) = (bookCurrency, amount, form)
  }
}

/// What is kept back of producers' pay by a rule.
public enum DeductionKind: String, Sendable, CaseIterable {
  /// Tax withheld for the state.
  case tax
  /// A fee of the association, beside the one that sales already carry.
  case fee
  /// What goes into the reserve of her group.
  case reserve
}

/// From a day on, this part of every producer's gross pay is kept back.
public struct DeductionRuleSet: EventPayload {
  /// Its name in the log.
  public static let type = "DeductionRuleSet"
  /// Which rule; its newest version holds, and several rules of a kind add up.
  public let rule: RuleCode
  /// What for.
  public let kind: DeductionKind
  /// How much: 0…10 000 ten-thousandths of gross; 0 ends the rule.
  public let basisPoints: Int64
  /// From which cut-off on.
  public let validFrom: CalendarDate

  /// Writes the members, in order of their names.
  public func write(to writer: inout CanonicalWriter) {
    writer.member("basis_points", basisPoints)
    writer.member("kind", kind.rawValue)
    writer.member("rule", rule.text)
    writer.member("valid_from", validFrom)
  }

  /// Reads a payload back.
  public init(payload: [UInt8]) throws(PayloadProblem) {
    let fields = try PayloadFields(payload)
    try self.init(
      rule: fields.code("rule"), kind: fields.word("kind"), basisPoints: fields.number("basis_points"), validFrom: fields.date("valid_from"))
  }

  init(rule: RuleCode, kind: DeductionKind, basisPoints: Int64, validFrom: CalendarDate) {
    (self.rule, self.kind, self.basisPoints, self.validFrom) = (rule, kind, basisPoints, validFrom)
  }
}
