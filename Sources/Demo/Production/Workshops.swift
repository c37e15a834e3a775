import Ledger

/// What is to be made, by when.
struct ProductionOrder {
  /// Position of the product in the catalogue.
  let product: Int
  /// How much must be accepted at least, in thousandths.
  let needed: Int64
  /// How much is usually made at once, in thousandths.
  let usual: Int64
  /// Goods for a foreign retailer's order.
  let isForOrder: Bool
  /// The last day it may be produced on, and the days between which the book must learn of it.
  let producedBy: CalendarDate, recorded: ClosedRange<CalendarDate>
}

/// A batch made, as it is to be recorded.
struct MadeBatch {
  let command: DatedCommand
  let batch: BatchCode
  let producedOn: CalendarDate
  /// In thousandths.
  let accepted: Int64
  /// Who made it, in the order of the sheet.
  let makers: [ProducerCode]

  /// What a batch sheet says; `accepted`: what is found to be good when the sheet itself does not say so.
  init(_ command: DatedCommand, _ batch: RecordBatch, accepted: Int64? = nil) {
    (self.command, self.batch, producedOn) = (command, batch.batch, batch.producedOn)
    makers = batch.contributions.map(\.producer)
    self.accepted = accepted ?? (batch.accepted ?? batch.contributions.reduce(.zero) { $0 + $1.quantity }).thousandths
  }
}

/// The groups at work: they make batches of what is asked for.
struct Workshops {
  let roster: Roster
  private let scale: DemoScale
  /// Positions of an oblast's groups, the oldest first, and the days they were formed on.
  private let groupsByOblast: [String: [(group: Int, formedOn: CalendarDate)]]
  private var chance = SplitMix64(.production)
  private var batchesInYear: [Int: Int] = [:]

  init(_ roster: Roster, scale: DemoScale) {
    (self.roster, self.scale) = (roster, scale)
    let groups = roster.groups.indices.map { (group: $0, formedOn: roster.formedOn(group: $0)) }
    groupsByOblast = Dictionary(grouping: groups) { roster.groups[$0.group].village.oblast }
  }

  /// One batch: by one group, with one to eight of its active members, some of it rejected now and then.
  ///
  /// It may come to less than is needed; ask again then.
  mutating func make(_ order: ProductionOrder, of product: DemoProduct) -> MadeBatch {
    let earliest = max(product.developedOn, CalendarDate(2010, 1, 2))
    let producedOn = max(earliest, order.producedBy.adding(days: -chance.within(2...24)))
    let (makers, site) = makers(of: product, on: producedOn)
    let step = product.line.step
    let wanted = max(order.needed, order.usual * Int64(chance.within(80...120)) / 100)
    let steps = min(max(1, (wanted + step - 1) / step), Int64(makers.count) * scale.largestContribution)
    let rejected = chance.happens(percent: 30) ? steps * Int64(chance.within(1...6)) / 100 : 0
    // Everybody makes at least one step of it; the rest is shared out by chance.
    let hands = makers.prefix(Int(steps + rejected))
    let shares = largestRemainder(steps + rejected - Int64(hands.count), by: hands.map { _ in Int64(chance.within(50...150)) })
    let contributions = zip(hands, shares).map { Contribution(producer: $0.producer, quantity: Quantity(thousandths: ($1 + 1) * step)) }
    let learned = min(max(producedOn.adding(days: chance.within(0...4)), order.recorded.lowerBound), order.recorded.upperBound)
    let command = RecordBatch(
      batch: nextCode(producedOn.components.year), product: product.product, kind: order.isForOrder ? .order : .regular, site: site?.text,
      producedOn: producedOn, contributions: contributions, accepted: rejected > 0 ? Quantity(thousandths: steps * step) : nil)
    return MadeBatch(DatedCommand(recordedAt: learned, command: .recordBatch(command)), command)
  }

  /// One batch all by one producer, in the same way in both scales, and somebody else of her group.
  mutating func makeAlone(_ order: ProductionOrder, of product: DemoProduct) -> (batch: MadeBatch, maker: ProducerCode, other: ProducerCode) {
    let groups = (groupsByOblast[product.oblast] ?? []).map { roster.activeMembers(ofGroup: $0.group, on: order.producedBy) }
    guard let members = groups.first(where: { $0.count > 1 }) else { preconditionFailure("no two of a group in \(product.oblast)") }
    let quantity = Quantity(thousandths: order.needed)
    let command = RecordBatch(
      batch: nextCode(order.producedBy.components.year), product: product.product, kind: .regular, producedOn: order.producedBy,
      contributions: [Contribution(producer: members[0].producer, quantity: quantity)], accepted: nil)
    let dated = DatedCommand(recordedAt: order.recorded.upperBound, command: .recordBatch(command))
    return (MadeBatch(dated, command), members[0].producer, members[1].producer)
  }

  /// Positions of an oblast's groups, the oldest first.
  func groups(of oblast: String) -> [(group: Int, formedOn: CalendarDate)] { groupsByOblast[oblast] ?? [] }

  /// The first of a batch's makers who is paid into a wallet; the first of all when nobody is.
  func walletHolder(of batch: MadeBatch) -> ProducerCode {
    batch.makers.first { roster.payoutRoute(of: $0) == .wallet } ?? batch.makers[0]
  }

  /// One to eight members of a group of the product's oblast, mostly many.
  ///
  /// Where their village has a site that they may use, they work there.
  private mutating func makers(of product: DemoProduct, on date: CalendarDate) -> (members: ArraySlice<Member>, site: SiteCode?) {
    let groups = (groupsByOblast[product.oblast] ?? []).prefix { $0.formedOn <= date }
    precondition(!groups.isEmpty, "no group in \(product.oblast) on \(date)")
    let start = chance.below(groups.count)
    for offset in groups.indices {
      let group = groups[(start + offset) % groups.count].group
      var members = roster.activeMembers(ofGroup: group, on: date)
      if members.isEmpty { continue }
      let count = min(members.count, max(chance.within(1...8), chance.within(1...8)))
      for index in 0..<count { members.swapAt(index, chance.within(index...members.count - 1)) }
      return (members.prefix(count), Resiland.site(in: roster.groups[group].village, on: date))
    }
    preconditionFailure("nobody in \(product.oblast) works on \(date)")
  }

  /// The next number of a batch in its year.
  mutating func nextCode(_ year: Int) -> BatchCode {
    batchesInYear[year, default: 0] += 1
    return BatchCode("KB-\(year)-\(Names.padded(batchesInYear[year, default: 0], to: 4))")
  }
}
