import Exchange

/// What a value of JSON may be, as far as this API needs JSON Schema (2020-12).
///
/// The same value writes the schema that programs are told and checks what they send: the two cannot differ.
public indirect enum JSONSchema: Sendable {
  /// Text of so many code points, without NUL, which the database cannot keep.
  case text(ClosedRange<Int>, format: String? = nil)
  /// Text by an ECMA-262 pattern that is anchored at both ends.
  case pattern(String, ClosedRange<Int>)
  /// One of these words.
  case words([String])
  /// A whole number.
  case integer(ClosedRange<Int64>)
  case boolean
  case null
  /// So many elements, all alike.
  case array(JSONSchema, ClosedRange<Int>)
  /// Exactly these members.
  case object([Property])
  /// Members of any name with such values.
  case map(JSONSchema)
  /// Any of these.
  case either([JSONSchema])
  /// An object that is told by the word in one of its members.
  case tagged(by: String, [(word: String, schema: JSONSchema)])
  /// Anything: what events say is for their types to tell.
  case anything
  /// One that has a name in the document.
  case named(String, JSONSchema)

  /// A member of an object.
  public struct Property: Sendable {
    let name: String, schema: JSONSchema, isRequired: Bool, about: String?

    /// A member that has to be there.
    static func required(_ name: String, _ schema: JSONSchema, _ about: String? = nil) -> Property {
      Property(name: name, schema: schema, isRequired: true, about: about)
    }

    /// A member that may be left out.
    static func optional(_ name: String, _ schema: JSONSchema, _ about: String? = nil) -> Property {
      Property(name: name, schema: schema, isRequired: false, about: about)
    }
  }
}

extension JSONSchema {
  /// This, or null.
  var orNull: JSONSchema { .either([self, .null]) }

  /// Text that people write: a reason, a reference.
  static let prose = JSONSchema.text(1...1_000)
  /// Any text that we answer.
  static let anyText = JSONSchema.text(0...Int(Int32.max))
  /// The number of an event in the book, or none.
  static let position = JSONSchema.integer(0...Int64.max)
  /// Any whole number of 64 bits: money in minor units, quantities in thousandths.
  static let number = JSONSchema.integer(Int64.min...Int64.max)
  /// A name on paper.
  static let code = JSONSchema.text(1...64)
  /// A day.
  static let day = JSONSchema.pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", 10...10)
  /// A month.
  static let month = JSONSchema.pattern("^[0-9]{4}-(0[1-9]|1[0-2])$", 7...7)
  /// A day, a month or a year.
  static let days = JSONSchema.pattern("^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$", 4...10)
  /// A moment, or a day for its end.
  static let momentOrDay = JSONSchema.pattern(
    "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
      + "(T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,6})?(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9]))?$", 10...32)
  /// A moment, UTC.
  static let moment = JSONSchema.text(20...40, format: "date-time")
}

extension JSONSchema {
  /// As JSON Schema writes it.
  var json: JSONValue { .object(JSONObject(members)) }

  private var members: [JSONObject.Member] {
    func text(_ kind: String) -> JSONObject.Member { .init("type", .text(kind)) }
    func lengths(_ range: ClosedRange<Int>) -> [JSONObject.Member] {
      (range.lowerBound > 0 ? [.init("minLength", .integer(Int64(range.lowerBound)))] : [])
        + (range.upperBound < Int(Int32.max) ? [.init("maxLength", .integer(Int64(range.upperBound)))] : [])
    }
    switch self {
    case .text(let range, let format):
      return [text("string")] + lengths(range) + (format.map { [.init("format", .text($0))] } ?? [.init("pattern", .text("^[^\\x00]*$"))])
    case .pattern(let pattern, let range): return [text("string"), .init("pattern", .text(pattern))] + lengths(range)
    case .words(let words): return [text("string"), .init("enum", .array(words.map { .text($0) }))]
    case .integer(let range):
      return [
        text("integer"), .init("minimum", .integer(range.lowerBound)), .init("maximum", .integer(range.upperBound)), .init("format", .text("int64")),
      ]
    case .boolean: return [text("boolean")]
    case .null: return [text("null")]
    case .array(let element, let range):
      let least: [JSONObject.Member] = range.lowerBound > 0 ? [.init("minItems", .integer(Int64(range.lowerBound)))] : []
      let most: [JSONObject.Member] = range.upperBound < Int(Int32.max) ? [.init("maxItems", .integer(Int64(range.upperBound)))] : []
      return [text("array"), .init("items", element.json)] + least + most
    case .object(let properties):
      let required = properties.filter(\.isRequired).map { JSONValue.text($0.name) }
      return [text("object"), .init("properties", .object(JSONObject(properties.map { .init($0.name, $0.json) })))]
        + (required.isEmpty ? [] : [.init("required", .array(required))]) + [.init("additionalProperties", .bool(false))]
    case .map(let value): return [text("object"), .init("additionalProperties", value.json)]
    case .either(let schemas): return [.init("anyOf", .array(schemas.map(\.json)))]
    case .tagged(_, let schemas): return [.init("oneOf", .array(schemas.map(\.schema.json)))]
    case .anything: return []
    case .named(let name, _): return [.init("$ref", .text("#/components/schemas/\(name)"))]
    }
  }

  /// All schemas with a name that it is made of, itself too.
  func named(_ found: inout [String: JSONSchema]) {
    switch self {
    case .named(let name, let schema):
      guard found.updateValue(schema, forKey: name) == nil else { return }
      schema.named(&found)
    case .array(let schema, _), .map(let schema): schema.named(&found)
    case .object(let properties): for property in properties { property.schema.named(&found) }
    case .either(let schemas): for schema in schemas { schema.named(&found) }
    case .tagged(_, let schemas): for schema in schemas { schema.schema.named(&found) }
    case .text, .pattern, .words, .integer, .boolean, .null, .anything: break
    }
  }
}

extension JSONSchema.Property {
  fileprivate var json: JSONValue {
    guard let about, case .object(var object) = schema.json else { return schema.json }
    object["description"] = .text(about)
    return .object(object)
  }
}
