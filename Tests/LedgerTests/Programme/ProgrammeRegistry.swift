import Ledger

/// What a book in memory knows of sites, programmes, trainings and published figures.
struct ProgrammeRegistry {
  var sites: [SiteCode: SiteState] = [:]
  var programmes: [ProgrammeCode: ProgrammeState] = [:]
  var trainings: [TrainingCode: TrainingState] = [:]
  var claims: [ClaimCode: ClaimState] = [:]

  /// Takes a fact in, by its stream.
  mutating func take(_ fact: Fact) {
    let (code, event, date) = (fact.stream.code, fact.event, fact.occurredOn)
    switch fact.stream.kind {
    case .site: sites[SiteCode(code), default: .init()].evolve(event, on: date)
    case .programme: programmes[ProgrammeCode(code), default: .init()].evolve(event, on: date)
    case .training: trainings[TrainingCode(code), default: .init()].evolve(event, on: date)
    case .claim: claims[ClaimCode(code), default: .init()].evolve(event)
    default: preconditionFailure("no part of the programme takes \(event.type) in")
    }
  }
}

extension TestBook {
  /// Everything there is: a decider takes of it what it needs.
  func context(of command: ProgrammeCommand) -> ProgrammeContext {
    var context = ProgrammeContext()
    (context.sites, context.programmes) = (programme.sites, programme.programmes)
    (context.communities, context.producers, context.channels) = (communities, producers, channels)
    switch command {
    case .completeTraining(let command): context.training = programme.trainings[command.training] ?? .init()
    case .recordClaim(let command): context.claim = programme.claims[command.claim] ?? .init()
    case .withdrawClaim(let command): context.claim = programme.claims[command.claim] ?? .init()
    default: break
    }
    return context
  }
}
