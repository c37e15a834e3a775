public import SignIn

/// Who may see which report.
public enum ReportAccess {
  /// What is owed and paid to single producers, accounts and the journal.
  private static let money: Set<String> = [
    "batch-trace", "channel-receivable", "channel-reconciliation", "channel-unstated", "fx-result", "journal", "payable-ageing", "producer-balance",
    "producer-statement", "trial-balance", "trial-balance-currency", "unbalanced",
  ]
  /// Where goods are: who records them sees these too.
  private static let goods: Set<String> = ["deliveries", "goods-ageing", "goods-in-transit", "recall", "stock"]

  /// Any of these permissions shows a report.
  public static func permissions(for report: String) -> [Permission] {
    money.contains(report) ? [.readMoney] : goods.contains(report) ? [.readReports, .recordGoods] : [.readReports]
  }

  /// Whether somebody may see a report.
  public static func admits(_ identity: Identity?, to report: String) -> Bool { Access.any(permissions(for: report)).admits(identity) }
}
