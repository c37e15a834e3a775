/// The name of a stream: what kind of thing, and which one (`sale/S-88121`).
public struct StreamName: Hashable, Sendable, CustomStringConvertible {
  /// Kind, slash, code.
  public let text: String

  private init(_ kind: String, _ code: String) { text = kind + "/" + code }

  /// A village.
  public static func community(_ code: CommunityCode) -> StreamName { StreamName("community", code.text) }
  /// A production group.
  public static func group(_ code: GroupCode) -> StreamName { StreamName("group", code.text) }
  /// A producer.
  public static func producer(_ code: ProducerCode) -> StreamName { StreamName("producer", code.text) }
  /// A product.
  public static func product(_ code: ProductCode) -> StreamName { StreamName("product", code.text) }
  /// A channel with its outlets and terms.
  public static func channel(_ code: ChannelCode) -> StreamName { StreamName("channel", code.text) }
  /// A batch of goods.
  public static func batch(_ code: BatchCode) -> StreamName { StreamName("batch", code.text) }
  /// A sale with its returns.
  public static func sale(_ code: SaleCode) -> StreamName { StreamName("sale", code.text) }
  /// The published rates of one currency.
  public static func rate(_ currency: Currency) -> StreamName { StreamName("rate", currency.code) }

  /// The name.
  public var description: String { text }
}
