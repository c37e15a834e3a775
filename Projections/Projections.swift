/// A file of SQL that is built into the program, as it stands in this folder.
public struct ProjectionFile: Hashable, Sendable {
  /// Its path in the folder, such as `Models/stock_moves.sql`.
  public let path: String
  /// Its content.
  public let text: String

  /// A file from its path and content; also for files that are not built in.
  public init(path: String, text: String) {
    self.path = path
    self.text = text
  }

  fileprivate init(_ path: String, _ bytes: [UInt8]) { self.init(path: path, text: String(decoding: bytes, as: UTF8.self)) }
}

/// The read models, reports and rules that are built into the program, one SQL file each.
///
/// The build tool turns each file's base name into a Swift name in which `-` and `_` are the same: no read model may be called as a report.
public enum Projections {
  /// What no table keeps: the chart of accounts, the posting rules and what follows from them; each reads only earlier ones.
  public static let rules: [ProjectionFile] = [
    ProjectionFile("Rules/account.sql", PackageResources.account_sql),
    ProjectionFile("Rules/posting_rule.sql", PackageResources.posting_rule_sql),
    ProjectionFile("Rules/posting.sql", PackageResources.posting_sql),
    ProjectionFile("Rules/account_moves.sql", PackageResources.account_moves_sql),
    ProjectionFile("Rules/account_totals.sql", PackageResources.account_totals_sql),
    ProjectionFile("Rules/unaccepted_making.sql", PackageResources.unaccepted_making_sql),
  ]

  /// The read models, by name.
  public static let models: [ProjectionFile] = [
    ProjectionFile("Models/book_day.sql", PackageResources.book_day_sql),
    ProjectionFile("Models/booked.sql", PackageResources.booked_sql),
    ProjectionFile("Models/booked_sorts.sql", PackageResources.booked_sorts_sql),
    ProjectionFile("Models/certificate.sql", PackageResources.certificate_sql),
    ProjectionFile("Models/channel.sql", PackageResources.channel_sql),
    ProjectionFile("Models/claim.sql", PackageResources.claim_sql),
    ProjectionFile("Models/community.sql", PackageResources.community_sql),
    ProjectionFile("Models/consent.sql", PackageResources.consent_sql),
    ProjectionFile("Models/dispatch_lines.sql", PackageResources.dispatch_lines_sql),
    ProjectionFile("Models/enrolment_changes.sql", PackageResources.enrolment_changes_sql),
    ProjectionFile("Models/export_sales.sql", PackageResources.export_sales_sql),
    ProjectionFile("Models/fx_rate.sql", PackageResources.fx_rate_sql),
    ProjectionFile("Models/goods_away.sql", PackageResources.goods_away_sql),
    ProjectionFile("Models/goods_waiting.sql", PackageResources.goods_waiting_sql),
    ProjectionFile("Models/grants_given.sql", PackageResources.grants_given_sql),
    ProjectionFile("Models/making.sql", PackageResources.making_sql),
    ProjectionFile("Models/membership_changes.sql", PackageResources.membership_changes_sql),
    ProjectionFile("Models/money_moves.sql", PackageResources.money_moves_sql),
    ProjectionFile("Models/producer.sql", PackageResources.producer_sql),
    ProjectionFile("Models/producer_account.sql", PackageResources.producer_account_sql),
    ProjectionFile("Models/producer_money.sql", PackageResources.producer_money_sql),
    ProjectionFile("Models/product.sql", PackageResources.product_sql),
    ProjectionFile("Models/product_stage.sql", PackageResources.product_stage_sql),
    ProjectionFile("Models/products_developed.sql", PackageResources.products_developed_sql),
    ProjectionFile("Models/programme.sql", PackageResources.programme_sql),
    ProjectionFile("Models/recalls.sql", PackageResources.recalls_sql),
    ProjectionFile("Models/sales_by_channel.sql", PackageResources.sales_by_channel_sql),
    ProjectionFile("Models/sales_by_country.sql", PackageResources.sales_by_country_sql),
    ProjectionFile("Models/sales_by_producer.sql", PackageResources.sales_by_producer_sql),
    ProjectionFile("Models/sales_by_product.sql", PackageResources.sales_by_product_sql),
    ProjectionFile("Models/site.sql", PackageResources.site_sql),
    ProjectionFile("Models/site_changes.sql", PackageResources.site_changes_sql),
    ProjectionFile("Models/site_funding.sql", PackageResources.site_funding_sql),
    ProjectionFile("Models/statement_money.sql", PackageResources.statement_money_sql),
    ProjectionFile("Models/stock_moves.sql", PackageResources.stock_moves_sql),
    ProjectionFile("Models/trainings_held.sql", PackageResources.trainings_held_sql),
    ProjectionFile("Models/uncertified.sql", PackageResources.uncertified_sql),
  ]

