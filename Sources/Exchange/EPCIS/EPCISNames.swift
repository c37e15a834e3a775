/// How things of a book are called in EPCIS documents: URIs in the forms that CBV 2.0 (section 8) gives to identifiers that are not GS1's.
///
/// No GTIN or GLN is made up: a programme that has been given some can add them beside. Classes of goods are `…:class:…`, places `…:loc:…`, papers
/// `…:bt:…`, and each part of a code stands percent-encoded (RFC 3986), so that it can be read back whatever its letters.
public struct EPCISNames: Sendable, Hashable {
  /// What a name is of.
  public enum Kind: Sendable, CaseIterable {
    /// Goods of a product: all of them, or those of one batch.
    case product
    /// Raw material.
    case material
    /// Where goods lie or are sold; where they are made.
    case place, site
    /// Papers.
    case sale, returned, dispatch, count
    /// A certificate of a brand committee.
    case certificate
    /// One event of EPCIS, and a whole document of them.
    case event, document

    var words: [String] {
      switch self {
      case .product: ["product", "class"]
      case .material: ["material", "class"]
      case .place: ["place", "loc"]
      case .site: ["site", "loc"]
      case .sale: ["sale", "bt"]
      case .returned: ["return", "bt"]
      case .dispatch: ["dispatch", "bt"]
      case .count: ["count", "bt"]
      case .certificate: ["certificate", "bt"]
      case .event: ["event", "id"]
      case .document: ["document", "id"]
      }
    }
  }

  private let prefix: String
  private let separator: String

  /// Names as URNs: `urn:esep:main-1a2b3c4d:product:class:SHYRDAK:KB-7`.
  /// - Parameter authority: the book and the beginning of its log's identity, so that two books called “main” are told apart.
  public init(authority: String) { (prefix, separator) = ("urn:esep:\(Self.encoded(authority)):", ":") }

  /// Names below an address of the programme's own: `https://ovop.example/product/class/SHYRDAK/KB-7`.
  /// - Throws: `EPCISProblem` unless it begins with `https://` (or `http://`), has a host, and no query.
  public init(address: String) throws(EPCISProblem) {
    let isAddress = ["https://", "http://"].contains { address.hasPrefix($0) && address.utf8.count > $0.utf8.count }
    let isPlain = address.utf8.allSatisfy { Self.isUnreserved($0) || [UInt8(ascii: ":"), UInt8(ascii: "/")].contains($0) }
    // Where a kind's words stand in the address already, names could not be told apart.
    let pieces = address.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    let isClear = Kind.allCases.allSatisfy { Self.start(of: $0.words, in: pieces) == nil }
    guard isAddress, isPlain, isClear, !address.contains("///") else {
      throw EPCISProblem("“\(address)” is no address to name things by; write one such as https://ovop.example/trace")
    }
    (prefix, separator) = (address.hasSuffix("/") ? address : address + "/", "/")
  }

  /// The name of a thing.
  /// - Parameter parts: its code, or its codes from the whole to the part.
  public func name(_ kind: Kind, _ parts: [String]) -> String {
    prefix + (kind.words + parts.map(Self.encoded)).joined(separator: separator)
  }

  /// The codes in a name; nil when it is of another kind, or no name that Esep gives.
  public static func parts(of name: String, _ kind: Kind) -> [String]? {
    let separator: Character = name.hasPrefix("urn:") ? ":" : "/"
    let pieces = name.split(separator: separator, omittingEmptySubsequences: false).map(String.init)
    let words = kind.words
    guard pieces.count > words.count,
      let start = start(of: words, in: pieces)
    else { return nil }
    var parts: [String] = []
    for piece in pieces[(start + words.count)...] {
      guard let part = decoded(piece) else { return nil }
      parts.append(part)
    }
    return parts
  }

  /// Where the words stand one after the other for the first time: codes come behind them.
  private static func start(of words: [String], in pieces: [String]) -> Int? {
    guard pieces.count >= words.count else { return nil }
    return (0...pieces.count - words.count).first { Array(pieces[$0..<$0 + words.count]) == words }
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
    default: "-._~".utf8.contains(byte)
    }
  }

  private static func encoded(_ text: String) -> String {
    var encoded = ""
    for byte in text.utf8 {
      if isUnreserved(byte) {
        encoded.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        encoded += "%" + (digits.count < 2 ? "0" : "") + digits
      }
    }
    return encoded
  }

  private static func decoded(_ text: String) -> String? {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard rest.count >= 2, let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else { return nil }
      bytes.append(value)
      rest = rest.dropFirst(2)
    }
    return String(validating: bytes, as: UTF8.self)
  }
}
