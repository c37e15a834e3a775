import Glibc

/// What is said of where somebody comes from.
enum RemoteNetwork {
  /// The address without its last part: enough to recognise one's own sessions, too little to find somebody.
  static func shown(_ address: String) -> String {
    if let v4 = bytes(address, AF_INET, 4) { return v4.prefix(3).map(String.init).joined(separator: ".") + ".…" }
    guard let v6 = bytes(address, AF_INET6, 16) else { return "" }
    if let mapped = mapped(v6) { return mapped.prefix(3).map(String.init).joined(separator: ".") + ".…" }
    return stride(from: 0, to: 6, by: 2).map { String(UInt16(v6[$0]) << 8 | UInt16(v6[$0 + 1]), radix: 16) }.joined(separator: ":") + ":…"
  }

  /// What counts as one place when tries are counted: an IPv4 address, or the 64 bits of IPv6 that one household has to itself.
  static func counted(_ address: String) -> String {
    if bytes(address, AF_INET, 4) != nil { return address }
    guard let v6 = bytes(address, AF_INET6, 16) else { return address }
    if let mapped = mapped(v6) { return mapped.map(String.init).joined(separator: ".") }
    return v6.prefix(8).map { String($0, radix: 16) }.joined(separator: ":")
  }

  /// The IPv4 address that an IPv6 one stands for (RFC 4291, section 2.5.5.2).
  private static func mapped(_ v6: [UInt8]) -> [UInt8]? {
    v6.prefix(10).allSatisfy { $0 == 0 } && v6[10] == 0xFF && v6[11] == 0xFF ? Array(v6.suffix(4)) : nil
  }

  private static func bytes(_ text: String, _ family: Int32, _ count: Int) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: count)
    // A zone (`%eth0`) says which card it came by.
    let address = String(text.prefix { $0 != "%" })
    return inet_pton(family, address, &bytes) == 1 ? bytes : nil
  }
}
