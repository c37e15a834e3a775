extension StatementState {
  /// What covers sales: what was paid, and what the channel deducted instead of paying it (returns, charges, differences given up).
  ///
  /// With every line matched, nothing in dispute and nothing left to pay it is exactly what is owed for all sales. What the channel states beyond the
  /// book and nobody has agreed to covers nothing: it may be given up in the very same commit.
  private var coverage: Int64 { paid.own - (matched.own - owedForSales) + writtenOff.own + overstated }

  private var overstated: Int64 { disputes.reduce(0) { $1.resolution == nil ? $0 + min(0, $1.amount.own) : $0 } }

  /// Marks the sales whose producers get their part now: in the order of the lines, whole sales, as far as they are covered. A sale on a line in
  /// dispute waits, and those behind it do not wait for it.
  ///
  /// Nothing is given before the channel has paid, unless nothing is left to pay: what it deducts covers sales only together with a payment.
  mutating func release() {
    guard mayRelease else { return }
    let isSettled = isSettled
    let inDispute = linesInDispute
    var left = coverage - owedForReleased
    var index = firstWaiting
    var isFirst = true
    while index < received.lines.count {
      let waits = inDispute.contains(received.lines[index].line) || incomplete.contains(index)
      let isComplete = release(at: index, &left, isSettled: isSettled, isInDispute: waits)
      guard isComplete != nil else { break }
      if isComplete == false { isFirst = false }
      index += 1
      if isFirst { firstWaiting = index }
    }
  }

  private var mayRelease: Bool { !payments.isEmpty || isSettled }

  private var linesInDispute: Set<LineCode> { Set(disputes.lazy.filter { $0.resolution == nil }.compactMap(\.line)) }

  /// Marks the sales of one line. Whether all of them are marked now; nil when one is not covered, and nothing behind it is looked at.
  private mutating func release(at index: Int, _ left: inout Int64, isSettled: Bool, isInDispute: Bool) -> Bool? {
    guard let match = matches[index]?.match else { return true }
    var isComplete = true
    for claim in match.claims where claim.returned == nil && !released.contains(claim.sale) {
      if isInDispute {
        isComplete = false
        continue
      }
      guard isSettled || claim.due.own <= left else { return nil }
      left -= claim.due.own
      owedForReleased += claim.due.own
      released.insert(claim.sale)
    }
    return isComplete
  }

  /// Sales that wait for money, in the order they get it. O(lines).
  public var unreleasedSales: [SaleCode] { sales.filter { !released.contains($0) } }

  /// All sales it claims, in the order of its lines. O(lines).
  public var sales: [SaleCode] { orderedMatches.flatMap { $0.claims.filter { $0.returned == nil }.map(\.sale) } }
}
