import Ledger

extension BookCache {
  /// What a decision about the programme depends on: of its subject and of what it relies on, as far as it is at hand.
  func context(of command: ProgrammeCommand) -> ProgrammeContext {
    var context = ProgrammeContext()
    for stream in [command.subject] + command.reliesOn {
      switch self[stream]?.state {
      case .site(let state): if let code = SiteCode(checking: stream.code) { context.sites[code] = state }
      case .programme(let state): if let code = ProgrammeCode(checking: stream.code) { context.programmes[code] = state }
      case .community(let state): if let code = CommunityCode(checking: stream.code) { context.communities[code] = state }
      case .producer(let state): if let code = ProducerCode(checking: stream.code) { context.producers[code] = state }
      case .channel(let state): if let code = ChannelCode(checking: stream.code) { context.channels[code] = state }
      case .training(let state): context.training = state
      case .claim(let state): context.claim = state
      default: break
      }
    }
    return context
  }
}
