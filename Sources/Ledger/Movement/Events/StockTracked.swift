/// Goods were dispatched to a channel or an outlet: from that day on, what is sold there is drawn from what lies there.
public struct StockTracked: EventPayload {
  /// Its name in the log.
  public static let type = "StockTracked"
  /// Whose stock; nil for the channel as a whole.
  public let channel: ChannelCode, outlet: OutletCode?
  /// From which day on. A later fact with an earlier day moves it back.
  public let since: CalendarDate

  /// The place.
  public var place: Place { .channel(channel, outlet) }

  /// Writes the members, in order of their names.
  public func write(to writer: inout CanonicalWriter) {
    writer.member("channel", channel.text)
    writer.member("outlet", outlet?.text)
    writer.member("since", since)
  }

  /// Reads a payload back.
  public init(payload: [UInt8]) throws(PayloadProblem) {
    let fields = try PayloadFields(payload)
    try self.init(channel: fields.code("channel"), outlet: fields.optionalCode("outlet"), since: fields.date("since"))
  }

  init(channel: ChannelCode, outlet: OutletCode?, since: CalendarDate) { (self.channel, self.outlet, self.since) = (channel, outlet, since) }
}

/// Which of a channel's places keep a stock of their own, each with its first day.
public struct TrackedPlaces: Hashable, Sendable {
  private var since: [Place: CalendarDate] = [:]

  /// None.
  public init() {}

  /// Takes a fact in.
  mutating func track(_ event: StockTracked) { since[event.place] = min(event.since, since[event.place] ?? event.since) }

  /// Whether sales of that day at the place are drawn from what lies there.
  func isTracked(_ place: Place, on date: CalendarDate) -> Bool { since[place].map { $0 <= date } ?? false }

  /// Whether none is tracked, as with most channels.
  var isEmpty: Bool { since.isEmpty }
}

extension ChannelState {
  /// Where goods sold on a day are drawn from: the outlet's own stock, else the channel's; nil when neither is tracked, and goods are drawn from the hub. O(1).
  public func trackedPlace(outlet: OutletCode?, on date: CalendarDate) -> Place? {
    guard !tracked.isEmpty, let channel = opened?.channel else { return nil }
    if let outlet, case let place = Place.channel(channel, outlet), tracked.isTracked(place, on: date) { return place }
    let place = Place.channel(channel)
    return tracked.isTracked(place, on: date) ? place : nil
  }
}
