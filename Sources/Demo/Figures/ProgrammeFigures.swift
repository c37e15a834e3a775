import Ledger

extension DemoFigures {
  /// Workshops, what women earn there, RESILAND CA+, and what brand committees certify.
  static let programme: [Figure] =
    [
      Figure(
        "workshops-2019", "Workshops that Kumtor paid for with others, in 2019", .sites(.payer(Workshop.payer), at: CalendarDate(2019, 12, 31)),
        .exactly(6), source: kumtor),
      Figure(
        "workshops-2018", "Workshops before Tamga and Tilekmat opened in February 2019",
        .sites(.payer(Workshop.payer), at: CalendarDate(2019, 1, 31)),
        .exactly(4), source: kumtor),
      Figure(
        "workshop-women-2019", "Women who worked there in 2019: more than 100", .work(.women, payer: Workshop.payer, year: 2019), .between(101...150),
        source: kumtor),
      Figure(
        "workshop-lowest-2019", "The lowest average income a month among them", .work(.lowest, payer: Workshop.payer, year: 2019),
        .between(1_000_000...1_800_000), source: kumtor),
      Figure(
        "workshop-highest-2019", "The highest", .work(.highest, payer: Workshop.payer, year: 2019), .between(1_000_000...1_800_000), source: kumtor),
      Figure(
        "resiland-sites", "RESILAND CA+ sites", .sites(.programme(Resiland.programme.text), at: CalendarDate(2024, 12, 31)), .exactly(21),
        source: emergencies),
      Figure(
        "resiland-enrolled-before", "Enrolled in RESILAND CA+ before April 2024",
        .enrolled(programme: Resiland.programme.text, at: CalendarDate(2024, 3, 31)), .exactly(0), source: emergencies),
      Figure(
        "resiland-enrolled", "Enrolled since", .enrolled(programme: Resiland.programme.text, at: CalendarDate(2024, 12, 31)), .exactly(800),
        source: emergencies),
    ]
    + [2024, 2025].map { year in
      Figure(
        "certified-\(year)", "Products on sale in \(year) that a brand committee has certified", .certified(year: year), .about(8000, step: 500),
        source: "comparative report")
    }

  /// Goods that lie elsewhere, were lost, recalled or bought outright.
  static let goods: [Figure] = [
    Figure(
      "outlet-stock", "What lies at petrol station \(OutletPlan.outlet) at the end", .lying(.onHand, place: OutletPlan.place.text),
      .exactly(OutletPlan.all.shelf.values.reduce(0, +) * 1000), .assumed, source: byStory),
    Figure(
      "outlet-transit", "What is on its way there", .lying(.inTransit, place: OutletPlan.place.text), .exactly(OutletPlan.all.onItsWay * 1000),
      .assumed,
      source: byStory),
    Figure(
      "outlet-short", "What did not arrive of all that was sent there", .short(place: OutletPlan.place.text), .exactly(OutletPlan.all.missing * 1000),
      .assumed, source: byStory),
    Figure(
      "quarantine", "Recalled goods that are not destroyed yet", .lying(.onHand, place: Place.quarantine.text), .exactly(0), .assumed, source: byStory
    ),
    Figure(
      "recalled-still-out", "Recalled goods that buyers may still have", .stillOut,
      .exactly((RecallStory.sold.reduce(0) { $0 + $1.jars } - RecallStory.broughtBack) * 1000), .assumed, source: byStory),
    Figure(
      "own-stock-2025", "Goods bought outright and not sold, at cost", .balance(.ownStock, year: 2025), .exactly(OwnGoodsStory.costLeft), .assumed,
      source: byStory),
  ]

  private static let kumtor = "Kumtor, March 2019"
  private static let emergencies = "Ministry of Emergency Situations"
  private static let byStory = "follows from the incidents told in this book"
}
