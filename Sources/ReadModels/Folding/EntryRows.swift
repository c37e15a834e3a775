import EventLog
import Ledger

/// Entries as rows of a binary COPY. The same entry gives the same bytes as COPY … TO gives for its row, so that verifying entries is comparing bytes.
struct EntryRows {
  /// The table's columns, in the order of the fields below.
  static let columns = """
    position, line, kind, occurred_on, recorded_at, sale, "return", batch, product, category, hs_code, unit, channel, channel_kind, model, \
    outlet, country, producer, producer_group, community, oblast, sex, place, counterparty, currency, quantity, gross, discount, commission, \
    fee, net, book_gross, book_discount, book_commission, book_fee, book_net, document, purpose, reference, document_on
    """
  static let columnCount: Int16 = 40
  /// Signature, flags and extension length, which come before the first row.
  static let header: [UInt8] = Array("PGCOPY\n".utf8) + [0xFF, 0x0D, 0x0A, 0x00] + [UInt8](repeating: 0, count: 8)
  /// Ends the rows.
  static let trailer: [UInt8] = [0xFF, 0xFF]
  /// What a row takes beside its texts: the count of fields, their lengths, and all that are numbers.
  static let bytesBesideTexts = 344
  /// PostgreSQL counts days and microseconds from 1 January 2000.
  static let day2000: Int32 = 10_957
  static let microseconds2000: Int64 = 946_684_800_000_000

  let buffer = RowBuffer()
  /// Where each row begins.
  var starts: [Int] = []
  private var quick = QuickLines()

  init() {}

  /// The rows so far.
  var bytes: UnsafeRawBufferPointer { buffer.bytes }

  mutating func removeAll() {
    buffer.removeAll()
    starts.removeAll(keepingCapacity: true)
  }

  /// Adds an event's entries; lines are numbered from 1.
  mutating func append(_ event: EventBytes, _ unroller: Unroller) throws {
    if unroller.readsFrequentEventsQuickly, quick.read(type: event.type, payload: event.payload) {
      append(quick, of: event)
    } else {
      append(try unroller.unroll(event.recorded), of: event)
    }
  }

  private mutating func append(_ entries: [Entry], of event: EventBytes) {
    for (index, entry) in entries.enumerated() {
      starts.append(buffer.count)
      let texts = entry.texts
      buffer.reserve((texts + entry.paper).reduce(Self.bytesBesideTexts + entry.kind.utf8.count) { $0 + ($1?.utf8.count ?? 0) })
      buffer.put(Self.columnCount)
      buffer.field(event.position)
      buffer.field(Int32(truncatingIfNeeded: index + 1))
      buffer.field(entry.kind)
      buffer.field(event.occurredOn &- Self.day2000)
      buffer.field(event.recordedAt &- Self.microseconds2000)
      for text in texts { if let text { buffer.field(text) } else { buffer.null() } }
      if let quantity = entry.quantity { buffer.field(quantity) } else { buffer.null() }
      fields(of: entry.amounts)
      fields(of: entry.bookAmounts)
      for text in entry.paper { if let text { buffer.field(text) } else { buffer.null() } }
      if let date = entry.documentOn { buffer.field(date.daysSince1970 &- Self.day2000) } else { buffer.null() }
    }
  }

  @inline(__always)
  func fields(of amounts: Amounts?) {
    guard let amounts else {
      for _ in 0..<5 { buffer.null() }
      return
    }
    buffer.field(amounts.gross)
    buffer.field(amounts.discount)
    buffer.field(amounts.commission)
    buffer.field(amounts.fee)
    buffer.field(amounts.net)
  }
}

extension Entry {
  /// In the order of the columns.
  fileprivate var texts: [String?] {
    [
      sale, returned, batch, product, category, hsCode, unit, channel, channelKind, model, outlet, country, producer, producerGroup, community,
      oblast, sex, place, counterparty, currency,
    ]
  }

  /// What the line stands on, behind the numbers.
  fileprivate var paper: [String?] { [document, purpose, reference] }
}
