/// Where goods lie: with us, or at a channel or one of its outlets.
///
/// Written as one text, so that a place is one column of a report and one member of an event: `hub`, `samples`, `quarantine`, `CHANNEL` or
/// `CHANNEL/OUTLET`.
public struct Place: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The place as it is written down.
  public let text: String
  /// How many bytes of the text are the channel's code; none for a place of our own.
  private let channelLength: Int

  /// The association's own store, from which goods are sold unless a channel keeps a stock of its own.
  public static var hub: Place { Place(ours: "hub") }
  /// Where test batches lie, apart from what is for sale.
  public static var samples: Place { Place(ours: "samples") }
  /// Where recalled goods lie until it is decided what becomes of them.
  public static var quarantine: Place { Place(ours: "quarantine") }

  /// The places of our own, which no channel may be called after.
  public static var ours: [Place] { [.hub, .samples, .quarantine] }

  /// A channel's own stock, or that of one of its outlets.
  ///
  /// Any code gives a place, but goods are not dispatched to a channel that is called like a place of ours, or whose code holds a slash: see `problem(of:)`.
  public static func channel(_ channel: ChannelCode, _ outlet: OutletCode? = nil) -> Place {
    Place(text: outlet.map { "\(channel)/\($0)" } ?? channel.text, channelLength: channel.text.utf8.count)
  }

  /// The place as a person or an event writes it; nil when it is none. What stands before the first slash is the channel.
  public init?(_ text: String) {
    if let ours = Self.ours.first(where: { $0.text == text }) {
      self = ours
      return
    }
    let parts = text.utf8.split(separator: UInt8(ascii: "/"), maxSplits: 1, omittingEmptySubsequences: false).map { String($0) ?? "" }
    guard let channel = ChannelCode(checking: parts[0]), parts.count == 1 || OutletCode(checking: parts[1]) != nil else { return nil }
    self.init(text: text, channelLength: channel.text.utf8.count)
  }

  private init(ours text: String) { self.init(text: text, channelLength: 0) }
  private init(text: String, channelLength: Int) { (self.text, self.channelLength) = (text, channelLength) }

  /// Whose stock it is; nil for a place of our own.
  public var channel: ChannelCode? { channelLength == 0 ? nil : ChannelCode(String(decoding: text.utf8.prefix(channelLength), as: UTF8.self)) }

  /// Which of the channel's places; nil for the channel as a whole and for a place of our own.
  public var outlet: OutletCode? {
    guard channelLength > 0, text.utf8.count > channelLength else { return nil }
    return OutletCode(String(decoding: text.utf8.dropFirst(channelLength + 1), as: UTF8.self))
  }

  /// What keeps goods from lying at a channel, as the end of a sentence that begins with its name; nil when nothing does.
  public static func problem(of channel: ChannelCode) -> String? {
    if ours.contains(where: { $0.text == channel.text }) { return "is called like a place of our own" }
    return channel.text.utf8.contains(UInt8(ascii: "/")) ? "has a slash in its code, which parts channel and outlet" : nil
  }

  /// By the bytes of the text, the same in every language and database.
  public static func < (left: Place, right: Place) -> Bool { left.text.utf8.lexicographicallyPrecedes(right.text.utf8) }

  /// The text.
  public var description: String { text }
}

extension PayloadFields {
  /// A place.
  func place(_ name: String) throws(PayloadProblem) -> Place {
    guard let place = try optionalPlace(name) else { throw PayloadProblem(description: "\(name) is missing") }
    return place
  }

  /// A place that is left out when it is the hub.
  func placeOrHub(_ name: String) throws(PayloadProblem) -> Place { try optionalPlace(name) ?? .hub }

  /// A place that may be left out.
  func optionalPlace(_ name: String) throws(PayloadProblem) -> Place? {
    guard let text = try optionalText(name) else { return nil }
    guard let place = Place(text) else { throw PayloadProblem(description: "\(name) is no place") }
    return place
  }
}

extension CanonicalWriter {
  /// A place that is left out when it is the hub: most goods lie there.
  mutating func member(_ name: StaticString, unlessHub place: Place) {
    if place != .hub { member(name, place.text) }
  }
}
