import Office
import ReadModels

/// A year's answer of report producer-dependence, to be searched and sorted.
struct Dependence {
  let answer: ReportAnswer

  init(_ answer: ReportAnswer) { self.answer = answer }

  /// The rows that pass, those with the largest income first; equal ones by code. O(n log n).
  func rows(where passes: (ReportRow) -> Bool) -> [[ReadModels.Cell]] {
    zip(answer.rows, answer.reportRows).filter { passes($0.1) }
      .sorted { left, right in
        let (a, b) = (left.1.number("net"), right.1.number("net"))
        return a == b ? left.1.text("producer") < right.1.text("producer") : a > b
      }
      .map(\.0)
  }
}
