/// Reports by who asks for them first.
enum ReportGroup: String, CaseIterable {
  case manager, accountant, goods, programme, auditor

  /// Their names, in the order in which one asks.
  var reports: [String] {
    switch self {
    case .manager:
      [
        "channel-share", "trend", "channel-sales", "channel-concentration", "buyer-concentration", "country-concentration", "producer-dependence",
        "channel-loss", "channel-loss-total", "producer-revenue", "product-sales", "channel-assortment", "export-profile", "return-to-producers",
        "income-distribution", "community-sales",
      ]
    case .accountant:
      [
        "producer-balance", "producer-statement", "payable-ageing", "channel-receivable", "channel-reconciliation", "channel-unstated",
        "trial-balance",
        "trial-balance-currency", "journal", "fx-result",
      ]
    case .goods: ["stock", "deliveries", "goods-in-transit", "goods-ageing", "recall", "batch-trace"]
    case .programme:
      [
        "membership", "coverage", "sites", "enrolment", "training", "grants", "funding", "product-development", "product-pipeline", "certification",
        "certified-products", "uncertified-sales",
      ]
    case .auditor: ["claims", "unbalanced"]
    }
  }
}
