import Glibc
import Postgres

extension Session {
  /// Walks along the stored entries of a range and those that its events give, in order, as merging does.
  func compareEntries(with fresh: borrowing EntryRows, after: Int64, through: Int64) throws -> Verification.Entries {
    var (next, result, isFirst) = (0, Verification.Entries(), true)
    let sql = """
      COPY (SELECT \(EntryRows.columns) FROM entry WHERE position > \(after) AND position <= \(through) ORDER BY position, line)
      TO STDOUT (FORMAT binary)
      """
    try copyOut(sql) { message in
      let stored = isFirst ? UnsafeRawBufferPointer(rebasing: message.dropFirst(EntryRows.header.count)) : message
      isFirst = false
      guard stored.count > EntryRows.trailer.count else { return }
      let line = Verification.Line(row: stored)
      while next < fresh.starts.count, Verification.Line(row: fresh.row(next)) < line {
        result.note(.missing, Verification.Line(row: fresh.row(next)))
        next += 1
      }
      result.compared += 1
      guard next < fresh.starts.count, Verification.Line(row: fresh.row(next)) == line else { return result.note(.extra, line) }
      let wanted = fresh.row(next)
      if !wanted.isSame(stored) { result.note(.different, line, EntryRows.differences(stored: stored, wanted: wanted)) }
      next += 1
    }
    while next < fresh.starts.count {
      result.note(.missing, Verification.Line(row: fresh.row(next)))
      next += 1
    }
    return result
  }
}

extension Verification.Line {
  /// From the first two fields of a binary row: a count of fields, then a length before each field.
  fileprivate init(row: UnsafeRawBufferPointer) {
    position = Int64(bigEndian: row.loadUnaligned(fromByteOffset: 6, as: Int64.self))
    line = Int32(bigEndian: row.loadUnaligned(fromByteOffset: 18, as: Int32.self))
  }
}

extension UnsafeRawBufferPointer {
  fileprivate func isSame(_ other: UnsafeRawBufferPointer) -> Bool {
    guard count == other.count, let start = baseAddress, let otherStart = other.baseAddress else { return count == other.count }
    return memcmp(start, otherStart, count) == 0
  }
}

extension EntryRows {
  fileprivate func row(_ index: Int) -> UnsafeRawBufferPointer {
    let end = index + 1 < starts.count ? starts[index + 1] : bytes.count
    return UnsafeRawBufferPointer(rebasing: bytes[starts[index]..<end])
  }

  /// What a stored row says otherwise than it should, column by column, such as `book_gross is 101, should be 100`.
  fileprivate static func differences(stored: UnsafeRawBufferPointer, wanted: UnsafeRawBufferPointer) -> [String] {
    zip(names, zip(fields(stored), fields(wanted))).compactMap { name, pair in
      guard pair.0 != pair.1 else { return nil }
      if name.hasSuffix("_on") || name.hasSuffix("_at") { return "\(name) is another" }
      return "\(name) is \(shown(pair.0, name)), should be \(shown(pair.1, name))"
    }
  }

  private static let names = columns.split(separator: ",").map { $0.filter { $0 != " " && $0 != "\"" } }
  private static let numbers: Set<String> = [
    "quantity", "gross", "discount", "commission", "fee", "net", "book_gross", "book_discount", "book_commission", "book_fee", "book_net",
  ]

  /// The bytes of each field; nil is NULL.
  private static func fields(_ row: UnsafeRawBufferPointer) -> [[UInt8]?] {
    var (offset, found): (Int, [[UInt8]?]) = (2, [])
    while offset + 4 <= row.count {
      let length = Int(Int32(bigEndian: row.loadUnaligned(fromByteOffset: offset, as: Int32.self)))
      offset += 4
      guard length >= 0, offset + length <= row.count else {
        found.append(nil)
        continue
      }
      found.append(Array(row[offset..<offset + length]))
      offset += length
    }
    return found
  }

  private static func shown(_ field: [UInt8]?, _ name: String) -> String {
    guard let field else { return "empty" }
    if numbers.contains(name) { return String(field.reduce(Int64(0)) { $0 << 8 | Int64($1) }) }
    return "“\(String(decoding: field, as: UTF8.self))”"
  }
}
