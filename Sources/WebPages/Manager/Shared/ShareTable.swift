import Charts
import Office
import ReadModels
import Web

/// The shares of channels over periods: as a chart and as the table beside it.
struct ShareTable {
  private let request: PageRequest
  private let answer: ReportAnswer
  private let names: [String: ChannelFacts]
  /// The periods from the oldest, and the channels from the largest of the last period.
  let periods: [String], channels: [String]
  private var shares: [String: [String: String]] = [:]

  /// More channels than there are fills cannot be told apart; the small ones stand in the table of all channels.
  private static let channelsMax = 8

  /// - Parameters:
  ///   - answer: of report channel-share.
  ///   - periodsMax: only so many of the newest.
  init(_ request: PageRequest, _ answer: ReportAnswer, _ names: [String: ChannelFacts], periodsMax: Int) {
    (self.request, self.answer, self.names) = (request, answer, names)
    var (periods, channels) = ([String](), [String]())
    for row in answer.reportRows {
      let (period, channel) = (row.text("period"), row.text("channel"))
      if periods.last != period { periods.append(period) }
      shares[period, default: [:]][channel] = row.text("share")
    }
    self.periods = Array(periods.suffix(periodsMax))
    // The report has each period's channels from the largest on; those of earlier periods follow.
    for period in self.periods.reversed() {
      for row in answer.reportRows where row.text("period") == period && !channels.contains(row.text("channel")) {
        channels.append(row.text("channel"))
      }
    }
    self.channels = Array(channels.prefix(Self.channelsMax))
  }

  /// Chart and table.
  func chart(id: String, title: String) -> Block {
    let series = channels.map { channel in
      Series(name: names.name(channel), values: periods.map { shares[$0]?[channel].flatMap { Double($0) } })
    }
    let text = request.shareText(title, asOf: answer.asOfPosition, description: request.words("manager.share.description"))
    let svg = StackedColumns(text, columns: periods.map { request.period($0) }, series: series, whole: 1).svg(id: id)
    return .chart(ChartBlock(title, svg: svg, table: table(title)))
  }

  private func table(_ title: String) -> DataTable {
    let columns = [DataTable.Column(request.words("manager.period"))] + channels.map { DataTable.Column(names.name($0), isNumber: true) }
    let rows = periods.reversed().map { period in
      [DataTable.Cell(request.period(period))]
        + channels.map { channel in
          guard let share = shares[period]?[channel], !share.isEmpty else { return DataTable.Cell("–") }
          return DataTable.Cell(request.share(share), href: request.explained("channel-share", period, [("channel", channel)]))
        }
    }
    return DataTable(title, columns: columns, rows: rows, files: request.reportFiles("channel-share", request.question()), hidesCaption: true)
  }
}
