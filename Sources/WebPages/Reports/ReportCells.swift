import Ledger
public import ReadModels
public import Web

// What all pages with figures share: how figures are written, and where they lead.
extension PageRequest {
  /// What the reader asks of a report: the time, and `channel`, `producer`, `recapture` and `income-floor` of the query.
  public func reportParameters() -> ReportParameters {
    var parameters = ReportParameters()
    parameters.by = time.by ?? .year
    (parameters.from, parameters.to, parameters.through) = (time.from, time.to, time.through)
    (parameters.atPosition, parameters.knownAt) = (time.atPosition, time.knownAt)
    (parameters.channel, parameters.producer, parameters.account) = (query("channel"), query("producer"), query("account"))
    parameters.bookCurrency = desk.currency
    if let percent = query("recapture").flatMap({ Int32($0) }), (0...100).contains(percent) { parameters.recapturePercent = percent }
    if let floor = query("income-floor").flatMap({ minor($0) }), floor >= 0 { parameters.incomeFloorMinor = floor }
    return parameters
  }

  /// Money in the book's currency, with its name.
  public func money(_ minor: Int64) -> String { words.numbers.money(minor, currency: desk.currency.code, decimals: desk.currency.decimals) }

  /// Money in any currency, with its name.
  public func amount(_ minor: Int64, _ currency: String) -> String {
    words.numbers.money(minor, currency: currency, decimals: Currency(currency)?.decimals ?? 2)
  }

  /// A quantity in thousandths, without noughts at its end.
  public func quantity(_ thousandths: Int64) -> String { words.numbers.decimal(thousandths, places: 3, dropsZeros: true) }

  /// A share such as `0.400000` in per cent.
  public func share(_ decimal: String) -> String {
    guard let millionths = DecimalText.units(decimal, places: 6) else { return decimal }
    return words.numbers.percent(millionths: millionths)
  }

  /// A day such as `2024-05-01`; what is none stays as it is.
  public func day(_ iso: String) -> String {
    guard let date = CalendarDate(iso) else { return iso }
    let (year, month, day) = date.components
    return words.dates.short(year: year, month: month, day: day)
  }

  /// A period such as `2024`, `2024-Q1` or `2024-05`, in words.
  public func period(_ name: String) -> String { words.dates.period(name) }

  /// Money as people write it, `1500`, `1500.50` or `1 500,50`, in minor units of the book's currency, or of one with
  /// other decimals; nil for what is none.
  func minor(_ text: String, places: Int? = nil) -> Int64? {
    let plain = text.filter { !$0.isWhitespace && $0 != "\u{A0}" }.map { $0 == "," ? "." : $0 }
    return DecimalText.units(String(plain), places: places ?? desk.currency.decimals, isExact: true)
  }
}
