import Ledger

/// Rows of the registry tables as commands.
extension TableRow<CommunityColumn> {
  func command(on today: CalendarDate) throws(RowProblem) -> Command {
    try .enrolCommunity(
      EnrolCommunity(
        community: ledgerCode(.community), name: text(.name), nameKyrgyz: optionalText(.nameKy), nameEnglish: optionalText(.nameEn),
        oblast: text(.oblast), rayon: optionalText(.rayon), date: today))
  }
}

extension TableRow<ProducerColumn> {
  func command(on today: CalendarDate) throws(RowProblem) -> Command {
    let details = PersonDetails(
      name: try text(.name), birthYear: try optionalInteger(.birthYear, in: 1900...2100).map(Int64.init),
      payoutAccount: try optionalText(.payoutAccount))
    let membership = Membership(
      community: try ledgerCode(.community), group: try optionalLedgerCode(.group), sex: try optionalChoice(.sex),
      payoutRoute: try optionalChoice(.payoutRoute))
    return try .registerProducer(
      RegisterProducer(
        producer: ledgerCode(.producer), details: details, membership: membership, date: optionalCalendarDate(.registeredOn) ?? today))
  }
}

extension TableRow<ProductColumn> {
  func command(on today: CalendarDate) throws(RowProblem) -> Command {
    let written = try text(.unit)
    guard let unit = Unit(writtenAs: written) else {
      throw problem(.unit, .unknownUnit("«\(written)»"))
    }
    return try .developProduct(
      DevelopProduct(
        product: ledgerCode(.product), name: text(.name), category: text(.category), unit: unit, hsCode: optionalCode(.hsCode),
        oblast: optionalText(.oblast), date: today))
  }
}

extension TableRow<ChannelColumn> {
  func command() throws(RowProblem) -> Command {
    let terms = Terms(
      model: try choice(.model), commissionBasisPoints: try basisPoints(.commissionPercent), feeBasisPoints: try basisPoints(.feePercent),
      currency: try currency(.currency), settleDays: Int64(try integer(.settleDays, in: 0...3650)), validFrom: try calendarDate(.validFrom),
      fxRisk: try optionalChoice(.fxRisk) ?? .association, validTo: try optionalCalendarDate(.validTo),
      certification: try optionalChoice(.certification) ?? .none)
    return try .agreeTerms(
      AgreeTerms(channel: ledgerCode(.channel), name: text(.name), kind: choice(.kind), country: code(.country).uppercased(), terms: terms))
  }
}

extension TableRow<RateColumn> {
  func command() throws(RowProblem) -> Command {
    let rate = Rate(date: try calendarDate(.date), nominal: Int64(try integer(.nominal, in: 1...1_000_000)), rate: try decimalNumber(.rate))
    return try .publishRate(PublishRate(currency: currency(.currency), rate: rate))
  }
}

extension Unit {
  /// The unit by its UN/ECE code or by what people write for it.
  init?(writtenAs text: String) {
    if let unit = Unit(rawValue: text) {
      self = unit
      return
    }
    switch text.lowercased().filter({ $0 != "." && $0 != " " }) {
    case "h87", "шт", "штука", "штук", "даана", "pc", "pcs", "piece", "c62": self = .piece
    case "kgm", "kg", "кг", "килограмм": self = .kilogram
    case "grm", "g", "г", "гр", "грамм": self = .gram
    case "ltr", "l", "л", "литр": self = .litre
    case "mlt", "ml", "мл", "миллилитр": self = .millilitre
    case "pr", "пара", "пар", "жуп", "pair": self = .pair
    case "mtk", "m2", "м2", "м²", "квм": self = .squareMetre
    case "mtr", "m", "м", "метр": self = .metre
    case "set", "комплект", "набор", "топтом": self = .set
    default: return nil
    }
  }
}
