/// What is asked about what channels state and pay.
public enum SettlementCommand: Hashable, Sendable {
  case receive(ReceiveStatement)
  case match(MatchLine)
  case unmatch(UnmatchLine)
  case dispute(DisputeStatement)
  case resolve(ResolveDispute)
  case agreeTolerance(AgreeTolerance)
  case recordReceipt(RecordReceipt)
  case applyReceipt(ApplyReceipt)

  /// The stream that holds the command's own subject.
  public var subject: StreamName {
    switch self {
    case .recordReceipt(let command): .bank(command.payout)
    case .receive(let command): .settlement(command.channel)
    case .match(let command): .settlement(command.channel)
    case .unmatch(let command): .settlement(command.channel)
    case .dispute(let command): .settlement(command.channel)
    case .resolve(let command): .settlement(command.channel)
    case .agreeTolerance(let command): .settlement(command.channel)
    case .applyReceipt(let command): .settlement(command.channel)
    }
  }

  /// Whose statements it is about; nil for a receipt of nobody knows whom.
  public var channel: ChannelCode? {
    switch self {
    case .recordReceipt(let command): command.channel
    case .receive(let command): command.channel
    case .match(let command): command.channel
    case .unmatch(let command): command.channel
    case .dispute(let command): command.channel
    case .resolve(let command): command.channel
    case .agreeTolerance(let command): command.channel
    case .applyReceipt(let command): command.channel
    }
  }

  /// A key of its own for what has a number of its own in the whole book.
  ///
  /// A statement's number is unique within its channel alone, and both codes may hold whatever would part them; all else may be done, undone
  /// and done again.
  public var naturalKey: String? {
    if case .recordReceipt(let command) = self { "receipt/\(command.payout)" } else { nil }
  }

  func write(to writer: inout CanonicalWriter) {
    switch self {
    case .receive(let command): command.write(to: &writer)
    case .match(let command): command.write(to: &writer)
    case .unmatch(let command): command.write(to: &writer)
    case .dispute(let command): command.write(to: &writer)
    case .resolve(let command): command.write(to: &writer)
    case .agreeTolerance(let command): command.write(to: &writer)
    case .recordReceipt(let command): command.write(to: &writer)
    case .applyReceipt(let command): command.write(to: &writer)
    }
  }
}

/// What must be known to decide about what a channel states and pays. What a command does not ask for may be left out.
public struct SettlementContext: Sendable {
  /// All that the channel stated and paid, and its terms.
  public let settlement: SettlementState, channel: ChannelState
  /// The receipt in question.
  public let bank: BankState
  /// What producers have been given.
  public let payables: PayablesState
  /// The sales a match names, and `SettlementState.salesNeeded(of:)` of every statement in question.
  public let sales: [SaleCode: SaleState]
  /// Rates of the statement's or the receipt's currency; not looked at when it is the book's.
  public let rates: RateState
  /// The book's currency.
  public let book: Currency

  /// Everything a decision may depend on.
  public init(
    settlement: SettlementState, channel: ChannelState, bank: BankState = BankState(), payables: PayablesState = PayablesState(),
    sales: [SaleCode: SaleState] = [:], rates: RateState = RateState(), book: Currency
  ) {
    (self.settlement, self.channel, self.bank, self.payables) = (settlement, channel, bank, payables)
    (self.sales, self.rates, self.book) = (sales, rates, book)
  }
}

/// What something asked about a channel's money would record.
/// - Throws: `Refusal`; nothing is recorded then.
public func decide(_ command: SettlementCommand, given context: SettlementContext) throws(Refusal) -> Decision {
  switch command {
  case .receive(let command): try decide(command, given: context)
  case .match(let command): try decide(command, given: context)
  case .unmatch(let command): try decide(command, given: context)
  case .dispute(let command): try decide(command, given: context)
  case .resolve(let command): try decide(command, given: context)
  case .agreeTolerance(let command): try decide(command, given: context)
  case .recordReceipt(let command): try decide(command, given: context)
  case .applyReceipt(let command): try decide(command, given: context)
  }
}
