public import EventLog

extension Migration {
  /// The migrations of users and sessions; after those of the log.
  public static let signIn: [Migration] = [Migration(component: "signin", number: 1, name: "users", file: PackageResources._001_users_sql)]
}
