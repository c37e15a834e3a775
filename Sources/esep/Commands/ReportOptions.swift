import ArgumentParser
import Ledger
import Office
import ReadModels

/// Which time a report looks at and as of when.
struct ReportOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Length of a period: month, quarter or year.", valueName: "length"))
  var by: PeriodLength = .year

  @Option(help: ArgumentHelp("First day, month or year: 2024, 2024-03 or 2024-03-15.", valueName: "date"))
  var from: String?

  @Option(help: ArgumentHelp("Last day, month or year.", valueName: "date"))
  var to: String?

  @Option(help: ArgumentHelp("Only what happened up to this day (business date).", valueName: "date"))
  var through: String?

  @Option(help: ArgumentHelp("Only what the book knew at this moment, such as 2024-03-31T23:59:59Z.", valueName: "time"))
  var knownAt: String?

  @Option(help: ArgumentHelp("Only the first events, up to this position.", valueName: "position"))
  var atPosition: Int64?

  @Option(help: ArgumentHelp("One channel, in reports that ask for one (channel-loss).", valueName: "code"))
  var channel: String?

  @Option(help: ArgumentHelp("One producer, in reports that go by producers.", valueName: "code"))
  var producer: String?

  @Option(help: ArgumentHelp("One account by its four digits, in the journal.", valueName: "digits"))
  var account: String?

  @Option(help: ArgumentHelp("Per cent of a lost channel's sales that others take up (channel-loss). Default: 0, 25 and 50.", valueName: "percent"))
  var recapture: Int32?

  @Option(help: ArgumentHelp("Income floor in whole units of the book's currency (channel-loss).", valueName: "amount"))
  var incomeFloor: Int64?

  func parameters(currency: Currency) throws -> ReportParameters {
    var parameters = ReportParameters()
    parameters.by = by
    parameters.from = try from.map { try Moment.day($0, option: "--from", isEnd: false) }
    parameters.to = try to.map { try Moment.day($0, option: "--to", isEnd: true) }
    parameters.through = try through.map { try Moment.day($0, option: "--through", isEnd: true) }
    parameters.knownAt = try knownAt.map { try Moment.microseconds($0, option: "--known-at") }
    parameters.atPosition = atPosition
    (parameters.channel, parameters.producer, parameters.account) = (channel, producer, account)
    parameters.recapturePercent = recapture
    if let incomeFloor {
      let minor = DecimalNumber(mantissa: incomeFloor, scale: 0)?.integer(places: currency.decimals)
      guard let minor else { throw Failure.usage("--income-floor \(incomeFloor) is too large") }
      parameters.incomeFloorMinor = minor
    }
    return parameters
  }
}

extension PeriodLength: ExpressibleByArgument {}
