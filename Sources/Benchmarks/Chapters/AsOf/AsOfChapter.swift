import Postgres
import ReadModels

/// Reports as they were at earlier positions of a large book.
public enum AsOfChapter {
  /// The works of this chapter.
  public static func works(_ bench: Bench) -> [Work] {
    let events = bench.options.events
    let reports = EarlierReport.all
    let models = Set(reports.map(\.model)).sorted()
    return [
      Work(
        id: "as-of-reports", title: "every report as of random positions, one reader", unit: "answers",
        ways: [
          Way("esep") { try await EarlierReport.run(reports, $0, events: events) },
          Way("GROUP BY") { try await EarlierReport.plain(reports.map(\.model), $0, events: events) },
        ],
        expectations: [.rate("esep", over: "GROUP BY", atLeast: 1 / 1.5, aim: 1 / 0.3)],
        note: "The first page by year of each of \(reports.count) reports, at a random position in each quarter of the log. GROUP BY is what an "
          + "analyst would type: for each of these reports the largest of its read models, added up from the entries up to the same position, its rows thrown away "
          + "on the server. A report of several read models has to do with several of these. Left out are reports that list entries as they are."),
      Work(
        id: "as-of-each", title: "each report as of random positions", unit: "answers",
        ways: reports.map { report in Way(report.name) { try await EarlierReport.run([report], $0, events: events) } }
          + models.map { model in Way("GROUP BY \(model)") { try await EarlierReport.plain([model], $0, events: events) } }),
    ]
  }
}
