/// Something a verification found.
public struct Finding: Sendable, Equatable {
  /// What it says about the book.
  public enum Kind: String, Sendable {
    /// In order.
    case good
    /// Could not be checked, which is no fault.
    case unknown
    /// Something is wrong with the log itself.
    case badLog = "bad_log"
    /// Something is wrong with what was made of the log.
    case badTables = "bad_tables"
    /// More about the one before.
    case detail
  }

  /// What it says about the book.
  public let kind: Kind
  /// It, in a line.
  public let line: String
  /// Where, as far as it has a place.
  public let position: Int64?
}

/// What a verification found, told as it is found.
public struct Findings {
  /// All of it, in order.
  public private(set) var all: [Finding] = []
  /// Where the first bad thing is, as far as it has a place.
  public private(set) var firstPosition: Int64?
  /// Whether something is wrong with the log itself, or with what was made of it.
  public private(set) var isLogWrong = false, areTablesWrong = false
  /// Whether the log was looked at too.
  public internal(set) var isLogChecked = false
  /// What everything is as of.
  public private(set) var position: Int64 = 0

  private let tell: (Finding) -> Void

  /// Nothing yet.
  /// - Parameter tell: is told of each finding at once; a verification takes its time.
  public init(tell: @escaping (Finding) -> Void = { _ in }) { self.tell = tell }

  /// Whether everything that could be checked is in order.
  public var isClean: Bool { !isLogWrong && !areTablesWrong }

  mutating func good(_ line: String) { add(.good, line) }
  mutating func unknown(_ line: String) { add(.unknown, line) }
  mutating func detail(_ line: String) { add(.detail, line) }

  mutating func badLog(_ line: String, at position: Int64?) {
    isLogWrong = true
    add(.badLog, line, position)
  }

  mutating func badTables(_ line: String, at position: Int64?) {
    areTablesWrong = true
    add(.badTables, line, position)
  }

  mutating func asOf(_ position: Int64) { self.position = max(self.position, position) }

  private mutating func add(_ kind: Finding.Kind, _ line: String, _ position: Int64? = nil) {
    let place = position.flatMap { $0 > 0 ? $0 : nil }
    if let place { firstPosition = min(firstPosition ?? place, place) }
    let finding = Finding(kind: kind, line: line, position: place)
    all.append(finding)
    tell(finding)
  }
}
