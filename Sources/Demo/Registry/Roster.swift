import Ledger

/// Everybody who ever took part: the same people in both scales.
struct Roster {
  private(set) var members: [Member] = []
  private(set) var groups: [Jamaat] = []
  /// The women of the workshops, who make goods there and not in their groups.
  private(set) var crews: [Crew] = []
  /// Registrations and changes of standing, by date.
  private(set) var commands: [DatedCommand] = []
  private var chance = SplitMix64(.registry)
  private var groupsInVillage: [Int: Int] = [:]

  /// The roster of the whole history.
  init() {
    var before = MemberCounts.founding
    for index in 0..<before.producers { join(on: before.date, isWoman: isWoman(index, of: before.producers, women: before.women)) }
    for count in MemberCounts.later {
      move(from: before, to: count)
      before = count
    }
    crews = Crew.all(among: members, of: groups)
    for index in crews.flatMap(\.teams).joined() { members[index].isInWorkshop = true }
    commands.sort { $0.recordedAt < $1.recordedAt }
  }

  /// When the group of that position was formed: with its first member.
  func formedOn(group index: Int) -> CalendarDate { groups[index].members.first.map { members[$0].joined } ?? Month.last.lastDay }

  /// Those of a group who may be asked to make something on that day.
  func activeMembers(ofGroup index: Int, on date: CalendarDate) -> [Member] {
    groups[index].members.lazy.map { members[$0] }.filter { $0.isActive(on: date) && !$0.isInWorkshop }
  }

  /// Those of a workshop's team who still take part on that day.
  func activeMembers(ofTeam team: [Int], on date: CalendarDate) -> [Member] { team.map { members[$0] }.filter { $0.isActive(on: date) } }

  /// Those of a village who take part on that day.
  func activeMembers(of community: CommunityCode, on date: CalendarDate) -> [Member] {
    members.filter { groups[$0.group].village.community == community && $0.isActive(on: date) }
  }

  /// How a producer is paid; nil for nobody.
  func payoutRoute(of producer: ProducerCode) -> PayoutRoute? { members.first { $0.producer == producer }?.payoutRoute }

  /// From one count to the next: some leave, some come back, and as many join as are missing then, women and men each for themselves.
  private mutating func move(from before: MemberCount, to count: MemberCount) {
    let womenLeft = count.left * before.women / before.producers
    let womenBack = count.cameBack * before.women / before.producers
    let joining = count.producers - before.producers + count.left - count.cameBack
    let womenJoining = count.women - before.women + womenLeft - womenBack
    precondition((0...joining).contains(womenJoining), "the counts up to \(count.date) cannot be reached")
    for index in 0..<joining {
      join(on: day(index, of: joining, after: before.date, until: count.date), isWoman: isWoman(index, of: joining, women: womenJoining))
    }
    for index in 0..<count.cameBack {
      comeBack(on: day(index, of: count.cameBack, after: before.date, until: count.date), isWoman: index < womenBack)
    }
    for index in 0..<count.left {
      leave(
        on: day(index, of: count.left, after: before.date, until: count.date),
        isWoman: isWoman(index, of: count.left, women: womenLeft), reviewed: count.left > 100)
    }
  }

  /// Spreads so many women evenly among so many people.
  private func isWoman(_ index: Int, of all: Int, women: Int) -> Bool { (index + 1) * women / all > index * women / all }

  /// Spreads so many days evenly over the time between two counts.
  private func day(_ index: Int, of all: Int, after start: CalendarDate, until end: CalendarDate) -> CalendarDate {
    let span = Int(end.daysSince1970 - start.daysSince1970)
    return start.adding(days: 1 + index * span / all)
  }

  private mutating func join(on date: CalendarDate, isWoman: Bool) {
    let number = members.count + 1
    if groups.count < MemberCounts.groups(registered: number) { formGroup(on: date) }
    // New people go to the younger groups, so that all come to about a dozen.
    let group = groups.indices.suffix(24).min { (groups[$0].members.count, $0) < (groups[$1].members.count, $1) } ?? 0
    let member = Member(
      producer: ProducerCode("P-\(Names.padded(number, to: 4))"), number: number, isWoman: isWoman, group: group,
      birthYear: Int64(date.components.year - chance.within(22...58)), payoutRoute: chance.choose([.bank, .bank, .wallet, .wallet, .cash]),
      joined: date)
    groups[group].members.append(members.count)
    members.append(member)
    commands.append(registration(of: member))
  }

  private mutating func formGroup(on date: CalendarDate) {
    let open = Villages.all.indices.filter { Villages.all[$0].groupsFrom <= date }
    let village = open.min { (groupsInVillage[$0] ?? 0, $0) < (groupsInVillage[$1] ?? 0, $1) } ?? 0
    groupsInVillage[village, default: 0] += 1
    groups.append(Jamaat(code: GroupCode("G-\(Names.padded(groups.count + 1, to: 3))"), village: Villages.all[village]))
  }

  private func registration(of member: Member) -> DatedCommand {
    let group = groups[member.group]
    let membership = Membership(
      community: group.village.community, group: group.code, sex: member.isWoman ? .female : .male, payoutRoute: member.payoutRoute)
    let details = PersonDetails(name: Names.producer(member.number, isWoman: member.isWoman), birthYear: member.birthYear)
    return DatedCommand(
      recordedAt: member.joined,
      command: .registerProducer(RegisterProducer(producer: member.producer, details: details, membership: membership, date: member.joined)))
  }

  /// Somebody leaves who has been there for half a year. `reviewed`: a year in which the register was cleaned of idle members.
  private mutating func leave(on date: CalendarDate, isWoman: Bool, reviewed: Bool) {
    let longEnough = date.adding(days: -180)
    let candidates = members.indices.filter { members[$0].isWoman == isWoman && members[$0].left == nil && members[$0].joined <= longEnough }
    let index = chance.choose(candidates)
    members[index].left = date
    let reasons =
      reviewed
      ? ["no batch in twelve months", "no batch in twelve months", "no batch in twelve months", "moved away", "other work", "retired"]
      : ["moved away", "other work", "retired", "health", "family"]
    change(members[index], .deactivate(reason: chance.choose(reasons)), on: date)
  }

  /// Somebody comes back who left at least four months ago.
  private mutating func comeBack(on date: CalendarDate, isWoman: Bool) {
    let longEnough = date.adding(days: -120)
    let candidates = members.indices.filter { index in
      members[index].isWoman == isWoman && members[index].cameBack == nil && members[index].left.map { $0 <= longEnough } ?? false
    }
    let index = chance.choose(candidates)
    members[index].cameBack = date
    change(members[index], .reactivate, on: date)
  }

  private mutating func change(_ member: Member, _ change: ChangeProducerStatus.Change, on date: CalendarDate) {
    commands.append(
      DatedCommand(
        recordedAt: date, command: .changeProducerStatus(ChangeProducerStatus(producer: member.producer, change: change, date: date))))
  }
}
