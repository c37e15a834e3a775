import Exchange
import Office
import SignIn

/// Documents as programs send them: by the very members that the book's reader knows.
enum DocumentSchemas {
  /// One document of any kind, told by its member `record`.
  static let one = JSONSchema.named("Document", .tagged(by: "record", DocumentKinds.all.map { ($0.name, schema($0)) }))
  /// The names of all kinds.
  static var kinds: [String] { DocumentKinds.all.map(\.name) }
  /// How many documents may be sent at once.
  static let countMax = 1_000
  /// What may be sent.
  static let body = JSONSchema.either([one, .array(one, 1...countMax)])

  private static func schema(_ kind: DocumentKind) -> JSONSchema {
    let record = JSONSchema.Property.required("record", .words([kind.name]))
    return .named("Document-\(kind.name)", .object([record] + kind.members.map { property($0, of: kind) }))
  }

  private static func property(_ member: DocumentMember, of kind: DocumentKind) -> JSONSchema.Property {
    // Who does it is known; a document can only agree.
    if DocumentAccess.isSigned(kind.name, member.name) {
      return .optional(member.name, .text(1...64), "who asks, and nobody else; may be left out")
    }
    let schema = schema(member.type)
    return member.isRequired ? .required(member.name, schema) : .optional(member.name, schema.orNull)
  }

  private static func schema(_ type: DocumentMember.Kind) -> JSONSchema {
    switch type {
    case .text: prose
    case .code: .either([.code, .integer(0...999_999_999_999_999)])
    case .date: .day
    case .month: .month
    case .money, .quantity, .percent, .decimal: .either([decimal, .integer(-999_999_999_999_999...999_999_999_999_999)])
    case .integer: .either([.integer(0...999_999_999_999_999), .pattern("^[0-9]{1,15}$", 1...15)])
    case .currency: .pattern("^[A-Z]{3}$", 3...3)
    case .flag: .boolean
    case .choice(let words): .words(words)
    case .list(let members) where members.count == 1 && members[0].name.isEmpty: .array(schema(members[0].type), 1...1_000)
    case .list(let members): .array(.object(members.map(part)), 1...1_000)
    case .either(let words, let members): .either([.words(words), .object(members.map(part))])
    }
  }

  private static func part(_ member: DocumentMember) -> JSONSchema.Property {
    let schema = schema(member.type)
    return member.isRequired ? .required(member.name, schema) : .optional(member.name, schema.orNull)
  }

  private static let prose = JSONSchema.text(1...1_000)
  /// Numbers with decimals are texts, so that they are kept exactly.
  private static let decimal = JSONSchema.pattern("^-?[0-9]{1,15}(\\.[0-9]{1,9})?$", 1...26)
}
