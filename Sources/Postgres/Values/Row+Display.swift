extension Row {
  /// The value as text for people and files, whatever its type; nil for NULL or when there is no such column.
  ///
  /// Integers and numerics in digits, booleans `true` and `false`, dates ISO 8601, timestamps ISO 8601 in UTC with microseconds,
  /// bytes `\x…`, JSON as it is, arrays `{a,b,NULL}`; other types as `\x…` of their binary form.
  public func display(_ column: Int) -> String? {
    (try? withField(column) { type, bytes in bytes.map { displayText($0, type) } }) ?? nil
  }
}

private func displayText(_ bytes: UnsafeRawBufferPointer, _ type: UInt32) -> String {
  switch (type, bytes.count) {
  case (TypeOID.int2, 2): return String(bytes.bigEndian(Int16.self))
  case (TypeOID.int4, 4): return String(bytes.bigEndian(Int32.self))
  case (TypeOID.int8, 8): return String(bytes.bigEndian(Int64.self))
  case (TypeOID.oid, 4): return String(bytes.bigEndian(UInt32.self))
  case (TypeOID.bool, 1): return bytes[0] != 0 ? "true" : "false"
  case (TypeOID.float4, 4): return String(Float(bitPattern: bytes.bigEndian(UInt32.self)))
  case (TypeOID.float8, 8): return String(Double(bitPattern: bytes.bigEndian(UInt64.self)))
  case (TypeOID.date, 4): return dateText(bytes.bigEndian(Int32.self))
  case (TypeOID.timestamptz, 8): return timestampText(bytes.bigEndian(Int64.self), zone: "Z")
  case (TypeOID.timestamp, 8): return timestampText(bytes.bigEndian(Int64.self), zone: "")
  case (TypeOID.uuid, 16): return uuidText(bytes)
  case (TypeOID.void, _): return ""
  // The binary form of jsonb is a version, always 1, and the text.
  case (TypeOID.jsonb, 1...) where bytes[0] == 1: return String(decoding: bytes.dropFirst(), as: UTF8.self)
  case (TypeOID.numeric, _): return decimalText(ofNumeric: bytes) ?? hexText(bytes)
  case let (type, _) where TypeOID.isTextual(type): return String(decoding: bytes, as: UTF8.self)
  case let (type, _) where TypeOID.isArray(type): return arrayText(bytes) ?? hexText(bytes)
  default: return hexText(bytes)
  }
}

/// From days since 2000, as PostgreSQL sends them.
private func dateText(_ days: Int32) -> String {
  switch days {
  case .max: "infinity"
  case .min: "-infinity"
  default: isoDate(daysSince1970: Int64(days) + Int64(Epoch.days))
  }
}

/// From microseconds since 2000, as PostgreSQL sends them.
private func timestampText(_ since2000: Int64, zone: String) -> String {
  if since2000 == .max { return "infinity" }
  if since2000 == .min { return "-infinity" }
  let perDay: Int64 = 86_400_000_000
  // Floor division, so that times before 2000 fall on the right day.
  let rest = ((since2000 % perDay) + perDay) % perDay
  let days = (since2000 - rest) / perDay + Int64(Epoch.days)
  let seconds = rest / 1_000_000
  let clock = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { padded($0, 2) }.joined(separator: ":")
  return isoDate(daysSince1970: days) + "T" + clock + "." + padded(rest % 1_000_000, 6) + zone
}

/// The proleptic Gregorian date of a day (H. Hinnant, "chrono-compatible low-level date algorithms": civil_from_days).
func isoDate(daysSince1970: Int64) -> String {
  let shifted = daysSince1970 + 719_468
  let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
  let dayOfEra = shifted - era * 146_097
  let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
  let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
  let shiftedMonth = (5 * dayOfYear + 2) / 153
  let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
  let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
  let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return (year < 0 ? "-" : "") + padded(abs(year), 4) + "-" + padded(month, 2) + "-" + padded(day, 2)
}

private func padded(_ number: Int64, _ width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}

private func hexDigits(_ bytes: some Sequence<UInt8>) -> String {
  let digits = Array("0123456789abcdef".utf8)
  return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
}

private func hexText(_ bytes: UnsafeRawBufferPointer) -> String { "\\x" + hexDigits(bytes) }

private func uuidText(_ bytes: UnsafeRawBufferPointer) -> String {
  [0..<4, 4..<6, 6..<8, 8..<10, 10..<16].map { hexDigits(bytes[$0]) }.joined(separator: "-")
}

/// A one-dimensional array as PostgreSQL writes it; nil when the bytes are no such array.
private func arrayText(_ bytes: UnsafeRawBufferPointer) -> String? {
  guard bytes.count >= 12 else { return nil }
  let dimensions = bytes.bigEndian(Int32.self)
  if dimensions == 0 { return "{}" }
  guard dimensions == 1, bytes.count >= 20 else { return nil }
  let type = bytes.bigEndian(UInt32.self, at: 8)
  var elements: [String] = []
  var offset = 20
  for _ in 0..<max(0, bytes.bigEndian(Int32.self, at: 12)) {
    guard offset + 4 <= bytes.count else { return nil }
    let length = Int(bytes.bigEndian(Int32.self, at: offset))
    offset += 4
    guard length >= 0 else {
      elements.append("NULL")
      continue
    }
    guard offset + length <= bytes.count else { return nil }
    elements.append(quotedElement(displayText(UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + length]), type)))
    offset += length
  }
  return "{" + elements.joined(separator: ",") + "}"
}

/// PostgreSQL's rule: quote what is empty, says NULL, or holds a brace, comma, quote, backslash or blank.
private func quotedElement(_ text: String) -> String {
  let needsQuotes = text.isEmpty || text.lowercased() == "null" || text.contains { "{},\"\\".contains($0) || $0.isWhitespace }
  guard needsQuotes else { return text }
  return "\"" + text.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined() + "\""
}
