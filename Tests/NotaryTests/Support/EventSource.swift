import EventLog
import TestSupport

/// Random events that continue a log, the same for the same seed.
struct EventSource {
  private var random: SplitMix64
  private var position: Int64
  private var recordedAt: Int64
  private var streams: [String: Int32]
  private var left: Int64
  private let seed: UInt64

  init(after head: LogHead, streams: [String: Int32], count: Int64, seed: UInt64) {
    random = SplitMix64(seed: seed)
    position = head.position
    recordedAt = max(head.recordedAt, 1_700_000_000_000_000)
    self.streams = streams
    left = count
    self.seed = seed
  }

  mutating func next() -> ReadyCommit? {
    guard left > 0 else { return nil }
    left -= 1
    position += 1
    recordedAt += Int64.random(in: 0...5_000_000, using: &random)
    let stream = "batch/KB-\(Int.random(in: 0..<9, using: &random))"
    streams[stream, default: 0] += 1
    let notes = ["кийиз", "шырдак «ала-кийиз»", "a \\\"b\\\" \\\\ c", "жүн\\t1", "", "😀/</script>"]
    let note = notes[Int.random(in: 0..<notes.count, using: &random)]
    let payload = "{\"amount\":\(Int64.random(in: -1_000_000...1_000_000, using: &random)),\"note\":\"\(note)\"}"
    let event = RecordedEvent(
      position: position, version: streams[stream] ?? 1, schema: 1, occurredOn: Int32.random(in: 19_000...20_000, using: &random),
      recordedAt: recordedAt, stream: stream, type: "BatchDrawn", actor: "айгүл", payload: Array(payload.utf8))
    return ReadyCommit(key: "key-\(seed)-\(position)", fingerprint: [UInt8](repeating: 7, count: 32), events: [event])
  }
}