  /// The reports, by name.
  public static let reports: [ProjectionFile] = [
    ProjectionFile("Reports/batch-trace.sql", PackageResources.batch_trace_sql),
    ProjectionFile("Reports/buyer-concentration.sql", PackageResources.buyer_concentration_sql),
    ProjectionFile("Reports/certification.sql", PackageResources.certification_sql),
    ProjectionFile("Reports/certified-products.sql", PackageResources.certified_products_sql),
    ProjectionFile("Reports/channel-assortment.sql", PackageResources.channel_assortment_sql),
    ProjectionFile("Reports/channel-concentration.sql", PackageResources.channel_concentration_sql),
    ProjectionFile("Reports/channel-loss-total.sql", PackageResources.channel_loss_total_sql),
    ProjectionFile("Reports/channel-loss.sql", PackageResources.channel_loss_sql),
    ProjectionFile("Reports/channel-receivable.sql", PackageResources.channel_receivable_sql),
    ProjectionFile("Reports/channel-reconciliation.sql", PackageResources.channel_reconciliation_sql),
    ProjectionFile("Reports/channel-sales.sql", PackageResources.channel_sales_sql),
    ProjectionFile("Reports/channel-share.sql", PackageResources.channel_share_sql),
    ProjectionFile("Reports/channel-unstated.sql", PackageResources.channel_unstated_sql),
    ProjectionFile("Reports/claims.sql", PackageResources.claims_sql),
    ProjectionFile("Reports/community-sales.sql", PackageResources.community_sales_sql),
    ProjectionFile("Reports/country-concentration.sql", PackageResources.country_concentration_sql),
    ProjectionFile("Reports/coverage.sql", PackageResources.coverage_sql),
    ProjectionFile("Reports/deliveries.sql", PackageResources.deliveries_sql),
    ProjectionFile("Reports/enrolment.sql", PackageResources.enrolment_sql),
    ProjectionFile("Reports/export-profile.sql", PackageResources.export_profile_sql),
    ProjectionFile("Reports/funding.sql", PackageResources.funding_sql),
    ProjectionFile("Reports/fx-result.sql", PackageResources.fx_result_sql),
    ProjectionFile("Reports/goods-ageing.sql", PackageResources.goods_ageing_sql),
    ProjectionFile("Reports/goods-in-transit.sql", PackageResources.goods_in_transit_sql),
    ProjectionFile("Reports/grants.sql", PackageResources.grants_sql),
    ProjectionFile("Reports/income-distribution.sql", PackageResources.income_distribution_sql),
    ProjectionFile("Reports/journal.sql", PackageResources.journal_sql),
    ProjectionFile("Reports/membership.sql", PackageResources.membership_sql),
    ProjectionFile("Reports/payable-ageing.sql", PackageResources.payable_ageing_sql),
    ProjectionFile("Reports/producer-balance.sql", PackageResources.producer_balance_sql),
    ProjectionFile("Reports/producer-dependence.sql", PackageResources.producer_dependence_sql),
    ProjectionFile("Reports/producer-revenue.sql", PackageResources.producer_revenue_sql),
    ProjectionFile("Reports/producer-statement.sql", PackageResources.producer_statement_sql),
    ProjectionFile("Reports/product-development.sql", PackageResources.product_development_sql),
    ProjectionFile("Reports/product-pipeline.sql", PackageResources.product_pipeline_sql),
    ProjectionFile("Reports/product-sales.sql", PackageResources.product_sales_sql),
    ProjectionFile("Reports/recall.sql", PackageResources.recall_sql),
    ProjectionFile("Reports/return-to-producers.sql", PackageResources.return_to_producers_sql),
    ProjectionFile("Reports/sites.sql", PackageResources.sites_sql),
    ProjectionFile("Reports/stock.sql", PackageResources.stock_sql),
    ProjectionFile("Reports/training.sql", PackageResources.training_sql),
    ProjectionFile("Reports/trend.sql", PackageResources.trend_sql),
    ProjectionFile("Reports/trial-balance-currency.sql", PackageResources.trial_balance_currency_sql),
    ProjectionFile("Reports/trial-balance.sql", PackageResources.trial_balance_sql),
    ProjectionFile("Reports/unbalanced.sql", PackageResources.unbalanced_sql),
    ProjectionFile("Reports/uncertified-sales.sql", PackageResources.uncertified_sales_sql),
  ]
}
