import Languages
import Ledger
import ReadModels
import Web

/// A report through time: over the months of the business, and over what the book knew, event by event. Works as a form without a script.
struct TimeSlider {
  let request: PageRequest
  /// The first and last month in which anything happened, as months since the year 0; and the position the book stands at.
  let months: ClosedRange<Int>?, end: Int64
  /// What else is asked for and stays as it is.
  let others: [(String, String)]

  private var words: Words { request.words }

  /// Two forms, folded away while nobody looks at the past.
  var block: Block {
    var blocks: [Block] = []
    if let months, months.count > 1 {
      let now = (request.time.to ?? request.time.through).map { Self.month(of: $0) } ?? months.upperBound
      blocks += [
        .form(
          form(
            "to-month", words("reports.slider.months"), .range(min: months.lowerBound, max: months.upperBound, step: 1), clamp(now, months),
            leavingOut: "to", hint: monthHint(clamp(now, months)))),
        .links(steps(now, months)),
      ]
    }
    if end > 1 {
      let step = max(1, Int(end / 500))
      blocks.append(
        .form(
          form(
            "position", words("reports.slider.positions"), .range(min: 1, max: Int(end), step: step),
            Int(min(request.time.atPosition ?? end, end)),
            leavingOut: "at-position", hint: words("reports.slider.positions_hint", ["position": words.numbers.whole(request.time.atPosition ?? end)])
          )))
    }
    return .details(summary: words("reports.slider.title"), blocks)
  }

  private func form(_ name: String, _ label: String, _ kind: Field.Kind, _ value: Int, leavingOut: String, hint: String) -> Form {
    let hidden = others.filter { $0.0 != leavingOut && $0.0 != name }.map { Field($0.0, "", .hidden, value: $0.1) }
    return Form(
      .get, request.path, fields: [Field(name, label, kind, value: String(value), hint: hint)] + hidden, submit: words("reports.slider.show"))
  }

  private func monthHint(_ month: Int) -> String {
    words("reports.slider.months_hint", ["month": words.dates.month(year: month / 12, month: month % 12 + 1)])
  }

  /// The month before and the one after, for who has no slider at hand.
  private func steps(_ now: Int, _ months: ClosedRange<Int>) -> [Link] {
    let rest = others.filter { $0.0 != "to" && $0.0 != "through" }
    func link(_ month: Int, _ text: String) -> Link? {
      guard months.contains(month), let day = Self.lastDay(of: month) else { return nil }
      return Link(text, PathText.with(request.path, rest + [("to", day.description)]))
    }
    let today = Link(words("reports.slider.now"), PathText.with(request.path, rest.filter { $0.0 != "at-position" && $0.0 != "known-at" }))
    return [
      link(now - 1, words("reports.slider.before")), link(now + 1, words("reports.slider.after")),
      request.time.isPast || request.time.to != nil ? today : nil,
    ].compactMap { $0 }
  }

  private func clamp(_ month: Int, _ months: ClosedRange<Int>) -> Int { min(max(month, months.lowerBound), months.upperBound) }

  static func month(of day: CalendarDate) -> Int { day.components.year * 12 + day.components.month - 1 }

  /// The last day of a month; nil for one that no calendar has.
  static func lastDay(of month: Int) -> CalendarDate? {
    guard month >= 0, month < 120_000 else { return nil }
    let (year, number) = (month / 12, month % 12 + 1)
    return CalendarDate(year: year, month: number, day: CalendarDate.daysInMonth(year: year, month: number))
  }
}
