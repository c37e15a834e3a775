/// The name of a stream: what kind of thing, and which one (`sale/S-88121`).
///
/// Kind and code are kept apart, so that a stream is looked up without putting its text together first.
public struct StreamName: Hashable, Sendable, CustomStringConvertible {
  /// What kinds of things have streams.
  public enum Kind: UInt8, Sendable, CaseIterable {
    /// A village, a production group, a person who makes.
    case community, group, producer
    /// A product, and goods made of it together.
    case product, batch
    /// Goods on their way, and goods that were counted.
    case dispatch, count
    /// What an oblast's brand committee judges by.
    case criteria
    /// Who sells, and what was sold.
    case channel, sale
    /// The published rates of one currency.
    case rate
    /// All that a channel states and pays, and a receipt of the bank.
    case settlement, bank
    /// What is owed to all producers, and which months are closed: one stream each in a book.
    case payables, calendar
    /// A place where producers work together, a programme, a training, and a published figure.
    case site, programme, training, claim

    /// What its streams' names begin with.
    var prefix: String {
      switch self {
      case .community: "community/"
      case .group: "group/"
      case .producer: "producer/"
      case .product: "product/"
      case .criteria: "criteria/"
      case .batch: "batch/"
      case .dispatch: "dispatch/"
      case .count: "count/"
      case .channel: "channel/"
      case .sale: "sale/"
      case .rate: "rate/"
      case .settlement: "settlement/"
      case .bank: "bank/"
      case .payables: "payables/"
      case .calendar: "calendar/"
      case .site: "site/"
      case .programme: "programme/"
      case .training: "training/"
      case .claim: "claim/"
      }
    }
  }

  /// What kind of thing.
  public let kind: Kind
  /// Which one.
  public let code: String

  private init(_ kind: Kind, _ code: String) { (self.kind, self.code) = (kind, code) }

  /// The name as it stands in the log; nil when no kind of thing has such a name.
  public init?(_ text: String) {
    guard let kind = Kind.allCases.first(where: { text.utf8.starts(with: $0.prefix.utf8) }) else { return nil }
    self.init(kind, String(text.utf8.dropFirst(kind.prefix.utf8.count)) ?? "")
  }

  /// Kind, slash, code.
  public var text: String { kind.prefix + code }

  /// A village.
  public static func community(_ code: CommunityCode) -> StreamName { StreamName(.community, code.text) }
  /// A production group.
  public static func group(_ code: GroupCode) -> StreamName { StreamName(.group, code.text) }
  /// A producer.
  public static func producer(_ code: ProducerCode) -> StreamName { StreamName(.producer, code.text) }
  /// A product.
  public static func product(_ code: ProductCode) -> StreamName { StreamName(.product, code.text) }
  /// What the brand committee of an oblast judges products by.
  public static func criteria(_ oblast: String) -> StreamName { StreamName(.criteria, oblast) }
  /// A channel with its outlets and terms.
  public static func channel(_ code: ChannelCode) -> StreamName { StreamName(.channel, code.text) }
  /// A batch of goods.
  public static func batch(_ code: BatchCode) -> StreamName { StreamName(.batch, code.text) }
  /// Goods on their way from one place to another.
  public static func dispatch(_ code: DispatchCode) -> StreamName { StreamName(.dispatch, code.text) }
  /// Goods that were counted.
  public static func count(_ code: CountCode) -> StreamName { StreamName(.count, code.text) }
  /// A sale with its returns.
  public static func sale(_ code: SaleCode) -> StreamName { StreamName(.sale, code.text) }
  /// The published rates of one currency.
  public static func rate(_ currency: Currency) -> StreamName { StreamName(.rate, currency.code) }
  /// What a channel states, what of it is matched, and what it paid.
  public static func settlement(_ channel: ChannelCode) -> StreamName { StreamName(.settlement, channel.text) }
  /// A receipt on the bank account, and what it was applied to.
  public static func bank(_ payout: PayoutCode) -> StreamName { StreamName(.bank, payout.text) }
  /// What is owed to producers, and how it is paid: one stream, so that nobody is paid twice.
  public static let payables = StreamName(.payables, "book")
  /// Which months are closed.
  public static let calendar = StreamName(.calendar, "book")
  /// A place where producers work together, with the grants given for it.
  public static func site(_ code: SiteCode) -> StreamName { StreamName(.site, code.text) }
  /// A programme with all who take part in it and the grants given for it.
  public static func programme(_ code: ProgrammeCode) -> StreamName { StreamName(.programme, code.text) }
  /// A training.
  public static func training(_ code: TrainingCode) -> StreamName { StreamName(.training, code.text) }
  /// A published figure.
  public static func claim(_ code: ClaimCode) -> StreamName { StreamName(.claim, code.text) }

  /// The name.
  public var description: String { text }
}
