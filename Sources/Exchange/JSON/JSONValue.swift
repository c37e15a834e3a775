/// A value of JSON (RFC 8259) as a tree whose members keep their order, and whose numbers are texts: nothing is rounded on the way.
public indirect enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  /// Its digits as they were written.
  case number(String)
  case text(String)
  case array([JSONValue])
  case object(JSONObject)

  /// A whole number.
  public static func integer(_ value: Int64) -> JSONValue { .number(String(value)) }

  /// The text, if it is one.
  public var text: String? { if case .text(let text) = self { text } else { nil } }
  /// The whole number, if it is one of 64 bits.
  public var integer: Int64? { if case .number(let digits) = self { Int64(digits) } else { nil } }
  /// The elements, if it is an array.
  public var elements: [JSONValue]? { if case .array(let elements) = self { elements } else { nil } }
  /// The members, if it is an object.
  public var object: JSONObject? { if case .object(let object) = self { object } else { nil } }

  /// Its text, without a blank.
  public var written: String {
    switch self {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .number(let digits): digits
    case .text(let text): JSONText.string(text)
    case .array(let elements): JSONText.array(elements.map(\.written))
    case .object(let object): JSONText.object(object.members.map { ($0.name, $0.value.written) })
    }
  }
}

/// The members of an object of JSON, in order.
public struct JSONObject: Hashable, Sendable {
  /// One member.
  public struct Member: Hashable, Sendable {
    /// Its name and its value.
    public var name: String, value: JSONValue

    /// A member.
    public init(_ name: String, _ value: JSONValue) { (self.name, self.value) = (name, value) }
  }

  /// In the order they were written.
  public private(set) var members: [Member]

  /// An object with these members.
  public init(_ members: [Member] = []) { self.members = members }

  /// A member's value. Setting adds the member at the end, or replaces its value where it stands; nil takes it out. O(n) among n members.
  public subscript(_ name: String) -> JSONValue? {
    get { members.first { $0.name == name }?.value }
    set {
      let index = members.firstIndex { $0.name == name }
      switch (index, newValue) {
      case (let index?, let value?): members[index].value = value
      case (let index?, nil): members.remove(at: index)
      case (nil, let value?): members.append(Member(name, value))
      case (nil, nil): break
      }
    }
  }

  /// With its members in the order of their names by UTF-16 code units, and so all objects within: the order of canonical JSON (RFC 8785 §3.2.3).
  public var sorted: JSONObject {
    func sorted(_ value: JSONValue) -> JSONValue {
      switch value {
      case .object(let object): .object(object.sorted)
      case .array(let elements): .array(elements.map(sorted))
      default: value
      }
    }
    let ordered = members.map { Member($0.name, sorted($0.value)) }.sorted { $0.name.utf16.lexicographicallyPrecedes($1.name.utf16) }
    return JSONObject(ordered)
  }
}
