/// A kind of document that can be recorded, and what it consists of: for a schema, a form, or a person who asks.
public struct DocumentKind: Sendable, Equatable {
  /// The value of its member `record`: `sale`, `write-off`.
  public let name: String
  /// Its other members, in the order people give them.
  public let members: [DocumentMember]

  init(_ name: String, _ members: [DocumentMember]) { (self.name, self.members) = (name, members) }
}

/// A member of a document.
public struct DocumentMember: Sendable, Equatable {
  /// How its value is written. Numbers with decimals are texts, so that they are kept exactly; whole numbers may be either.
  public indirect enum Kind: Sendable, Equatable {
    /// Free text.
    case text
    /// A thing's number or short name.
    case code
    /// A day: 2024-01-31.
    case date
    /// A month: 2024-01.
    case month
    /// An amount in whole units of its currency, with at most its decimals.
    case money
    /// An amount of goods, with at most three decimals.
    case quantity
    /// A whole number.
    case integer
    /// A percentage, with at most two decimals.
    case percent
    /// A number with as many decimals as it needs: a price, a rate.
    case decimal
    /// Three letters of ISO 4217.
    case currency
    /// True or false, without quotation marks.
    case flag
    /// One of these words.
    case choice([String])
    /// An array of objects with these members; of plain values, when the only member has an empty name.
    case list([DocumentMember])
    /// One of these words, or an object with these members.
    case either([String], [DocumentMember])
  }

  /// What it is called.
  public let name: String
  /// How its value is written.
  public let type: Kind
  /// Whether no document of the kind can do without it. Some of the others are required beside one another; the reader says which.
  public let isRequired: Bool

  static func needs(_ name: String, _ type: Kind) -> DocumentMember { DocumentMember(name: name, type: type, isRequired: true) }
  static func may(_ name: String, _ type: Kind) -> DocumentMember { DocumentMember(name: name, type: type, isRequired: false) }
}

extension DocumentMember.Kind {
  /// One of a type's words.
  static func word<Word: RawRepresentable & CaseIterable>(_: Word.Type) -> Self where Word.RawValue == String {
    .choice(Word.allCases.map(\.rawValue))
  }

  /// An array of plain values.
  static func values(_ type: Self) -> Self { .list([.needs("", type)]) }
}
