import Ledger

/// A producer of the demo.
struct Member {
  let producer: ProducerCode
  let number: Int
  let isWoman: Bool
  /// Position of her group in the roster.
  let group: Int
  let birthYear: Int64
  let payoutRoute: PayoutRoute
  /// Since when she takes part.
  let joined: CalendarDate
  /// Since when no more, and since when again.
  var left: CalendarDate?
  var cameBack: CalendarDate?
  /// Whether she works in one of the workshops.
  var isInWorkshop = false

  /// Whether she may contribute to a batch made on that day.
  func isActive(on date: CalendarDate) -> Bool {
    guard joined <= date else { return false }
    guard let left, left <= date else { return true }
    return cameBack.map { $0 <= date } ?? false
  }
}

/// A production group of the demo.
struct Jamaat {
  let code: GroupCode
  let village: Village
  /// Positions of its members in the roster.
  var members: [Int] = []
}
