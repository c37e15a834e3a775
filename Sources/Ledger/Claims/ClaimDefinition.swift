/// What a published figure is compared with: a measure that the report `claims` computes from the read models, under this name.
///
/// Figures of a day stand at the end of the claim's last month (`through`). Figures of a time are of the months from `from` (or the book's first) through
/// `through`. Where a scope member is not given, it does not narrow.
public enum ClaimDefinition: String, Sendable, CaseIterable {
  /// Producers registered and not deactivated at the end of `through`. Scope: oblast (of the village where each belonged then).
  case registeredProducers = "registered_producers"
  /// Of these, those registered as women.
  case registeredWomen = "registered_women"
  /// Registered women ÷ registered producers, those who did not say included.
  case womenShare = "women_share"
  /// Producers who made goods of at least one accepted batch in the twelve months that end with `through`; see the report `membership`.
  case activeProducers = "active_producers"
  /// Of these, those who are registered as women now.
  case activeWomen = "active_women"
  /// Villages enrolled by the end of `through`. Scope: oblast.
  case communities
  /// Oblasts with at least one such village.
  case oblasts
  /// Production groups formed by the end of `through`. Scope: oblast.
  case groups
  /// Products developed by the end of `through`, on sale or not. Scope: oblast (the product's own).
  case productsDeveloped = "products_developed"
  /// Sites open at the end of `through`. Scope: oblast, programme (opened under it), site_kind, payer (one of those who paid for it).
  case sites
  /// Persons enrolled in programmes at the end of `through` and not left: enrolments in the unit person only. Scope: programme, site.
  case enrolledPersons = "enrolled_persons"
  /// Households enrolled likewise: enrolments in the unit household only. Scope: programme, site.
  case enrolledHouseholds = "enrolled_households"
  /// Net sales (gross less discount and returns) of the time. Scope: channels.
  case netSales = "net_sales"
  /// Net sales of the time in all countries but Kyrgyzstan. Scope: channels, country, hs_code.
  case exportSales = "export_sales"
  /// The quantity of these, of goods that are counted in the claim's unit. Scope: channels, country, hs_code.
  case exportQuantity = "export_quantity"
  /// Net sales of the channels in the scope ÷ net sales of all channels, of the time.
  case channelShare = "channel_share"
  /// Products of which more was sold than came back in the time, in the channels of the scope taken together. Scope: channels.
  case productsSold = "products_sold"
  /// Of these, the part that has a certificate of a brand committee that is valid at the end of `through`. Scope: channels. See the report `certified-products`.
  case certifiedShare = "certified_share"
  /// Money that the bank paid to producers in the time, less what came back.
  case paidToProducers = "paid_to_producers"
  /// Grants recorded in the time, of those in the claim's currency. Scope: programme, site, payer.
  case grants
  /// Producers who made goods at sites in the time. Scope: site, site_kind, payer, programme (of the site); a batch's site counts where the book knows it.
  case peopleAtSites = "people_at_sites"
  /// Of these, those who are registered as women now.
  case womenAtSites = "women_at_sites"
  /// The lowest average monthly income of these people, over the time as one period: net accrued in it, and bought of her outright, ÷ months of it in
  /// which she or her site was at work.
  /// Without any scope: of all producers who made goods in the time, wherever. See the report `income-distribution`.
  case lowestIncome = "lowest_income"
  /// The median of these incomes.
  case medianIncome = "median_income"
  /// The highest of these incomes.
  case highestIncome = "highest_income"
}

extension ClaimDefinition {
  /// What a figure by it is counted in.
  enum Dimension {
    /// The word for what is counted.
    case count(String)
    /// Per cent of a whole.
    case percent
    /// A currency's ISO 4217 code; in whole units, not minor ones.
    case money
    /// The UN/ECE code of a unit of goods.
    case goods
  }

  var dimension: Dimension {
    switch self {
    case .registeredProducers, .registeredWomen, .activeProducers, .activeWomen, .enrolledPersons, .peopleAtSites, .womenAtSites: .count("persons")
    case .enrolledHouseholds: .count("households")
    case .communities: .count("communities")
    case .oblasts: .count("oblasts")
    case .groups: .count("groups")
    case .productsDeveloped, .productsSold: .count("products")
    case .sites: .count("sites")
    case .womenShare, .channelShare, .certifiedShare: .percent
    case .netSales, .exportSales, .paidToProducers, .grants, .lowestIncome, .medianIncome, .highestIncome: .money
    case .exportQuantity: .goods
    }
  }

  /// The members of a scope that narrow it, besides the months.
  var scopeMembers: [String] {
    switch self {
    case .registeredProducers, .registeredWomen, .womenShare, .communities, .groups, .productsDeveloped: ["oblast"]
    case .activeProducers, .activeWomen, .oblasts, .paidToProducers: []
    case .sites: ["oblast", "payer", "programme", "site_kind"]
    case .enrolledPersons, .enrolledHouseholds: ["programme", "site"]
    case .netSales, .channelShare, .productsSold, .certifiedShare: ["channels"]
    case .exportSales, .exportQuantity: ["channels", "country", "hs_code"]
    case .grants: ["payer", "programme", "site"]
    case .peopleAtSites, .womenAtSites, .lowestIncome, .medianIncome, .highestIncome: ["payer", "programme", "site", "site_kind"]
    }
  }

  /// Whether it is of a time and not of a day.
  var isOfTime: Bool {
    switch self {
    case .netSales, .exportSales, .exportQuantity, .channelShare, .productsSold, .certifiedShare, .paidToProducers, .grants, .peopleAtSites,
      .womenAtSites, .lowestIncome, .medianIncome, .highestIncome:
      true
    case .registeredProducers, .registeredWomen, .womenShare, .activeProducers, .activeWomen, .communities, .oblasts, .groups, .productsDeveloped,
      .sites, .enrolledPersons, .enrolledHouseholds:
      false
    }
  }
}
