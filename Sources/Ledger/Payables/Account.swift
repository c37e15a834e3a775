/// The chart of accounts (DESIGN section 6), by the four digits people write.
public enum Account: String, Sendable, CaseIterable {
  // What the association has and is owed.
  case bank = "1010"
  case payoutsInTransit = "1090"
  case producerAdvances = "1110"
  case channelReceivable = "1200"
  case payoutClearing = "1210"
  case disputes = "1290"
  case ownStock = "1300"
  case suspense = "1900"
  // What it owes.
  case producerPayableAvailable = "2100"
  case producerPayableAccrued = "2110"
  case channelCommissionPayable = "2150"
  case unallocatedProducers = "2190"
  case withheldTax = "2200"
  case groupReserves = "2300"
  case refundLiability = "2400"
  // What it earns.
  case associationFeeIncome = "4000"
  case sales = "4010"
  case exchangeGain = "4900"
  // What it spends.
  case costOfGoods = "5000"
  case channelFees = "5100"
  case bankFees = "5120"
  case losses = "5200"
  case exchangeLoss = "5900"

  /// Its name, as reports show it.
  public var name: String {
    switch self {
    case .bank: "Bank"
    case .payoutsInTransit: "Payouts in transit"
    case .producerAdvances: "Producer advances"
    case .channelReceivable: "Channel receivable"
    case .payoutClearing: "Payout clearing"
    case .disputes: "Disputes"
    case .ownStock: "Own stock"
    case .suspense: "Suspense"
    case .producerPayableAvailable: "Producer payable, available"
    case .producerPayableAccrued: "Producer payable, accrued"
    case .channelCommissionPayable: "Channel commission payable"
    case .unallocatedProducers: "Unallocated producers"
    case .withheldTax: "Withheld tax"
    case .groupReserves: "Group reserves"
    case .refundLiability: "Refund liability"
    case .associationFeeIncome: "Association fee income"
    case .sales: "Sales"
    case .exchangeGain: "FX gain"
    case .costOfGoods: "Cost of goods"
    case .channelFees: "Channel fees"
    case .bankFees: "Bank fees"
    case .losses: "Losses"
    case .exchangeLoss: "FX loss"
    }
  }

  /// Whether a person may book on it by hand.
  ///
  /// The others are the sums of sub-ledgers (what each channel owes, each sale gave, each payment is worth): a line by hand would part
  /// the account from its sub-ledger. 2100 may be adjusted because the line names its producer and moves her sub-ledger along.
  public var mayBeAdjusted: Bool {
    switch self {
    case .bank, .ownStock, .producerPayableAvailable, .withheldTax, .groupReserves, .associationFeeIncome, .sales, .exchangeGain, .costOfGoods,
      .channelFees, .bankFees, .losses, .exchangeLoss:
      true
    case .payoutsInTransit, .producerAdvances, .channelReceivable, .payoutClearing, .disputes, .suspense, .producerPayableAccrued,
      .channelCommissionPayable, .unallocatedProducers, .refundLiability:
      false
    }
  }
}

extension Account: CustomStringConvertible {
  /// Code and name: `1010 Bank`.
  public var description: String { "\(rawValue) \(name)" }
}
