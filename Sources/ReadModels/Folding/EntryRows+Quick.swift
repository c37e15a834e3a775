import EventLog
import Ledger

extension EntryRows {
  /// Adds the lines of a frequent event from the bytes of its payload. What the lines have in common is written for the first and repeated for the others.
  mutating func append(_ quick: borrowing QuickLines, of event: EventBytes) {
    let payload = event.payload
    var (kind, common): (QuickLines.Kind?, CommonParts) = (nil, CommonParts())
    for index in quick.lines.indices {
      let line = quick.lines[index]
      // Every text of a row is a part of the payload, and no part stands in it twice.
      buffer.reserve(Self.bytesBesideTexts + 32 + payload.count)
      let start = buffer.count
      starts.append(start)
      if kind == line.kind {
        buffer.repeatBytes(common.beforeBatch)
        buffer.replace(at: start + Self.placeOfLine, Int32(truncatingIfNeeded: index + 1))
        text(line.batch, payload)
        buffer.repeatBytes(common.beforeProducer)
        text(line.producer, payload)
        buffer.repeatBytes(common.beforeNumbers)
      } else {
        common = firstRow(line, index, quick, event)
        kind = line.kind
        news.note(kind: line.kind.rawValue)
      }
      buffer.field(line.quantity)
      fields(of: line.amounts)
      fields(of: line.bookAmounts)
      for _ in 0..<4 { buffer.null() }  // document, purpose, reference, document_on
    }
  }

  /// The number of the line follows the count of fields, the position and its own length.
  private static let placeOfLine = 2 + 4 + 8 + 4

  /// Where the repeated parts of the first row stand.
  private struct CommonParts {
    var beforeBatch = 0..<0, beforeProducer = 0..<0, beforeNumbers = 0..<0
  }

  private func firstRow(_ line: QuickLines.Line, _ index: Int, _ quick: borrowing QuickLines, _ event: EventBytes) -> CommonParts {
    var common = CommonParts()
    let (payload, start) = (event.payload, buffer.count)
    buffer.put(Self.columnCount)
    buffer.field(event.position)
    buffer.field(Int32(truncatingIfNeeded: index + 1))
    buffer.field(line.kind.rawValue)
    buffer.field(event.occurredOn &- Self.day2000)
    buffer.field(event.recordedAt &- Self.microseconds2000)
    text(quick.sale, payload)
    text(quick.returned, payload)
    common.beforeBatch = start..<buffer.count
    text(line.batch, payload)
    let product = buffer.count
    text(quick.product, payload)
    buffer.null()  // category
    text(quick.hsCode, payload)
    text(quick.unit, payload)
    text(quick.channel, payload)
    buffer.null()  // channel_kind
    buffer.null()  // model
    text(quick.outlet, payload)
    text(quick.country, payload)
    common.beforeProducer = product..<buffer.count
    text(line.producer, payload)
    let group = buffer.count
    for _ in 0..<4 { buffer.null() }  // producer_group, community, oblast, sex
    if let place = quick.placeLeftOut { buffer.field(place) } else { text(quick.place, payload) }
    text(quick.counterparty, payload)
    text(quick.currency, payload)
    common.beforeNumbers = group..<buffer.count
    return common
  }

  @inline(__always)
  private func text(_ span: TextSpan, _ payload: UnsafeRawBufferPointer) {
    guard span.count >= 0 else { return buffer.null() }
    buffer.field(UnsafeRawBufferPointer(rebasing: payload[Int(span.start)..<Int(span.start &+ span.count)]))
  }
}
