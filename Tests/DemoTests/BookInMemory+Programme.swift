import Demo
import Ledger

extension BookInMemory {
  /// What a decision about where goods lie depends on.
  func context(of command: MovementCommand) -> MovementContext {
    var (dispatch, count) = (DispatchState(), CountState())
    switch command {
    case .dispatch(let command): dispatch = dispatches[command.dispatch] ?? DispatchState()
    case .receive(let command): dispatch = dispatches[command.dispatch] ?? DispatchState()
    case .count(let command): count = counts[command.count] ?? CountState()
    case .adjust: break
    }
    let named = command.batches + (dispatch.dispatched?.lines.map(\.batch) ?? [])
    let states = Dictionary(named.map { ($0, batches[$0] ?? BatchState()) }) { one, _ in one }
    return MovementContext(batches: states, channels: channels, dispatch: dispatch, count: count, book: .kgs)
  }

  /// What a decision about the programme depends on: everything the book knows of it.
  func context(of command: ProgrammeCommand) -> ProgrammeContext {
    var context = ProgrammeContext()
    (context.sites, context.programmes) = (sites, programmes)
    (context.communities, context.producers, context.channels) = (communities, producers, channels)
    switch command.subject.kind {
    case .training: context.training = trainings[TrainingCode(command.subject.code)] ?? TrainingState()
    case .claim: context.claim = claims[ClaimCode(command.subject.code)] ?? ClaimState()
    default: break
    }
    return context
  }

  mutating func evolveProgramme(_ fact: Fact) {
    let (event, date, code) = (fact.event, fact.occurredOn, fact.stream.code)
    switch fact.stream.kind {
    case .dispatch: dispatches[DispatchCode(code), default: DispatchState()].evolve(event, on: date)
    case .count: counts[CountCode(code), default: CountState()].evolve(event, on: date)
    case .site: sites[SiteCode(code), default: SiteState()].evolve(event, on: date)
    case .programme: programmes[ProgrammeCode(code), default: ProgrammeState()].evolve(event, on: date)
    case .training: trainings[TrainingCode(code), default: TrainingState()].evolve(event, on: date)
    case .claim: claims[ClaimCode(code), default: ClaimState()].evolve(event)
    default: preconditionFailure("no state keeps \(event.type)")
    }
  }
}
