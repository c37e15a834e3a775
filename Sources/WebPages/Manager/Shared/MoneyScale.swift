import Charts
import Languages
import Ledger
import Web

/// In what a chart counts money: whole units, thousands or millions, so that its labels stay short.
struct MoneyScale {
  /// How it is called, such as `million KGS`.
  let unit: String
  private let minorPerUnit: Double
  private let words: Words

  /// By the highest amount that is to be shown.
  init(_ request: PageRequest, highest minor: Int64) {
    words = request.words
    var major = 1.0
    for _ in 0..<request.desk.currency.decimals { major *= 10 }
    let whole = Double(minor.magnitude) / major
    let currency = ["currency": request.currencyName]
    if whole >= 1_000_000 {
      (minorPerUnit, unit) = (major * 1_000_000, words("manager.unit.millions", currency))
    } else if whole >= 10_000 {
      (minorPerUnit, unit) = (major * 1_000, words("manager.unit.thousands", currency))
    } else {
      (minorPerUnit, unit) = (major, request.currencyName)
    }
  }

  /// An amount in these units.
  func value(_ minor: Int64) -> Double { Double(minor) / minorPerUnit }

  /// A value as people write it: a decimal where it is small.
  var label: @Sendable (Double) -> String {
    let numbers = words.numbers
    return { value in
      guard value.isFinite, value.magnitude < 1e15 else { return "–" }
      return value.magnitude >= 100
        ? numbers.whole(Int64(value.rounded())) : numbers.decimal(Int64((value * 10).rounded()), places: 1, dropsZeros: true)
    }
  }
}

extension PageRequest {
  /// Where a chart's figures are from.
  func source(_ position: Int64) -> String {
    words("manager.chart.source", ["book": desk.book.name, "position": words.numbers.whole(position)])
  }

  /// The texts of a chart of money.
  func chartText(_ title: String, _ scale: MoneyScale, asOf position: Int64, description: String? = nil) -> ChartText {
    ChartText(title: title, description: description, unit: scale.unit, source: source(position), label: scale.label)
  }

  /// The texts of a chart of shares from 0 to 1.
  func shareText(_ title: String, asOf position: Int64, description: String? = nil) -> ChartText {
    let numbers = words.numbers
    return ChartText(title: title, description: description, unit: words("manager.unit.percent"), source: source(position)) { share in
      guard share.isFinite, share.magnitude < 1e6 else { return "–" }
      let millionths = Int64((share * 1_000_000).rounded())
      return numbers.percent(millionths: millionths, places: millionths % 10_000 == 0 ? 0 : 1)
    }
  }

  /// A change such as +6,7 %; nil where there was nothing before.
  func change(from before: Int64, to now: Int64) -> String? {
    guard before > 0 else { return nil }
    let millionths = Int64((Double(now - before) / Double(before) * 1_000_000).rounded())
    return (millionths > 0 ? "+" : "") + words.numbers.percent(millionths: millionths)
  }

  /// A part of a whole in per cent; a dash where there is no whole.
  func part(_ part: Int64, of whole: Int64) -> String {
    whole > 0 ? words.numbers.percent(millionths: Int64((Double(part) / Double(whole) * 1_000_000).rounded())) : "–"
  }

  /// Money in whole units, for large figures; the exact one is where they lead. Half away from zero.
  func roundedMoney(_ minor: Int64) -> String {
    var unit: Int64 = 1
    for _ in 0..<desk.currency.decimals { unit *= 10 }
    let whole = (minor.magnitude + UInt64(unit / 2)) / UInt64(unit)
    return words.numbers.money(minor < 0 ? -Int64(whole) : Int64(whole), currency: desk.currency.code, decimals: 0)
  }

  /// Money without the currency, for the cells of a table whose heading names it.
  func figure(_ minor: Int64) -> String { words.numbers.decimal(minor, places: desk.currency.decimals) }
}
