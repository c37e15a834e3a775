import Ledger

/// A language of the public page.
public enum PageLanguage: String, Sendable, CaseIterable {
  case kyrgyz = "ky"
  case russian = "ru"
  case english = "en"

  /// The page's file: Kyrgyz is what a visitor finds first.
  public var file: String { self == .kyrgyz ? "index.html" : "\(rawValue).html" }

  /// The language in its own words.
  var ownName: String {
    switch self {
    case .kyrgyz: "Кыргызча"
    case .russian: "Русский"
    case .english: "English"
    }
  }

  /// A day as people write it.
  func text(of date: CalendarDate) -> String {
    let (year, month, day) = date.components
    return switch self {
    case .kyrgyz: "\(year)-жылдын \(day)-\(Self.kyrgyzMonths[month - 1])"
    case .russian: "\(day) \(Self.russianMonths[month - 1]) \(year) года"
    case .english: "\(day) \(Self.englishMonths[month - 1]) \(year)"
    }
  }

  private static let kyrgyzMonths = [
    "январы", "февралы", "марты", "апрели", "майы", "июну", "июлу", "августу", "сентябры", "октябры", "ноябры", "декабры",
  ]
  private static let russianMonths = [
    "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря",
  ]
  private static let englishMonths = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
  ]
}
