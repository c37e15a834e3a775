import Ledger

extension TestBook {
  /// Takes a fact in.
  mutating func take(_ fact: Fact) {
    facts.append(fact)
    let event = fact.event
    switch event {
    case .communityEnrolled(let payload): communities[payload.community, default: .init()].evolve(event)
    case .groupFormed(let payload): groups[payload.group, default: .init()].evolve(event)
    case .producerRegistered(let payload): producers[payload.producer, default: .init()].evolve(event, on: fact.occurredOn)
    case .producerChanged(let payload): producers[payload.producer, default: .init()].evolve(event, on: fact.occurredOn)
    case .producerDeactivated(let payload): producers[payload.producer, default: .init()].evolve(event, on: fact.occurredOn)
    case .producerReactivated(let payload): producers[payload.producer, default: .init()].evolve(event, on: fact.occurredOn)
    case .producerErased(let payload): producers[payload.producer, default: .init()].evolve(event, on: fact.occurredOn)
    case .productDeveloped, .productRenamed, .productOriginStated, .productStageReached, .recipeAgreed, .certificationDecided, .certificationRevoked:
      products[ProductCode(fact.stream.code), default: .init()].evolve(event, on: fact.occurredOn)
    case .criteriaAgreed(let payload): criteria[payload.oblast, default: .init()].evolve(event)
    case .channelOpened(let payload): channels[payload.channel, default: .init()].evolve(event)
    case .outletOpened(let payload): channels[payload.channel, default: .init()].evolve(event)
    case .channelTermsAgreed(let payload): channels[payload.channel, default: .init()].evolve(event)
    case .fxRatePublished(let payload): rates[payload.currency, default: .init()].evolve(event)
    case .batchProduced(let payload): move(payload.batch, event, on: fact.occurredOn)
    case .batchInspected(let payload): move(payload.batch, event, on: fact.occurredOn)
    case .batchDrawn(let payload): move(payload.movement.batch, event, on: fact.occurredOn)
    case .batchRestocked(let payload): move(payload.movement.batch, event, on: fact.occurredOn)
    case .saleRecorded(let payload): sales[payload.sale, default: .init()].evolve(event, on: fact.occurredOn)
    case .saleAllocated(let payload): sales[payload.change.sale, default: .init()].evolve(event, on: fact.occurredOn)
    case .saleReturned(let payload): sales[payload.change.sale, default: .init()].evolve(event, on: fact.occurredOn)
    case .saleReversed(let payload): sales[payload.change.sale, default: .init()].evolve(event, on: fact.occurredOn)
    default: takeMoney(fact)
    }
  }

  /// By its stream, as the service does it.
  private mutating func takeMoney(_ fact: Fact) {
    switch fact.stream.kind {
    case .settlement: settlements[ChannelCode(fact.stream.code), default: .init()].evolve(fact.event, on: fact.occurredOn)
    case .bank: receipts[PayoutCode(fact.stream.code), default: .init()].evolve(fact.event, on: fact.occurredOn)
    case .payables: payables.evolve(fact.event, on: fact.occurredOn)
    case .calendar: calendar.evolve(fact.event)
    case .site, .programme, .training, .claim: programme.take(fact)
    case .producer: producers[ProducerCode(fact.stream.code), default: .init()].evolve(fact.event, on: fact.occurredOn)
    case .batch: move(BatchCode(fact.stream.code), fact.event, on: fact.occurredOn)
    case .dispatch: dispatches[DispatchCode(fact.stream.code), default: .init()].evolve(fact.event, on: fact.occurredOn)
    case .count: counts[CountCode(fact.stream.code), default: .init()].evolve(fact.event, on: fact.occurredOn)
    case .channel: channels[ChannelCode(fact.stream.code), default: .init()].evolve(fact.event)
    default: preconditionFailure("no state takes \(fact.event.type) in")
    }
  }

  private mutating func move(_ batch: BatchCode, _ event: Event, on date: CalendarDate) {
    batches[batch, default: .init()].evolve(event, on: date)
    guard let state = batches[batch], let produced = state.produced else { return }
    shelves[produced.product, default: .init()].update(produced, stock: state.stock)
  }
}
