/// The templates that are built into the program, by the names under which they include each other.
enum Templates {
  static let all: [(name: String, bytes: [UInt8])] = [
    ("page", PackageResources.page_mustache), ("content", PackageResources.content_mustache),
    ("block", PackageResources.block_mustache), ("table", PackageResources.table_mustache),
    ("form", PackageResources.form_mustache), ("field", PackageResources.field_mustache), ("navigation", PackageResources.navigation_mustache),
    ("time", PackageResources.time_mustache), ("notice", PackageResources.notice_mustache),
  ]
}
