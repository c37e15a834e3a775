import Crypto

/// A uniform sample that nobody can steer and anybody can draw again: every candidate has a ticket, and the lowest tickets are drawn.
///
/// The ticket of a position is the SHA-256 of the text `seed/position`, so `printf '%s' "$SEED/1234" | sha256sum` is all it takes. One pass over the
/// candidates, memory only for what is drawn; with a seed that was not known when the events were recorded every subset is equally likely.
public struct SampleDraw: Hashable, Sendable {
  /// A candidate that was drawn.
  public struct Drawn: Hashable, Sendable {
    /// SHA-256 of the text `seed/position`, 32 bytes.
    public let ticket: [UInt8]
    /// The event's position.
    public let position: Int64
  }

  /// The most that is drawn.
  public static let countMax = 1_000

  private let seed: String
  private let count: Int
  /// Those drawn so far, lowest ticket first.
  public private(set) var drawn: [Drawn] = []
  /// How many candidates there were.
  public private(set) var candidates: Int64 = 0

  /// A draw of `count` by a seed.
  public init(seed: String, count: Int) { (self.seed, self.count) = (seed, min(max(count, 0), Self.countMax)) }

  /// The ticket of a position.
  public static func ticket(seed: String, _ position: Int64) -> [UInt8] { ticket("\(seed)/\(position)") }

  /// The ticket of any candidate with a name.
  public static func ticket(_ text: String) -> [UInt8] { Array(SHA256.hash(data: Array(text.utf8))) }

  /// Takes a candidate.
  public mutating func take(_ position: Int64) {
    candidates += 1
    let ticket = Self.ticket(seed: seed, position)
    if drawn.count == count, let last = drawn.last, last.ticket.lexicographicallyPrecedes(ticket) { return }
    guard count > 0 else { return }
    let place = drawn.firstIndex { ticket.lexicographicallyPrecedes($0.ticket) } ?? drawn.count
    drawn.insert(Drawn(ticket: ticket, position: position), at: place)
    if drawn.count > count { drawn.removeLast() }
  }
}
