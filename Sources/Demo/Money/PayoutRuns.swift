import Ledger

/// When producers are paid: half-yearly until 2016, quarterly since. Nobody published this; it is assumed.
enum PayoutRuns {
  /// The last run pays what channels paid of 2024; the money of 2025 is left for the people who learn on this book.
  static let last = Month(2025, 3)

  /// Whether a run pays what was available at the end of that month.
  static func isCutOff(_ month: Month) -> Bool { month <= last && month.month % (month.year <= 2016 ? 6 : 3) == 0 }

  /// The month at whose end a run pays what became available on a day.
  static func month(from date: CalendarDate) -> Month {
    var month = Month(of: date)
    while !isCutOff(month), month < last { month = month.next }
    return month
  }

  /// The day a run is paid.
  static func paidOn(_ month: Month) -> CalendarDate { month.lastDay.adding(days: 9) }

  /// `RUN-2012-H1`, `RUN-2019-Q3`.
  static func code(_ month: Month) -> RunCode {
    RunCode(month.year <= 2016 ? "RUN-\(month.year)-H\(month.month / 6)" : "RUN-\(month.year)-Q\(month.month / 3)")
  }

  /// The run after a month, when there is one: drawn up by one person, agreed to by another, and paid four days later.
  static func steps(after month: Month) -> [DemoStep] {
    guard isCutOff(month) else { return [] }
    let (run, cutOff) = (code(month), month.lastDay)
    func day(_ days: Int) -> CalendarDate { cutOff.adding(days: days) }
    return [
      DemoStep(on: day(5), .prepare(PreparePayoutRun(run: run, cutOff: cutOff, by: Accountant.name, date: day(5)))),
      DemoStep(on: day(6), .approve(ApprovePayoutRun(run: run, by: Accountant.chair, date: day(6)))),
      DemoStep(on: day(7), .instruct(InstructPayoutRun(run: run, by: Accountant.name, date: day(7)))),
      DemoStep(on: paidOn(month), .settleRun(SettleRun(run: run, reference: "bank list \(run)", date: paidOn(month)))),
    ]
  }
}

/// What is kept back of producers' pay. No rate is published: both are assumed.
enum Deductions {
  private static let rules: [(since: Month, rule: String, kind: DeductionKind, basisPoints: Int64)] = [
    (Month(2019, 1), "withheld-tax", .tax, 200), (Month(2021, 7), "group-reserve", .reserve, 100),
  ]

  /// What all of them keep back at a cut-off.
  static func basisPoints(on date: CalendarDate) -> Int64 { rules.reduce(0) { $1.since.firstDay <= date ? $0 + $1.basisPoints : $0 } }

  /// The rules that begin with a month.
  static func steps(since month: Month) -> [DemoStep] {
    rules.filter { $0.since == month }.map { rule in
      let command = SetDeductionRule(rule: RuleCode(rule.rule), kind: rule.kind, basisPoints: rule.basisPoints, validFrom: month.firstDay)
      return DemoStep(on: month.firstDay, .setRule(command))
    }
  }
}

/// The closing of the years: on 30 April a year's twelve months are closed one after the other, the first closing taking all before it along.
enum YearEnd {
  /// The first and the last year that are closed.
  static let years = 2010...2024

  /// What is closed in the month after.
  static func steps(after month: Month) -> [DemoStep] {
    let year = month.year - 1
    guard month.month == 3, years.contains(year) else { return [] }
    let months = year == years.lowerBound ? 12...12 : 1...12
    return months.map { DemoStep(on: CalendarDate(month.year, 4, 30), .close(Month(year, $0), by: Accountant.name)) }
  }
}
