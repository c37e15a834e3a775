import SignIn

/// An entry of the navigation; its text is the phrase `navigation.<name>`.
struct NavigationItem {
  let name: String
  let path: String
  let area: Page.Area
  let access: Access

  static let all: [NavigationItem] = [
    .init(name: "overview", path: "/manager", area: .manager, access: .only(.readReports)),
    .init(name: "channels", path: "/channels", area: .manager, access: .only(.readReports)),
    .init(name: "what_if", path: "/what-if", area: .manager, access: .only(.readReports)),
    .init(name: "producers", path: "/producers", area: .manager, access: .only(.readReports)),
    .init(name: "income", path: "/income", area: .manager, access: .only(.readReports)),
    .init(name: "products", path: "/products", area: .manager, access: .only(.readReports)),
    .init(name: "export", path: "/export", area: .manager, access: .only(.readReports)),
    .init(name: "map", path: "/map", area: .manager, access: .only(.readReports)),
    .init(name: "inbox", path: "/accountant", area: .accountant, access: .only(.recordMoney)),
    .init(name: "statements", path: "/statements", area: .accountant, access: .only(.readMoney)),
    .init(name: "receipts", path: "/receipts", area: .accountant, access: .only(.readMoney)),
    .init(name: "exceptions", path: "/exceptions", area: .accountant, access: .only(.readMoney)),
    .init(name: "balances", path: "/balances", area: .accountant, access: .only(.readMoney)),
    .init(name: "payouts", path: "/payouts", area: .accountant, access: .only(.readMoney)),
    .init(name: "trial_balance", path: "/trial-balance", area: .accountant, access: .only(.readMoney)),
    .init(name: "journal", path: "/journal", area: .accountant, access: .only(.readMoney)),
    .init(name: "adjustments", path: "/adjustments", area: .accountant, access: .only(.recordMoney)),
    .init(name: "tolerances", path: "/tolerances", area: .accountant, access: .only(.recordMoney)),
    .init(name: "months", path: "/months", area: .accountant, access: .only(.readMoney)),
    .init(name: "audit", path: "/audit", area: .auditor, access: .only(.readLog)),
    .init(name: "log", path: "/log", area: .auditor, access: .only(.readLog)),
    .init(name: "reports", path: "/reports", area: .auditor, access: .any([.readReports, .recordGoods])),
    .init(name: "corrections", path: "/corrections", area: .auditor, access: .only(.readLog)),
    .init(name: "claims", path: "/claims", area: .auditor, access: .only(.readLog)),
    .init(name: "verification", path: "/verification", area: .auditor, access: .only(.readLog)),
    .init(name: "definitions", path: "/definitions", area: .auditor, access: .only(.readLog)),
    .init(name: "exports", path: "/exports", area: .auditor, access: .only(.export)),
    .init(name: "record", path: "/clerk", area: .clerk, access: .only(.recordGoods)),
    .init(name: "import", path: "/clerk/import", area: .clerk, access: .only(.recordGoods)),
    .init(name: "batches", path: "/batches", area: .clerk, access: .any([.recordGoods, .readReports, .readLog])),
    .init(name: "entries", path: "/clerk/entries", area: .clerk, access: .only(.recordGoods)),
    .init(name: "users", path: "/admin/users", area: .admin, access: .only(.administer)),
    .init(name: "tokens", path: "/admin/tokens", area: .admin, access: .only(.administer)),
    .init(name: "access_journal", path: "/admin/journal", area: .admin, access: .any([.administer, .readLog])),
    .init(name: "account", path: "/account", area: .account, access: .signedIn),
  ]
}

/// Where somebody begins.
public enum StartPage {
  /// The first page of the navigation that she may see, in the order of what people mostly do.
  public static func path(of identity: Identity) -> String {
    let starts: [(Role, String)] = [
      (.manager, "/manager"), (.accountant, "/accountant"), (.approver, "/payouts"), (.auditor, "/audit"), (.clerk, "/clerk"),
      (.admin, "/admin/users"),
    ]
    return starts.first { identity.roles.contains($0.0) }?.1 ?? "/account"
  }
}
