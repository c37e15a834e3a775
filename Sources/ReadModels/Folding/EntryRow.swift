import EventLog
import Ledger

/// Entries as rows of a binary COPY (PostgreSQL manual, COPY, "Binary Format"). The same entry gives the same bytes as COPY … TO gives for
/// its row, so that verifying entries is comparing bytes.
struct EntryRows {
  /// The table's columns, in the order of the fields below.
  static let columns = """
    position, line, kind, occurred_on, recorded_at, sale, "return", batch, product, category, hs_code, unit, channel, channel_kind, model, \
    outlet, country, producer, producer_group, community, oblast, sex, place, counterparty, currency, quantity, gross, discount, commission, \
    fee, net, book_gross, book_discount, book_commission, book_fee, book_net
    """
  private static let columnCount: Int16 = 36
  /// Signature, flags and extension length, which come before the first row.
  static let header: [UInt8] = Array("PGCOPY\n".utf8) + [0xFF, 0x0D, 0x0A, 0x00] + [UInt8](repeating: 0, count: 8)
  /// Ends the rows.
  static let trailer: [UInt8] = [0xFF, 0xFF]
  /// PostgreSQL counts days and microseconds from 1 January 2000.
  private static let day2000: Int32 = 10_957
  private static let microseconds2000: Int64 = 946_684_800_000_000

  /// The rows so far.
  private(set) var bytes: [UInt8] = []
  /// Where each row begins.
  private(set) var starts: [Int] = []

  init() {}

  /// Adds an event's entries; lines are numbered from 1.
  mutating func append(_ entries: [Entry], of event: RecordedEvent) {
    for (index, entry) in entries.enumerated() {
      starts.append(bytes.count)
      put(Self.columnCount)
      field(event.position)
      field(Int32(truncatingIfNeeded: index + 1))
      field(entry.kind)
      field(event.occurredOn &- Self.day2000)
      field(event.recordedAt &- Self.microseconds2000)
      fields(of: entry)
    }
  }

  private mutating func fields(of entry: Entry) {
    for text in [
      entry.sale, entry.returned, entry.batch, entry.product, entry.category, entry.hsCode, entry.unit, entry.channel, entry.channelKind,
      entry.model, entry.outlet, entry.country, entry.producer, entry.producerGroup, entry.community, entry.oblast, entry.sex, entry.place,
      entry.counterparty, entry.currency,
    ] {
      if let text { field(text) } else { put(-1 as Int32) }
    }
    if let quantity = entry.quantity { field(quantity) } else { put(-1 as Int32) }
    for amounts in [entry.amounts, entry.bookAmounts] {
      guard let amounts else {
        for _ in 0..<5 { put(-1 as Int32) }
        continue
      }
      field(amounts.gross)
      field(amounts.discount)
      field(amounts.commission)
      field(amounts.fee)
      field(amounts.net)
    }
  }

  private mutating func put<Integer: FixedWidthInteger & BitwiseCopyable>(_ value: Integer) {
    withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) }
  }

  private mutating func field<Integer: FixedWidthInteger & BitwiseCopyable>(_ value: Integer) {
    put(Int32(MemoryLayout<Integer>.size))
    put(value)
  }

  private mutating func field(_ text: String) {
    var text = text
    text.withUTF8 { utf8 in
      put(Int32(truncatingIfNeeded: utf8.count))
      bytes.append(contentsOf: utf8)
    }
  }
}
