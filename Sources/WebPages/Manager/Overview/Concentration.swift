import Office
import ReadModels
import Web

/// How much all sales hang on few channels, in a sentence that needs no index to be understood.
struct Concentration {
  let topChannel: String, topShare: String, hhi: String, effective: String
  private let shareMillionths: Int64, hundredthsOfHHI: Int64

  /// From a row of report channel-concentration; nil when there is nothing to be concentrated.
  init?(_ row: ReportRow?) {
    guard let row, let share = DecimalText.units(row.text("top_share"), places: 6), let hhi = DecimalText.units(row.text("hhi"), places: 2) else {
      return nil
    }
    (topChannel, topShare, self.hhi, effective) = (row.text("top_channel"), row.text("top_share"), row.text("hhi"), row.text("effective_channels"))
    (shareMillionths, hundredthsOfHHI) = (share, hhi)
  }

  /// Whether it calls for thought: a third through one channel, or an index of more than 2 500 (highly concentrated by the merger guidelines that
  /// American authorities used until 2023).
  var isHigh: Bool { shareMillionths >= 333_333 || hundredthsOfHHI > 250_000 }

  /// The sentence.
  func sentence(_ request: PageRequest, _ names: [String: ChannelFacts]) -> String {
    let words = request.words
    let values = ["channel": names.name(topChannel), "share": request.share(topShare)]
    let first =
      switch shareMillionths {
      case 900_000...: words("manager.concentration.nearly_all", values)
      case 500_000...: words("manager.concentration.half", values)
      case 333_333...: words("manager.concentration.third", values)
      case 250_000...: words("manager.concentration.quarter", values)
      default: words("manager.concentration.spread", values)
      }
    return first + " "
      + words(
        "manager.concentration.effective",
        ["channels": effectiveText(request), "hhi": request.words.numbers.whole(hundredthsOfHHI / 100)])
  }

  /// How many channels of one size would be as concentrated.
  func effectiveText(_ request: PageRequest) -> String {
    DecimalText.units(effective, places: 1).map { request.words.numbers.decimal($0, places: 1) } ?? effective
  }

  func hhiText(_ request: PageRequest) -> String { request.words.numbers.whole(hundredthsOfHHI / 100) }
}
