extension DateFormat {
  /// A moment in Bishkek's time (UTC+6 all year): `05.05.2024, 14:03`.
  /// - Parameter microseconds: since 1970 UTC.
  public func moment(_ microseconds: Int64) -> String {
    let minutes = (Double(microseconds) / 60_000_000).rounded(.down) + 360
    let days = Int64((minutes / 1_440).rounded(.down))
    let rest = Int64(minutes) - days * 1_440
    let (year, month, day) = Self.civil(days)
    func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(short(year: year, month: month, day: day)), \(two(rest / 60)):\(two(rest % 60))"
  }

  /// The proleptic Gregorian date of a day since 1970-01-01 (H. Hinnant, "chrono-compatible low-level date algorithms", civil_from_days).
  private static func civil(_ days: Int64) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    let civilMonth = month < 10 ? month + 3 : month - 9
    return (Int(yearOfEra + era * 400 + (civilMonth <= 2 ? 1 : 0)), Int(civilMonth), Int(dayOfYear - (153 * month + 2) / 5 + 1))
  }
}
