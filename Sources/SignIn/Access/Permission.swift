/// One thing that a route lets people do. What a role may do is the set of its permissions; routes name permissions, never roles.
public enum Permission: String, CaseIterable, Sendable, Codable {
  /// See reports about goods and sales, and record batches, movements, sales and returns, one by one or from files.
  case recordGoods
  /// Enter communities, producers, products, channels, rates, programmes and what else the registry knows.
  case recordRegistry
  /// Enter statements, bank entries and payouts; match, dispute, adjust; prepare and instruct payout runs.
  case recordMoney
  /// Agree to what somebody else prepared: payout runs, reopened months.
  case approve
  /// Close months, and ask for one to be reopened.
  case closePeriods
  /// See reports about sales, channels and goods, and where their figures come from.
  case readReports
  /// See what is owed and paid to single producers, accounts and the journal.
  case readMoney
  /// See names of producers beside their codes.
  case readPeople
  /// Browse the log, its proofs and checks.
  case readLog
  /// Take everything out: events, audit packs, journals.
  case export
  /// Keep users, sessions and tokens.
  case administer
}

extension Role {
  /// What somebody in this role may do.
  public var permissions: Set<Permission> {
    switch self {
    case .clerk: [.recordGoods, .readPeople]
    case .accountant: [.recordGoods, .recordRegistry, .recordMoney, .closePeriods, .readReports, .readMoney, .readPeople, .readLog, .export]
    case .approver: [.approve, .readReports, .readMoney, .readPeople]
    case .manager: [.readReports, .readPeople]
    case .auditor: [.readReports, .readMoney, .readPeople, .readLog, .export]
    case .admin: [.administer]
    }
  }
}
