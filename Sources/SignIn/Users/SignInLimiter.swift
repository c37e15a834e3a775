/// Slows down who tries passwords: after some failures a name, and a network, must wait; longer each time.
///
/// Failures are forgotten one by one with time, so that an office behind one address, where somebody mistypes every day, is never slowed down for good.
/// Pure: the time comes in. Bounded: at most `capacity` keys are remembered; those that failed longest ago are forgotten first.
public struct SignInLimiter: Sendable {
  /// What is remembered of a name or a network.
  private struct Record: Sendable {
    /// Failures that are not forgotten yet, at the time of the last.
    var failures: Double
    var lastFailure: Double
  }

  /// After how many seconds one failure is forgotten, and the longest wait.
  static let forgetSeconds = 600.0, waitSecondsMax = 900.0
  private var records: [String: Record] = [:]
  private let free: Int
  private let capacity: Int

  /// - Parameters:
  ///   - free: how many failures cost nothing.
  ///   - capacity: how many keys are remembered.
  public init(free: Int = 5, capacity: Int = 10_000) { (self.free, self.capacity) = (free, capacity) }

  /// How many seconds the next try must wait; 0 when it may be made now.
  /// - Parameter now: seconds since any fixed moment.
  public func secondsToWait(_ key: String, now: Double) -> Double {
    // The wait is that of the last failure; forgetting makes the next one shorter, not this one.
    guard let record = records[key], record.failures >= Double(free) else { return 0 }
    return max(0, record.lastFailure + Self.wait(record.failures - Double(free)) - now)
  }

  /// A try failed.
  public mutating func failed(_ key: String, now: Double) {
    var record = records[key] ?? Record(failures: 0, lastFailure: now)
    let left = max(0, record.failures - max(0, now - record.lastFailure) / Self.forgetSeconds)
    // More than makes the longest wait would only be a debt to work off.
    record = Record(failures: min(left + 1, Double(free) + 9), lastFailure: now)
    records[key] = record
    if records.count > capacity { forget() }
  }

  /// Somebody signed in: her name starts anew.
  public mutating func succeeded(_ key: String) { records[key] = nil }

  /// A try that was counted beforehand was none: it does not count. Others from the same network still do.
  public mutating func takeBack(_ key: String) {
    guard var record = records[key] else { return }
    record.failures -= 1
    records[key] = record.failures > 0 ? record : nil
  }

  /// How many names or networks are remembered.
  var count: Int { records.count }

  /// 2, 4, 8 … seconds, at most a quarter of an hour.
  private static func wait(_ excess: Double) -> Double { min(waitSecondsMax, 2 * Double(1 << Int(min(excess, 10)))) }

  private mutating func forget() {
    let oldest = records.sorted { $0.value.lastFailure < $1.value.lastFailure }.prefix(records.count - capacity * 3 / 4)
    for (key, _) in oldest { records[key] = nil }
  }
}
