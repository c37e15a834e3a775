public import EventLog

extension Migration {
  /// The migrations of entries and of the books kept about read models; they come after `Migration.log`.
  public static let readModels: [Migration] = [
    Migration(component: "read models", number: 1, name: "entries", file: PackageResources._001_entries_sql),
    Migration(component: "read models", number: 2, name: "periods", file: PackageResources._002_periods_sql),
    Migration(component: "read models", number: 3, name: "rebuild-faster", file: PackageResources._003_rebuild_faster_sql),
    Migration(component: "read models", number: 4, name: "money-lines", file: PackageResources._004_money_lines_sql),
    Migration(component: "read models", number: 5, name: "money-reports", file: PackageResources._005_money_reports_sql),
    Migration(component: "read models", number: 7, name: "definitions", file: PackageResources._007_definitions_sql),
    Migration(component: "read models", number: 8, name: "tree-root", file: PackageResources._008_tree_root_sql),
    Migration(component: "read models", number: 10, name: "goods", file: PackageResources._010_goods_sql),
    Migration(component: "read models", number: 11, name: "as-of-day", file: PackageResources._011_as_of_day_sql),
    Migration(component: "read models", number: 12, name: "programme", file: PackageResources._012_programme_sql),
    Migration(component: "read models", number: 14, name: "trace", file: PackageResources._014_trace_sql),
    Migration(component: "read models", number: 15, name: "producer-days", file: PackageResources._015_producer_days_sql),
    Migration(component: "read models", number: 16, name: "changes", file: PackageResources._016_changes_sql),
    Migration(component: "read models", number: 17, name: "account-parameter", file: PackageResources._017_account_parameter_sql),
    Migration(component: "read models", number: 18, name: "changes-of-all", file: PackageResources._018_changes_of_all_sql),
  ]
}
