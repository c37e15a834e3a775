import Ledger

extension DemoFigures {
  private static let counted = "JICA; Ministry of Economy"

  /// Who takes part, on the days it was published. The falls are deactivations on record, each with its reason.
  static let membership: [Figure] =
    MemberCounts.later.filter { $0.standing == .published }.map { count in
      Figure(
        "producers-\(count.date)", "Producers on \(count.date)", .members(.producers, at: count.date), .exactly(Int64(count.producers)),
        source: counted)
    } + [
      Figure("women-2021", "Women among them in January 2021", .members(.women, at: CalendarDate(2021, 1, 31)), .exactly(2430), source: counted),
      Figure("women-2024", "Women among them at the end of 2024", .members(.women, at: CalendarDate(2024, 12, 31)), .exactly(2464), source: counted),
      Figure("groups-2010", "Groups at the end of 2010", .members(.groups, at: CalendarDate(2010, 12, 31)), .exactly(42), source: counted),
      Figure("communities-2019", "Villages in 2019", .members(.communities, at: CalendarDate(2019, 12, 31)), .exactly(300), source: "JICA"),
      Figure("communities-2025", "Villages since then", .members(.communities, at: CalendarDate(2025, 12, 31)), .exactly(300), source: "JICA"),
      Figure("oblasts-2016", "Oblasts before 2017: Issyk-Kul", .members(.oblasts, at: CalendarDate(2016, 12, 31)), .exactly(1), source: "JICA"),
      Figure("oblasts-2023", "Oblasts in 2023: all but Batken", .members(.oblasts, at: CalendarDate(2023, 12, 31)), .exactly(6), source: "JICA"),
    ]

  /// What the groups developed, on sale or not.
  static let products: [Figure] = [
    Figure(
      "products-developed-2023", "Products developed by February 2023", .productsDeveloped(by: CalendarDate(2023, 2, 28)), .exactly(2000),
      source: "JICA")
  ]
}
