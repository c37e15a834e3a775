public import Web

/// The accountant's pages: what channels state and pay, what producers are owed and paid, and the months.
public enum AccountantPages {
  /// The routes.
  public static let routes: [PageRoute] =
    InboxPage.routes + ReceiptPages.routes + StatementPages.routes + BalancePages.routes + PayoutPages.routes + BookPages.routes + MonthPages.routes
    + AdjustmentPages.routes + TolerancePages.routes
}
