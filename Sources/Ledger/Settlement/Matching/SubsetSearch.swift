/// Looks for all sets of candidates whose amounts, and goods where the line counts them, add up to a line's exactly.
///
/// Backwards from the last candidate it notes which remainders can still be made up; forwards it then follows only ways that lead to an answer. The
/// work is bounded by the budget and not by the number of sets.
struct SubsetSearch {
  /// What came of it.
  enum Result: Hashable {
    /// These, each by the places of its candidates, in order. Not complete when there are more than were asked for.
    case found([[Int]], isComplete: Bool)
    /// The budget is used up.
    case tooMany(searched: Int)
  }

  /// What is still missing. Goods are left at zero when the line does not count them.
  struct Rest: Hashable {
    var amount: Int64
    var goods: Int64
  }

  private let items: [Rest]
  private let smallestSet: Int
  private let limit: Int
  /// For each place, the remainders that the candidates from there on make up.
  private var reachable: [Set<Rest>] = []
  private var found: [[Int]] = []
  private var chosen: [Int] = []

  /// All sets of at least so many candidates.
  /// - Parameters:
  ///   - items: amounts above zero; goods of any sign.
  ///   - limit: how many answers are enough.
  /// - Complexity: O(`budget` + answers × candidates).
  static func search(_ items: [Rest], for target: Rest, smallestSet: Int, limit: Int, budget: Int) -> Result {
    var search = SubsetSearch(items: items, smallestSet: smallestSet, limit: limit)
    if let searched = search.reach(target, budget: budget) { return .tooMany(searched: searched) }
    let isComplete = search.follow(0, target)
    return .found(search.found, isComplete: isComplete)
  }

  private init(items: [Rest], smallestSet: Int, limit: Int) {
    (self.items, self.smallestSet, self.limit) = (items, smallestSet, limit)
  }

  /// Fills `reachable`; the steps taken when the budget does not suffice.
  private mutating func reach(_ target: Rest, budget: Int) -> Int? {
    reachable = Array(repeating: [], count: items.count + 1)
    reachable[items.count] = [Rest(amount: 0, goods: 0)]
    var steps = 0
    for index in items.indices.reversed() {
      var sums = reachable[index + 1]
      for rest in reachable[index + 1] where items[index].amount <= target.amount - rest.amount {
        sums.insert(Rest(amount: rest.amount + items[index].amount, goods: rest.goods + items[index].goods))
      }
      steps += sums.count
      if steps > budget { return steps }
      reachable[index] = sums
    }
    return nil
  }

  /// Collects the answers with the smallest places first; false when there are more than the limit. As deep as an answer is long.
  private mutating func follow(_ start: Int, _ rest: Rest) -> Bool {
    if rest.amount == 0 {
      guard rest.goods == 0, chosen.count >= smallestSet else { return true }
      if found.count == limit { return false }
      found.append(chosen)
      return true
    }
    var index = start
    // What cannot be made up from here on cannot be made up from further on either.
    while index < items.count, reachable[index].contains(rest) {
      let next = Rest(amount: rest.amount - items[index].amount, goods: rest.goods - items[index].goods)
      if reachable[index + 1].contains(next) {
        chosen.append(index)
        let goesOn = follow(index + 1, next)
        chosen.removeLast()
        if !goesOn { return false }
      }
      index += 1
    }
    return true
  }
}
