/// A file of texts that is built into the program.
struct TextFile: Sendable {
  /// Whose texts: an area of the pages.
  let area: String
  let language: Language
  let bytes: [UInt8]

  init(_ area: String, _ language: Language, _ bytes: [UInt8]) { (self.area, self.language, self.bytes) = (area, language, bytes) }

  /// All of them.
  static let all: [TextFile] = [
    TextFile("common", .ky, PackageResources.common_ky_json),
    TextFile("common", .ru, PackageResources.common_ru_json),
    TextFile("common", .en, PackageResources.common_en_json),
    TextFile("signin", .ky, PackageResources.signin_ky_json),
    TextFile("signin", .ru, PackageResources.signin_ru_json),
    TextFile("signin", .en, PackageResources.signin_en_json),
    TextFile("manager", .ky, PackageResources.manager_ky_json),
    TextFile("manager", .ru, PackageResources.manager_ru_json),
    TextFile("manager", .en, PackageResources.manager_en_json),
    TextFile("accountant", .ky, PackageResources.accountant_ky_json),
    TextFile("accountant", .ru, PackageResources.accountant_ru_json),
    TextFile("accountant", .en, PackageResources.accountant_en_json),
    TextFile("auditor", .ky, PackageResources.auditor_ky_json),
    TextFile("auditor", .ru, PackageResources.auditor_ru_json),
    TextFile("auditor", .en, PackageResources.auditor_en_json),
    TextFile("clerk", .ky, PackageResources.clerk_ky_json),
    TextFile("clerk", .ru, PackageResources.clerk_ru_json),
    TextFile("clerk", .en, PackageResources.clerk_en_json),
    TextFile("reports", .ky, PackageResources.reports_ky_json),
    TextFile("reports", .ru, PackageResources.reports_ru_json),
    TextFile("reports", .en, PackageResources.reports_en_json),
    TextFile("refusals", .ky, PackageResources.refusals_ky_json),
    TextFile("refusals", .ru, PackageResources.refusals_ru_json),
    TextFile("refusals", .en, PackageResources.refusals_en_json),
  ]
}
