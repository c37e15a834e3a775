/// Every kind of fact this ledger knows. Never changed, never deleted; a later fact corrects an earlier one.
public enum Event: Hashable, Sendable {
  // Registry
  case communityEnrolled(CommunityEnrolled)
  case groupFormed(GroupFormed)
  case producerRegistered(ProducerRegistered)
  case producerChanged(ProducerChanged)
  case producerDeactivated(ProducerDeactivated)
  case producerReactivated(ProducerReactivated)
  case producerErased(ProducerErased)
  // Products
  case productDeveloped(ProductDeveloped)
  case productRenamed(ProductRenamed)
  // Channels
  case channelOpened(ChannelOpened)
  case outletOpened(OutletOpened)
  case channelTermsAgreed(ChannelTermsAgreed)
  // Production
  case batchProduced(BatchProduced)
  case batchInspected(BatchInspected)
  case batchDrawn(BatchDrawn)
  case batchRestocked(BatchRestocked)
  // Sales
  case saleRecorded(SaleRecorded)
  case saleAllocated(SaleAllocated)
  case saleReturned(SaleReturned)
  case saleReversed(SaleReversed)
  // Control
  case fxRatePublished(FxRatePublished)

  /// The facts, whatever their kind.
  public var payload: any EventPayload {
    switch self {
    case .communityEnrolled(let payload): payload
    case .groupFormed(let payload): payload
    case .producerRegistered(let payload): payload
    case .producerChanged(let payload): payload
    case .producerDeactivated(let payload): payload
    case .producerReactivated(let payload): payload
    case .producerErased(let payload): payload
    case .productDeveloped(let payload): payload
    case .productRenamed(let payload): payload
    case .channelOpened(let payload): payload
    case .outletOpened(let payload): payload
    case .channelTermsAgreed(let payload): payload
    case .batchProduced(let payload): payload
    case .batchInspected(let payload): payload
    case .batchDrawn(let payload): payload
    case .batchRestocked(let payload): payload
    case .saleRecorded(let payload): payload
    case .saleAllocated(let payload): payload
    case .saleReturned(let payload): payload
    case .saleReversed(let payload): payload
    case .fxRatePublished(let payload): payload
    }
  }

  /// The payload's type; asked of the kind alone, so that nothing is copied.
  private var payloadType: any EventPayload.Type {
    switch self {
    case .communityEnrolled: CommunityEnrolled.self
    case .groupFormed: GroupFormed.self
    case .producerRegistered: ProducerRegistered.self
    case .producerChanged: ProducerChanged.self
    case .producerDeactivated: ProducerDeactivated.self
    case .producerReactivated: ProducerReactivated.self
    case .producerErased: ProducerErased.self
    case .productDeveloped: ProductDeveloped.self
    case .productRenamed: ProductRenamed.self
    case .channelOpened: ChannelOpened.self
    case .outletOpened: OutletOpened.self
    case .channelTermsAgreed: ChannelTermsAgreed.self
    case .batchProduced: BatchProduced.self
    case .batchInspected: BatchInspected.self
    case .batchDrawn: BatchDrawn.self
    case .batchRestocked: BatchRestocked.self
    case .saleRecorded: SaleRecorded.self
    case .saleAllocated: SaleAllocated.self
    case .saleReturned: SaleReturned.self
    case .saleReversed: SaleReversed.self
    case .fxRatePublished: FxRatePublished.self
    }
  }

  /// The type's name in the log.
  public var type: String { payloadType.type }
  /// Version of the payload's form.
  public var schema: Int16 { payloadType.schema }

  /// The payload's canonical text, written with a writer that is used again and again.
  public func text(_ writer: inout CanonicalWriter) -> String {
    switch self {
    // Nearly all events of a book are these two; as `any EventPayload` the second would be copied to the heap.
    case .saleRecorded(let payload): writer.text(payload.write)
    case .batchDrawn(let payload): writer.text(payload.write)
    default: writer.text(payload.write)
    }
  }

  /// Reads an event of the log back.
  /// - Throws: when the type is unknown (a newer program wrote it) or the payload does not have its form.
  public init(type: String, payload: [UInt8]) throws(PayloadProblem) {
    switch type {
    case SaleRecorded.type: self = .saleRecorded(try SaleRecorded(payload: payload))
    case BatchDrawn.type: self = .batchDrawn(try BatchDrawn(payload: payload))
    case BatchRestocked.type: self = .batchRestocked(try BatchRestocked(payload: payload))
    case SaleReturned.type: self = .saleReturned(try SaleReturned(payload: payload))
    case SaleAllocated.type: self = .saleAllocated(try SaleAllocated(payload: payload))
    case SaleReversed.type: self = .saleReversed(try SaleReversed(payload: payload))
    case BatchProduced.type: self = .batchProduced(try BatchProduced(payload: payload))
    case BatchInspected.type: self = .batchInspected(try BatchInspected(payload: payload))
    case CommunityEnrolled.type: self = .communityEnrolled(try CommunityEnrolled(payload: payload))
    case GroupFormed.type: self = .groupFormed(try GroupFormed(payload: payload))
    case ProducerRegistered.type: self = .producerRegistered(try ProducerRegistered(payload: payload))
    case ProducerChanged.type: self = .producerChanged(try ProducerChanged(payload: payload))
    case ProducerDeactivated.type: self = .producerDeactivated(try ProducerDeactivated(payload: payload))
    case ProducerReactivated.type: self = .producerReactivated(try ProducerReactivated(payload: payload))
    case ProducerErased.type: self = .producerErased(try ProducerErased(payload: payload))
    case ProductDeveloped.type: self = .productDeveloped(try ProductDeveloped(payload: payload))
    case ProductRenamed.type: self = .productRenamed(try ProductRenamed(payload: payload))
    case ChannelOpened.type: self = .channelOpened(try ChannelOpened(payload: payload))
    case OutletOpened.type: self = .outletOpened(try OutletOpened(payload: payload))
    case ChannelTermsAgreed.type: self = .channelTermsAgreed(try ChannelTermsAgreed(payload: payload))
    case FxRatePublished.type: self = .fxRatePublished(try FxRatePublished(payload: payload))
    default: throw PayloadProblem(description: "no event type of this program: \(type)")
    }
  }
}
