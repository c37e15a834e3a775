import EventLog
import Ledger
import ReadModels

/// What readers ask: for every report what a page of it shows, the defaults first.
struct Questions: Sendable {
  /// A report and what is asked of it.
  struct Question: Sendable {
    let report: String
    let parameters: ReportParameters
  }

  /// Rows of a page.
  static let rows = 100
  /// In the order they are asked, mixed.
  let all: [Question]

  /// All questions, about a history of the bench's kind.
  init(_ catalogue: Catalogue) {
    var all: [Question] = []
    for report in catalogue.reports {
      for parameters in Self.pages { all.append(Question(report: report.name, parameters: parameters)) }
      if report.name.hasPrefix("producer-") || report.name == "channel-loss" || report.name == "payable-ageing" {
        all.append(Question(report: report.name, parameters: Self.page { $0.producer = Registry.producer(1_234) }))
      }
      if report.name == "journal" { all.append(Question(report: report.name, parameters: Self.page { $0.channel = Registry.channel(3) })) }
      if report.name.hasPrefix("channel-loss") {
        all.append(Question(report: report.name, parameters: Self.page { ($0.channel, $0.incomeFloorMinor) = (Registry.channel(0), 5_000_000) }))
      }
    }
    // A stride without a common divisor with the count mixes reports; each question comes up as often as any other.
    let step = (1...all.count).first { $0 > all.count / 3 && Self.haveNoCommonDivisor($0, all.count) } ?? 1
    self.all = all.indices.map { all[$0 * step % all.count] }
  }

  /// What is asked of every report.
  private static let pages: [ReportParameters] = [
    page { _ in },
    page { $0.offset = rows },
    page { ($0.from, $0.to) = (day(2024, 1, 1), day(2024, 12, 31)) },
    page { ($0.by, $0.from, $0.to) = (.quarter, day(2023, 7, 1), day(2023, 9, 30)) },
    page { ($0.by, $0.from, $0.to) = (.month, day(2024, 6, 1), day(2024, 6, 30)) },
  ]

  /// A first page by year, changed.
  private static func page(_ change: (inout ReportParameters) -> Void) -> ReportParameters {
    var parameters = ReportParameters()
    parameters.limit = rows
    change(&parameters)
    return parameters
  }

  private static func day(_ year: Int, _ month: Int, _ day: Int) -> CalendarDate? { CalendarDate(year: year, month: month, day: day) }

  private static func haveNoCommonDivisor(_ left: Int, _ right: Int) -> Bool {
    var (a, b) = (left, right)
    while b != 0 { (a, b) = (b, a % b) }
    return a == 1
  }

  /// What is asked, for people.
  static let text = """
    A question is one page of \(rows) rows: of each report the first page by year with nothing else said, the second page, the year 2024, the third \
    quarter of 2023, and June 2024; of some of them one producer or one channel, too. All readers share 8 connections.
    """
}
