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
  ]
}
