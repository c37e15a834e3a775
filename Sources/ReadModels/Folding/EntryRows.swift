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
  /// What there was among them.
  var news = Novelty()
  private var quick = QuickLines()

  init() {}

  /// The rows so far.
  var bytes: UnsafeRawBufferPointer { buffer.bytes }

  mutating func removeAll() {
    buffer.removeAll()
    starts.removeAll(keepingCapacity: true)
    news = Novelty()
  }

  /// Adds an event's entries; lines are numbered from 1.
  mutating func append(_ event: EventBytes, _ unroller: Unroller) throws {
    news.note(type: event.type)
    if unroller.readsFrequentEventsQuickly, quick.read(type: event.type, payload: event.payload) {
      append(quick, of: event)
    } else {
      append(try unroller.unroll(event.recorded), of: event)
    }
  }

  private mutating func append(_ entries: [Entry], of event: EventBytes) {
    // Through a pointer, and text by text: an entry has two dozen texts, and copying it would count references for each of them.
    entries.withUnsafeBufferPointer { entries in
      for index in entries.indices {
        starts.append(buffer.count)
        buffer.reserve(Self.bytesBesideTexts + entries[index].kind.utf8.count)
        buffer.put(Self.columnCount)
        buffer.field(event.position)
        buffer.field(Int32(truncatingIfNeeded: index + 1))
        buffer.field(entries[index].kind)
        news.note(kind: entries[index].kind)
        buffer.field(event.occurredOn &- Self.day2000)
        buffer.field(event.recordedAt &- Self.microseconds2000)
        entries.baseAddress.map { texts(of: $0 + index) }
        buffer.reserve(Self.bytesBesideTexts)
        if let quantity = entries[index].quantity { buffer.field(quantity) } else { buffer.null() }
        fields(of: entries[index].amounts)
        fields(of: entries[index].bookAmounts)
        text(entries[index].document)
        text(entries[index].purpose)
        text(entries[index].reference)
        buffer.reserve(Self.bytesBesideTexts)
        if let date = entries[index].documentOn { buffer.field(date.daysSince1970 &- Self.day2000) } else { buffer.null() }
      }
    }
  }

  /// In the order of the columns.
  private func texts(of entry: UnsafePointer<Entry>) {
    text(entry.pointee.sale)
    text(entry.pointee.returned)
    text(entry.pointee.batch)
    text(entry.pointee.product)
    text(entry.pointee.category)
    text(entry.pointee.hsCode)
    text(entry.pointee.unit)
    text(entry.pointee.channel)
    text(entry.pointee.channelKind)
    text(entry.pointee.model)
    text(entry.pointee.outlet)
    text(entry.pointee.country)
    text(entry.pointee.producer)
    text(entry.pointee.producerGroup)
    text(entry.pointee.community)
    text(entry.pointee.oblast)
    text(entry.pointee.sex)
    text(entry.pointee.place)
    text(entry.pointee.counterparty)
    text(entry.pointee.currency)
  }

  /// Makes room for itself.
  @inline(__always)
  private func text(_ text: String?) {
    guard let text else {
      buffer.reserve(4)
      return buffer.null()
    }
    buffer.reserve(4 + text.utf8.count)
    buffer.field(text)
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
