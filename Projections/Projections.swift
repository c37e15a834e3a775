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

/// The read models and reports that are built into the program, one SQL file each.
///
/// The build tool turns each file's base name into a Swift name in which `-` and `_` are the same: no read model may be called as a report.
public enum Projections {
  /// The read models, by name.
  public static let models: [ProjectionFile] = [
    ProjectionFile("Models/channel.sql", PackageResources.channel_sql),
    ProjectionFile("Models/community.sql", PackageResources.community_sql),
    ProjectionFile("Models/export_sales.sql", PackageResources.export_sales_sql),
    ProjectionFile("Models/membership_changes.sql", PackageResources.membership_changes_sql),
    ProjectionFile("Models/producer.sql", PackageResources.producer_sql),
    ProjectionFile("Models/product.sql", PackageResources.product_sql),
    ProjectionFile("Models/products_developed.sql", PackageResources.products_developed_sql),
    ProjectionFile("Models/sales_by_channel.sql", PackageResources.sales_by_channel_sql),
    ProjectionFile("Models/sales_by_country.sql", PackageResources.sales_by_country_sql),
    ProjectionFile("Models/sales_by_producer.sql", PackageResources.sales_by_producer_sql),
    ProjectionFile("Models/sales_by_product.sql", PackageResources.sales_by_product_sql),
    ProjectionFile("Models/stock_moves.sql", PackageResources.stock_moves_sql),
  ]

  /// The reports, by name.
  public static let reports: [ProjectionFile] = [
    ProjectionFile("Reports/buyer-concentration.sql", PackageResources.buyer_concentration_sql),
    ProjectionFile("Reports/channel-assortment.sql", PackageResources.channel_assortment_sql),
    ProjectionFile("Reports/channel-concentration.sql", PackageResources.channel_concentration_sql),
    ProjectionFile("Reports/channel-loss-total.sql", PackageResources.channel_loss_total_sql),
    ProjectionFile("Reports/channel-loss.sql", PackageResources.channel_loss_sql),
    ProjectionFile("Reports/channel-sales.sql", PackageResources.channel_sales_sql),
    ProjectionFile("Reports/channel-share.sql", PackageResources.channel_share_sql),
    ProjectionFile("Reports/country-concentration.sql", PackageResources.country_concentration_sql),
    ProjectionFile("Reports/coverage.sql", PackageResources.coverage_sql),
    ProjectionFile("Reports/export-profile.sql", PackageResources.export_profile_sql),
    ProjectionFile("Reports/membership.sql", PackageResources.membership_sql),
    ProjectionFile("Reports/producer-dependence.sql", PackageResources.producer_dependence_sql),
    ProjectionFile("Reports/producer-revenue.sql", PackageResources.producer_revenue_sql),
    ProjectionFile("Reports/product-development.sql", PackageResources.product_development_sql),
    ProjectionFile("Reports/product-sales.sql", PackageResources.product_sales_sql),
    ProjectionFile("Reports/stock.sql", PackageResources.stock_sql),
    ProjectionFile("Reports/trend.sql", PackageResources.trend_sql),
  ]
}
