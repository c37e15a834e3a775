import SignIn
public import Web

/// Reports for everybody who reads them: all of them, each with all that can be asked of it, and where its figures come from.
public enum ReportPages {
  /// Whoever may see any report.
  private static let readers = Access.any([.readReports, .readMoney, .recordGoods])

  /// Their places.
  public static let routes: [PageRoute] = [
    .get("/reports", readers, ReportListPage.answer),
    .get("/reports/{name}", readers, ReportPage.answer),
    .get("/reports/{name}/csv", readers, ReportFile.csv), .get("/reports/{name}/xlsx", readers, ReportFile.workbook),
    .get("/explain/{name}", .any([.readReports, .readMoney]), ExplainPage.answer),
    .get("/explain/{name}/csv", .any([.readReports, .readMoney]), ExplainFile.answer),
    .get("/changes/{name}", readers, ChangesPage.answer),
    .get("/changes/{name}/csv", readers, ChangesFile.answer),
  ]
}
