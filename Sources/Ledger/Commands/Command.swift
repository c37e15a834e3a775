/// Everything a person can ask the book to record.
///
/// Indirect, because a command is handed on many times before it is decided: as one reference, not as a dozen fields.
public indirect enum Command: Hashable, Sendable {
  case enrolCommunity(EnrolCommunity)
  case registerProducer(RegisterProducer)
  case changeProducerStatus(ChangeProducerStatus)
  case developProduct(DevelopProduct)
  /// Of how products come along and are made; of what brand committees decide.
  case product(ProductCommand)
  case certification(CertificationCommand)
  case agreeTerms(AgreeTerms)
  case publishRate(PublishRate)
  case recordBatch(RecordBatch)
  /// Of what becomes of batches, and of where their goods lie.
  case production(ProductionCommand)
  case movement(MovementCommand)
  case recordSale(RecordSale)
  case allocateSale(AllocateSale)
  case returnGoods(ReturnGoods)
  case reverseSale(ReverseSale)
  /// Of what channels state and pay; of what producers are paid; of which months are closed.
  case settlement(SettlementCommand)
  case payables(PayablesCommand)
  case control(ControlCommand)
  /// Of sites, programmes, training, consent and published figures.
  case programme(ProgrammeCommand)

  /// The stream that holds the command's own subject; its next version makes the natural idempotency key.
  public var subject: StreamName {
    switch self {
    case .enrolCommunity(let command): .community(command.community)
    case .registerProducer(let command): .producer(command.producer)
    case .changeProducerStatus(let command): .producer(command.producer)
    case .developProduct(let command): .product(command.product)
    case .product(let command): .product(command.product)
    case .certification(let command): command.subject
    case .agreeTerms(let command): .channel(command.channel)
    case .publishRate(let command): .rate(command.currency)
    case .recordBatch(let command): .batch(command.batch)
    case .production(let command): .batch(command.batch)
    case .movement(let command): command.subject
    case .recordSale(let command): .sale(command.sale)
    case .allocateSale(let command): .sale(command.sale)
    case .returnGoods(let command): .sale(command.sale)
    case .reverseSale(let command): .sale(command.sale)
    case .settlement(let command): command.subject
    case .payables: .payables
    case .control: .calendar
    case .programme(let command): command.subject
    }
  }

  /// A key of its own for commands whose number is unique in the whole book, whatever stream they end up in.
  public var naturalKey: String? {
    switch self {
    case .returnGoods(let command): "return/" + command.returned.text
    case .certification(let command): command.naturalKey
    case .settlement(let command): command.naturalKey
    case .payables(let command): command.naturalKey
    case .programme(let command): command.naturalKey
    default: nil
    }
  }
}
