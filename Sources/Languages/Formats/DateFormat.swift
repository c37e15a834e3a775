/// Dates as a language writes them.
public struct DateFormat: Sendable {
  /// Whose way.
  public let language: Language

  /// The way of a language.
  public init(_ language: Language) { self.language = language }

  /// A day in words: `5 мая 2024 г.`, `2024-жылдын 5-майы`, `5 May 2024`.
  /// - Precondition: `month` is 1…12.
  public func long(year: Int, month: Int, day: Int) -> String {
    switch language {
    case .ru: "\(day)\u{A0}\(Self.russianOf[month - 1])\u{A0}\(year)\u{A0}г."
    case .ky: "\(year)-жылдын \(day)-\(Self.kyrgyzOf[month - 1])"
    case .en: "\(day)\u{A0}\(Self.english[month - 1])\u{A0}\(year)"
    }
  }

  /// A day for a table: `05.05.2024`; English has the day first too, with the month in letters, so that nobody takes it for another.
  /// - Precondition: `month` is 1…12.
  public func short(year: Int, month: Int, day: Int) -> String {
    switch language {
    case .ru, .ky: "\(Self.two(day)).\(Self.two(month)).\(year)"
    case .en: "\(Self.two(day))\u{A0}\(Self.english[month - 1].prefix(3))\u{A0}\(year)"
    }
  }

  /// A month: `май 2024 г.`, `2024-жыл, май`, `May 2024`.
  /// - Precondition: `month` is 1…12.
  public func month(year: Int, month: Int) -> String {
    switch language {
    case .ru: "\(Self.russian[month - 1])\u{A0}\(year)\u{A0}г."
    case .ky: "\(year)-жыл, \(Self.kyrgyz[month - 1])"
    case .en: "\(Self.english[month - 1])\u{A0}\(year)"
    }
  }

  /// A period as reports name it (`2024`, `2024-Q1`, `2024-05`) in words; what is no period stays as it is.
  public func period(_ text: String) -> String {
    let parts = text.split(separator: "-")
    guard parts.count == 2, let year = Int(parts[0]) else { return text }
    if parts[1].hasPrefix("Q"), let quarter = Int(parts[1].dropFirst()), (1...4).contains(quarter) {
      return switch language {
      case .ru: "\(Self.roman[quarter - 1])\u{A0}кв. \(year)\u{A0}г."
      case .ky: "\(year)-жыл, \(quarter)-чейрек"
      case .en: "Q\(quarter)\u{A0}\(year)"
      }
    }
    guard let month = Int(parts[1]), (1...12).contains(month) else { return text }
    return self.month(year: year, month: month)
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  private static let roman = ["I", "II", "III", "IV"]
  private static let russian = [
    "январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
  ]
  private static let russianOf = [
    "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря",
  ]
  private static let kyrgyz = [
    "январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
  ]
  private static let kyrgyzOf = [
    "январы", "февралы", "марты", "апрели", "майы", "июну", "июлу", "августу", "сентябры", "октябры", "ноябры", "декабры",
  ]
  private static let english = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
  ]
}
