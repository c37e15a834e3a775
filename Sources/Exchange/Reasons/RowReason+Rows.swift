// Of a row among the others of its document. A `thing` is what they make together: batch, statement, payout.
extension RowReason {
  static let quantityZero = RowReason(.quantityZero, [:], "the quantity is zero; leave the row out")
  static let quantityNegative = RowReason(.quantityNegative, [:], "the quantity is negative")
  static let saleNegative = RowReason(
    .saleNegative, [:], "a sale adds to what the channel owes; write goods that came back as a line of type return")
  static let returnPositive = RowReason(.returnPositive, [:], "a return takes from what the channel owes; write it with a minus")
  static let percentOutside = RowReason(.percentOutside, [:], "a percentage lies between 0 and 100; 0 ends the rule")
  static let amountsTooLarge = RowReason(
    .amountsTooLarge, [:], "the amounts of the payout are too large to be kept exactly; check amount")

  static func dragged(by row: Int, _ thing: String) -> RowReason {
    RowReason(
      .dragged, ["thing": thing, "row": "\(row)"], "the \(thing) is not taken because of row \(row); mend that row and import the file again")
  }

  static func disagrees(_ thing: String, _ number: String, row: Int, column: String, there: String, here: String) -> RowReason {
    RowReason(
      .disagrees, ["thing": thing, "number": number, "row": "\(row)", "column": column, "there": there, "here": here],
      "\(thing) \(number) stands in row \(row) with another \(column): \(there) there, \(here) here; write the same in each row")
  }

  static func batchDisagrees(_ batch: String, row: Int) -> RowReason {
    RowReason(
      .batchDisagrees, ["batch": batch, "row": "\(row)"], "batch \(batch) stands in row \(row) with another product, date, kind or site")
  }

  static func acceptedTwice(_ batch: String, _ known: String) -> RowReason {
    RowReason(.acceptedTwice, ["batch": batch, "known": known], "batch \(batch) has \(known) accepted in another row; write it once")
  }

  static func balanceTwice(_ type: String) -> RowReason {
    RowReason(.balanceTwice, ["type": type], "the \(type) balance stands in another row already; write it once")
  }

  static func lineTwice(_ line: String, row: Int) -> RowReason {
    RowReason(
      .lineTwice, ["line": line, "row": "\(row)"],
      "line \(line) of the statement stands in row \(row) already; give each line a number of its own")
  }

  static func otherRun(_ wanted: String) -> RowReason {
    RowReason(.otherRun, ["run": wanted], "the row is of another run than \(wanted), which is being settled")
  }

  static func bookAmountInSome(_ payout: String) -> RowReason {
    RowReason(.bookAmountInSome, ["payout": payout], "payout \(payout) has it in some rows only; write it in each of them or in none")
  }
}
