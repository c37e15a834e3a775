import Ledger

/// How a figure is found in the book's reports. Every answer is one whole number, in the unit that `unit` tells.
public enum FigureQuery: Hashable, Sendable {
  /// Net sales (gross − discount − returns) in book currency from a period to another, both included (`2016`), through one channel or
  /// all. Report `channel-share`.
  case netSales(channel: String?, from: String, to: String)
  /// The same through all channels but one.
  case netSalesOutside(channel: String, from: String, to: String)
  /// A channel's part of all net sales of a period. Report `channel-share`.
  case share(channel: String, period: String)
  /// Goods under a customs code sold to other countries than `KG` in a year, less returns. Report `export-profile`.
  case exported(ExportMeasure, hsCode: String, year: Int)
  /// How many of a kind take part at the end of a day, by business date. Report `membership`.
  case members(MemberKind, at: CalendarDate)
  /// How many products had been developed by the end of a day, on sale or not.
  case productsDeveloped(by: CalendarDate)
  /// How many different products were sold through a channel in a year.
  case distinctProducts(channel: String, year: Int)
  /// How much a year's sales depend on few channels. Report `channel-concentration`.
  case concentration(ConcentrationMeasure, year: Int)
  /// What an account stands at at the end of a year, debits less credits; all accounts together when none is named. Report `trial-balance`.
  case balance(Account?, year: Int)
  /// What an account moved by in a year, debits less credits. Report `trial-balance`, at the end of the year and of the year before.
  case movement(Account, year: Int)
  /// What the book gained by exchange rates in a year, less what it lost. Report `fx-result`.
  case exchange(year: Int)
  /// What all producers had been paid by the end of a year, less what came back. Report `producer-balance`.
  case paidToProducers(year: Int)
  /// What a channel owes at the end of a year, stated or not. Report `channel-receivable`.
  case receivable(channel: String, year: Int)

  /// How many sites somebody paid for, or that were opened under a programme, are open at the end of a day. Report `sites`.
  case sites(SiteOwner, at: CalendarDate)
  /// Who worked in a year at the sites somebody paid for, and what they earned a month on average. Report `income-distribution`.
  case work(WorkMeasure, payer: String, year: Int)
  /// How many persons take part in a programme at the end of a day. Report `enrolment`.
  case enrolled(programme: String, at: CalendarDate)
  /// The part of the products sold in a year that were certified at its end. Report `certified-products`.
  case certified(year: Int)
  /// What lies at a place at the end, or is on its way there. Report `stock`.
  case lying(GoodsMeasure, place: String)
  /// What did not arrive of all that was sent to a place. Report `deliveries`.
  case short(place: String)
  /// What of all recalled batches may still be with buyers. Report `recall`.
  case stillOut
  /// What the book says by the definition of a published figure. Report `claims`.
  case claimed(String, FigureUnit)

  /// What an answer counts.
  public var unit: FigureUnit {
    switch self {
    case .netSales, .netSalesOutside, .exported(.value, _, _), .balance, .movement, .exchange, .paidToProducers, .receivable, .work(.lowest, _, _),
      .work(.highest, _, _):
      .tyiyn
    case .share, .certified: .hundredthsOfPercent
    case .exported(.quantity, _, _), .lying, .short, .stillOut: .thousandths
    case .members, .productsDeveloped, .distinctProducts, .concentration(.hhi, _), .sites, .work(.people, _, _), .work(.women, _, _), .enrolled:
      .count
    case .claimed(_, let unit): unit
    case .concentration(.effectiveChannels, _): .hundredths
    }
  }
}

/// What is asked of exports.
public enum ExportMeasure: String, Sendable {
  /// Goods, in thousandths of the products' unit.
  case quantity
  /// Net sales in tyiyn.
  case value
}

/// Whose sites are asked about.
public enum SiteOwner: Hashable, Sendable {
  /// Those that somebody paid for, alone or with others.
  case payer(String)
  /// Those opened under a programme.
  case programme(String)
}

/// What is asked of those who work at sites.
public enum WorkMeasure: String, Sendable {
  /// All who made goods there, and the women among them.
  case people, women
  /// The lowest and the highest average income a month, in tyiyn.
  case lowest, highest
}

/// What is asked of goods at a place.
public enum GoodsMeasure: String, Sendable {
  /// What lies there.
  case onHand = "on_hand"
  /// What is on its way there.
  case inTransit = "in_transit"
}

/// Whom or what a count of members counts.
public enum MemberKind: String, Sendable {
  /// Active producers: registered or reactivated and not deactivated since.
  case producers
  /// The women among them.
  case women
  /// Groups formed.
  case groups
  /// Villages enrolled.
  case communities
  /// Oblasts with an enrolled village.
  case oblasts
}

/// How concentration is measured.
public enum ConcentrationMeasure: String, Sendable {
  /// Herfindahl–Hirschman index Σ(100·s)², rounded to a whole number.
  case hhi
  /// Effective number of channels 1 ÷ Σs², in hundredths.
  case effectiveChannels
}

/// What one whole number of an answer is.
public enum FigureUnit: Hashable, Sendable {
  /// Hundredths of a som.
  case tyiyn
  /// Hundredths of a US dollar.
  case cents
  /// Hundredths of a per cent, rounded half away from zero.
  case hundredthsOfPercent
  /// Thousandths of a product's unit.
  case thousandths
  /// People, groups, products, points.
  case count
  /// Hundredths of one.
  case hundredths

  /// An answer as people read it: `63 000 000.00 KGS`, `40.00 %`, `679.000`.
  public func text(_ value: Int64) -> String {
    switch self {
    case .tyiyn: Self.decimal(value, places: 2) + " KGS"
    case .cents: Self.decimal(value, places: 2) + " USD"
    case .hundredthsOfPercent: Self.decimal(value, places: 2) + " %"
    case .thousandths: Self.decimal(value, places: 3)
    case .count: Self.decimal(value, places: 0)
    case .hundredths: Self.decimal(value, places: 2)
    }
  }

  /// How many decimal places of what it counts one whole number is.
  public var places: Int {
    switch self {
    case .tyiyn, .cents, .hundredthsOfPercent, .hundredths: 2
    case .thousandths: 3
    case .count: 0
    }
  }

  /// Digits in groups of three, with so many of them behind the point.
  static func decimal(_ value: Int64, places: Int) -> String {
    var digits = Array(Names.padded(Int(value.magnitude), to: places + 1))
    let fraction = String(digits.suffix(places))
    digits.removeLast(places)
    var grouped = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { grouped.append(" ") }
      grouped.append(digit)
    }
    return (value < 0 ? "-" : "") + grouped + (places > 0 ? "." + fraction : "")
  }
}
