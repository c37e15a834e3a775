import Ledger

/// What went wrong on purpose, for the people who learn the program on this book.
///
/// Two more show in the numbers alone: the brand shops closed in April and May 2020 (`DemoChannel.monthWeights`), and a product is
/// renamed in June 2021 (`Catalogue.renamed`).
enum Incidents {
  /// Goods sold before they were booked as produced: the day of the sale …
  static let soldTooEarlyOn = CalendarDate(2022, 7, 14)
  /// … how many pairs …
  static let pairsSoldTooEarly: Int64 = 12
  /// … when they had been made in fact, and when the batch sheet came.
  static let madeInFactOn = CalendarDate(2022, 7, 8)
  static let batchSheetCameOn = CalendarDate(2022, 7, 24)
}

// MARK: What channels state and pay

extension Incidents {
  /// A part of the delivery of a March is rejected in August, when its producers have long been paid: they owe it, and it is netted from their
  /// next payments.
  static let deliveryRejected = Month(2021, 3)
  static let rejectedOn = CalendarDate(2021, 8, 23)

  /// A statement is imported twice, the second time by mistake: nothing changes.
  static let importedTwice = ChannelStatement.number(.karakol, Month(2016, 5))
  static let importedAgainOn = CalendarDate(2016, 6, 17)

  /// A receipt is short by what a bank on the way kept, in tyiyn; the shop disputes it, and it is written off.
  static let paidShort = ChannelStatement.number(.bishkek, Month(2017, 9))
  static let keptByBank: Int64 = 35_000
  static let feeWrittenOffOn = CalendarDate(2017, 12, 12)

  /// Cash from the fairs of a July is handed in months later; until then nobody who made the goods can be paid.
  static let cashNotHandedIn = ChannelStatement.number(.fairs, Month(2018, 7))
  static let handedInOn = CalendarDate(2018, 11, 20)

  /// Two sales of the same goods at the same price in Karakol, without receipts: the statement has two like lines.
  static let twoAlikeOn = [CalendarDate(2025, 8, 8), CalendarDate(2025, 8, 21)]
  static let piecesAlike: Int64 = 6

  /// A sale online that stands on its statement twice.
  static let statedTwiceOn = CalendarDate(2025, 6, 11)
  static let piecesStatedTwice: Int64 = 3

  /// Mistakes in the statements that are left for people.
  static let slips: [(channel: DemoChannel, month: Month, slip: UnreconciledYear.Slip)] = [
    (.bishkek, Month(2025, 3), .wrongAmount(-20_000)),
    (.online, Month(2025, 4), .unknownSale("S-2025-99001", 145_000)),
    (.petrol, Month(2025, 8), .wrongAmount(9_000)),
  ]
}

// MARK: What producers are paid

extension Incidents {
  /// A payment to the wallet of somebody who made the pairs that were sold too early comes back; another
  /// of them is given wool that the association buys for it.
  static let walletSentBackOn = CalendarDate(2022, 10, 14)
  static let woolBoughtOn = CalendarDate(2022, 7, 25), woolGivenOn = CalendarDate(2022, 7, 26)

  /// The delivery for which somebody is given cash beforehand.
  static let deliveryPaidBeforehand = Month(2019, 6)

  /// Rugs that are booked to the wrong producer: when they were made and sold, how many, and when it is put right. The year is closed by then.
  static let madeBySomebodyElseOn = CalendarDate(2023, 11, 6)
  static let rugsSoldOn = CalendarDate(2023, 11, 17)
  static let rugs: Int64 = 3
  static let makerCorrectedOn = CalendarDate(2024, 5, 14)
}
