/// The lines of the frequent events, straight from the bytes of their payload: no event, no text and no array is made for them.
///
/// A second way to what `unroll(Event(type:payload:))` says, for the millions of events of a rebuild. It takes only payloads of exactly the form that this
/// program writes, in ASCII; whatever is otherwise is left to the first way, which then also says what is wrong with it.
/// Tests hold the two against each other on random and on damaged events.
public struct QuickLines {
  /// One line, as far as it differs from its neighbours.
  public struct Line: Hashable, Sendable {
    /// What kind of line.
    public var kind: Kind
    /// Which goods, by whom.
    public var batch = TextSpan.none, producer = TextSpan.none
    /// Thousandths of the unit.
    public var quantity: Int64
    /// The money; nil where goods only moved.
    public var amounts: Amounts?, bookAmounts: Amounts?
  }

  /// The kinds of line that these events have.
  public enum Kind: String, Hashable, Sendable {
    /// Of a sale and of a return.
    case sold, returned
    /// Of goods taken from a batch and put back.
    case drawn, restocked
    /// Of a batch as it was made and looked at.
    case produced, accepted, rejected
  }

  /// The lines, in order.
  public internal(set) var lines: [Line] = []
  /// What all of them have in common; only what applies is filled.
  public internal(set) var sale = TextSpan.none, returned = TextSpan.none, product = TextSpan.none, hsCode = TextSpan.none, unit = TextSpan.none
  /// Where it happened.
  public internal(set) var channel = TextSpan.none, outlet = TextSpan.none, country = TextSpan.none, currency = TextSpan.none
  /// Where the goods lie or come from, and the other place, as the payload says it.
  public internal(set) var place = TextSpan.none, counterparty = TextSpan.none
  /// The place that a payload leaves out because most goods lie there; nil when it says one, or there is none.
  public internal(set) var placeLeftOut: String?

  /// A reader, to be used for many events one after the other: it keeps its memory.
  public init() { lines.reserveCapacity(64) }

  /// Reads an event.
  /// - Returns: whether it could; if not, what is here means nothing.
  public mutating func read(type: UnsafeRawBufferPointer, payload: UnsafeRawBufferPointer) -> Bool {
    guard var scanner = ByteScanner(payload), let first = type.first else { return false }
    clear()
    do throws(Unusual) {
      // By length and one byte; the whole name is compared once.
      switch (type.count, first) {
      case (10, UInt8(ascii: "B")) where type.says("BatchDrawn"): try movement(.drawn, &scanner)
      case (12, UInt8(ascii: "S")) where type.says("SaleRecorded"): try saleRecorded(&scanner)
      case (12, UInt8(ascii: "S")) where type.says("SaleReturned"): try saleReturned(&scanner)
      case (13, UInt8(ascii: "B")) where type.says("BatchProduced"): try batchProduced(&scanner)
      case (14, UInt8(ascii: "B")) where type.says("BatchInspected"): try batchInspected(&scanner)
      case (14, UInt8(ascii: "B")) where type.says("BatchRestocked"): try movement(.restocked, &scanner)
      default: return false
      }
      try scanner.end()
      return true
    } catch { return false }
  }

  private mutating func clear() {
    lines.removeAll(keepingCapacity: true)
    (sale, returned, product, hsCode, unit) = (.none, .none, .none, .none, .none)
    (channel, outlet, country, currency) = (.none, .none, .none, .none)
    (place, counterparty, placeLeftOut) = (.none, .none, nil)
  }

  static let units = WordList(Unit.allCases.map(\.rawValue))
  static let currencies = WordList(Currency.activeCodes)
}

extension UnsafeRawBufferPointer {
  /// Whether these are the bytes.
  fileprivate func says(_ literal: StaticString) -> Bool {
    count == literal.utf8CodeUnitCount && elementsEqual(UnsafeRawBufferPointer(start: literal.utf8Start, count: count))
  }
}
