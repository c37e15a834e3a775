import Ledger

/// The words of our own in a document: what EPCIS has no field for stands under a prefix, so that any JSON-LD program tells them apart.
enum EPCISTerms {
  /// GS1's context for EPCIS 2.0, as its standard names it.
  static let standard = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"
  /// What `esep:` stands for. A name and no address: nothing is fetched from it.
  static let namespace = "urn:esep:terms#"
  static let prefix = "esep:"

  static let fact = "esep:fact"
  static let stream = "esep:stream"
  static let version = "esep:version"
  static let schema = "esep:schema"
  static let says = "esep:says"
  static let position = "esep:position"
  static let occurredOn = "esep:occurred_on"
  static let asOfPosition = "esep:as_of_position"

  /// Lists whose order matters; JSON-LD takes arrays for sets unless told otherwise.
  private static let ordered = ["allocations", "contributions", "draws", "inputs", "lines", "moved", "places", "reasons"]

  static var context: JSONValue {
    var own = JSONObject([.init("esep", .text(namespace))])
    for list in ordered {
      own[prefix + list] = .object(JSONObject([.init("@id", .text(prefix + list)), .init("@container", .text("@list"))]))
    }
    return .array([.text(standard), .object(own)])
  }

  /// Kyrgyzstan's time since 2005, without summer time: a business date begins at midnight there.
  static let offset = "+06:00"

  /// The beginning of a business day.
  static func time(of day: CalendarDate) -> String { "\(day)T00:00:00\(offset)" }

  /// The day that begins at that time; nil when none does.
  static func day(at time: String) -> CalendarDate? {
    let suffix = "T00:00:00\(offset)"
    return time.hasSuffix(suffix) ? CalendarDate(time.dropLast(suffix.count)) : nil
  }

  /// A value with the prefix before the names of all members, down to the last.
  static func prefixed(_ value: JSONValue) -> JSONValue {
    renamed(value) { prefix + $0 }
  }

  /// The same without the prefixes.
  static func plain(_ value: JSONValue) -> JSONValue {
    renamed(value) { $0.hasPrefix(prefix) ? String($0.dropFirst(prefix.count)) : $0 }
  }

  private static func renamed(_ value: JSONValue, _ rename: (String) -> String) -> JSONValue {
    switch value {
    case .object(let object): .object(JSONObject(object.members.map { .init(rename($0.name), renamed($0.value, rename)) }))
    case .array(let elements): .array(elements.map { renamed($0, rename) })
    default: value
    }
  }
}
