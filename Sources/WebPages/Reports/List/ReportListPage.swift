import Web

/// All reports, by who asks for them.
enum ReportListPage {
  static func answer(_ request: PageRequest) async throws -> PageAnswer {
    let words = request.words
    let known = request.desk.catalogue.reports.map(\.name)
    var blocks: [Block] = []
    for group in ReportGroup.allCases {
      // A report that no group names yet is still to be found.
      let others = group == .auditor ? known.filter { name in !ReportGroup.allCases.contains { $0.reports.contains(name) } } : []
      let names = (group.reports + others).filter { known.contains($0) && request.mayRead($0) }
      guard !names.isEmpty else { continue }
      let title = words(family: "reports.group", group.rawValue)
      blocks += [
        .heading(title, id: group.rawValue),
        .table(
          DataTable(
            title, columns: [.init(words("reports.list.report")), .init(words("reports.list.says"))],
            rows: names.map { [.init(request.title(of: $0), href: request.link("/reports/\($0)")), .init(request.note(of: $0))] }, hidesCaption: true)
        ),
      ]
    }
    return .page(Page(words("reports.list.title"), area: request.readerArea, lead: words("reports.list.lead"), blocks))
  }
}

extension PageRequest {
  /// What a report is called in the reader's language.
  func title(of report: String) -> String { words.member(of: "report", report) ?? desk.catalogue.report(report)?.title ?? report }

  /// What it says, in a sentence or two.
  func note(of report: String) -> String { words.member(of: "note", report) ?? desk.catalogue.report(report)?.note ?? "" }

  /// The part of the navigation that a page for several kinds of readers belongs to.
  var readerArea: Page.Area {
    guard let identity else { return .account }
    if identity.may(.recordMoney) { return .accountant }
    if identity.may(.readLog) { return .auditor }
    return identity.may(.readReports) ? .manager : .clerk
  }
}
