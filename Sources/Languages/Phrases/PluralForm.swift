/// Which form a noun takes after a number (Unicode CLDR, plural rules for whole numbers).
public enum PluralForm: String, Sendable {
  /// 1; in Russian also 21, 31 … but not 11.
  case one
  /// Russian 2, 3, 4, 22, 23 … but not 12, 13, 14.
  case few
  /// Russian all others.
  case many
  /// All others in Kyrgyz and English.
  case other
}

extension Language {
  /// The form after a whole number.
  public func pluralForm(_ number: Int64) -> PluralForm {
    switch self {
    case .ky, .en: number.magnitude == 1 ? .one : .other
    case .ru:
      switch (number.magnitude % 10, number.magnitude % 100) {
      case (1, let rest) where rest != 11: .one
      case (2...4, let rest) where !(12...14).contains(rest): .few
      default: .many
      }
    }
  }

  /// The forms every phrase with a number must have.
  public var pluralForms: [PluralForm] { self == .ru ? [.one, .few, .many] : [.one, .other] }
}
