/// The sales that are recorded with Esep and with its peers alike, and what the money in them adds up to.
struct PeerSales: Sendable {
  /// Streams in all; where there are more writers, as many as writers.
  static let streamsMin = 64

  private let texts: [String]
  private let grosses: [Int64]

  /// A thousand different sales.
  init(_ payloads: Payloads) {
    texts = (0..<1_000).map(payloads.text)
    grosses = texts.map(Self.gross)
  }

  /// The n-th sale of a writer.
  func sale(_ number: Int, writer: Int) -> (payload: String, gross: Int64) {
    let index = (number &+ writer &* 17) % texts.count
    return (texts[index], grosses[index])
  }

  /// One sale a line.
  var lines: String { texts.joined(separator: "\n") + "\n" }

  /// The sale's gross amount. Canonical JSON sorts its members, so the whole sale's `gross` stands right before its `hs_code`.
  static func gross(_ payload: String) -> Int64 {
    guard let after = payload.range(of: ",\"hs_code\""), let before = payload[..<after].range(ofLast: "\"gross\":") else { return 0 }
    return Int64(payload[before..<after]) ?? 0
  }
}

extension StringProtocol {
  /// Where the first occurrence begins.
  fileprivate func range(of text: String) -> Index? { firstRange(of: text)?.lowerBound }
  /// Where the last occurrence ends.
  fileprivate func range(ofLast text: String) -> Index? { ranges(of: text).last?.upperBound }
}

/// The streams that one writer alone writes, in turn. So every append may say which version it expects, and none of them conflicts.
struct OwnStreams: Sendable {
  private let numbers: [Int]
  private var versions: [Int64]
  private var turns = 0

  /// The share of the writer with a number, from 0, out of so many.
  init(writer: Int, of writers: Int) {
    numbers = (0..<max(PeerSales.streamsMin, writers)).filter { $0 % writers == writer }
    versions = numbers.map { _ in 0 }
  }

  /// The next stream, and how many events it has before those that are now appended.
  mutating func take(events: Int = 1) -> (stream: Int, version: Int64) {
    let index = turns % numbers.count
    turns += 1
    defer { versions[index] += Int64(events) }
    return (numbers[index], versions[index])
  }
}
