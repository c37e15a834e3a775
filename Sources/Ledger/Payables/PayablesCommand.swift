/// What is asked about producers' money.
public enum PayablesCommand: Hashable, Sendable {
  case payAdvance(PayAdvance)
  case setRule(SetDeductionRule)
  case prepare(PreparePayoutRun)
  case approve(ApprovePayoutRun)
  case reject(RejectPayoutRun)
  case instruct(InstructPayoutRun)
  case settle(SettlePayment)
  case settleRun(SettleRun)
  case sendBack(ReturnPayment)
  case adjust(PostAdjustment)

  /// The stream that holds all of it.
  public var subject: StreamName { .payables }

  /// A key of its own for what has a number of its own.
  ///
  /// Payments have none: a payment is known by its run and its producer, whose codes may hold the very characters that would part them.
  public var naturalKey: String? {
    switch self {
    case .payAdvance(let command): "advance/\(command.advance)"
    case .setRule(let command): "rule/\(command.rule)/\(command.validFrom)"
    case .prepare(let command): "run/\(command.run)/prepare"
    case .approve(let command): "run/\(command.run)/approve"
    case .reject(let command): "run/\(command.run)/reject"
    case .instruct(let command): "run/\(command.run)/instruct"
    case .settle, .settleRun, .sendBack: nil
    case .adjust(let command): "adjustment/\(command.adjustment)"
    }
  }

  /// The producers whose states deciding needs.
  public var namedProducers: [ProducerCode] {
    switch self {
    case .payAdvance(let command): [command.producer]
    case .adjust(let command): command.lines.compactMap(\.producer)
    case .setRule, .prepare, .approve, .reject, .instruct, .settle, .settleRun, .sendBack: []
    }
  }

  func write(to writer: inout CanonicalWriter) {
    switch self {
    case .payAdvance(let command): command.write(to: &writer)
    case .setRule(let command): command.write(to: &writer)
    case .prepare(let command): command.write(to: &writer)
    case .approve(let command): command.write(to: &writer)
    case .reject(let command): command.write(to: &writer)
    case .instruct(let command): command.write(to: &writer)
    case .settle(let command): command.write(to: &writer)
    case .settleRun(let command): command.write(to: &writer)
    case .sendBack(let command): command.write(to: &writer)
    case .adjust(let command): command.write(to: &writer)
    }
  }
}

/// What something asked about producers' money would record.
/// - Parameter producers: the states of `command.namedProducers`.
/// - Throws: `Refusal`; nothing is recorded then.
public func decide(
  _ command: PayablesCommand, given state: PayablesState, producers: [ProducerCode: ProducerState], book: Currency
) throws(Refusal) -> Decision {
  switch command {
  case .payAdvance(let command): try decide(command, given: state, producers: producers, book: book)
  case .setRule(let command): try decide(command, given: state)
  case .prepare(let command): try decide(command, given: state, book: book)
  case .approve(let command): try decide(command, given: state, book: book)
  case .reject(let command): try decide(command, given: state)
  case .instruct(let command): try decide(command, given: state, book: book)
  case .settle(let command): try decide(command, given: state, book: book)
  case .settleRun(let command): try decide(command, given: state, book: book)
  case .sendBack(let command): try decide(command, given: state, book: book)
  case .adjust(let command): try decide(command, given: state, producers: producers, book: book)
  }
}

/// Refuses an amount that no document of producers' money can carry.
func checkAmount(_ amount: Int64) throws(Refusal) {
  if amount == 0 { throw .malformed(column: "amount", "the amount is zero; leave it out") }
  if amount < 0 { throw .malformed(column: "amount", "the amount is negative; write what is given as a positive amount") }
  guard amount <= largestInteger else { throw .amountTooLarge(column: "amount") }
}
