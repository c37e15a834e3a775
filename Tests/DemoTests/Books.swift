import Demo
import Ledger

/// Accounts kept by the rules of paper bookkeeping, written down here a second time: no SQL, nothing of the read models.
struct Books {
  private struct Place: Hashable {
    let year: Int, account: Account, channel: String?
  }

  /// Debits less credits in tyiyn.
  private var moved: [Place: Int64] = [:]

  /// Books a line.
  /// - Returns: by how much its debits exceed its credits.
  mutating func post(_ entry: Entry, on date: CalendarDate) -> Int64 {
    var difference: Int64 = 0
    for (account, amount) in Self.lines(entry) where amount != 0 {
      moved[Place(year: date.components.year, account: account, channel: entry.channel), default: 0] += amount
      difference += amount
    }
    return difference
  }

  /// What accounts stand at at the end of a year: debits less credits.
  func balance(_ accounts: [Account], channel: String? = nil, throughYear year: Int) -> Int64 {
    moved.reduce(0) { sum, part in
      part.key.year <= year && accounts.contains(part.key.account) && (channel == nil || part.key.channel == channel) ? sum + part.value : sum
    }
  }

  /// What an account moved by in a year.
  func movement(_ account: Account, year: Int) -> Int64 {
    moved.reduce(0) { $1.key.year == year && $1.key.account == account ? $0 + $1.value : $0 }
  }

  private static func lines(_ entry: Entry) -> [(Account, Int64)] {
    guard let book = entry.bookAmounts else { return [] }
    let (amount, purpose) = (book.gross, entry.purpose)
    func move(_ debit: Account, _ credit: Account) -> [(Account, Int64)] { [(debit, amount), (credit, -amount)] }
    switch entry.kind {
    case "sold", "returned", "reversed", "allocated":
      let makers: Account = entry.producer == nil ? .unallocatedProducers : .producerPayableAccrued
      return [
        (.channelReceivable, book.netSales), (.channelCommissionPayable, -book.commission), (.associationFeeIncome, -book.fee), (makers, -book.net),
      ]
    case "sold_own", "returned_own", "reversed_own", "allocated_own":
      return [
        (.channelReceivable, book.netSales), (.channelCommissionPayable, -book.commission), (.channelFees, book.commission), (.sales, -book.netSales),
      ]
    case "bought": return move(.ownStock, .producerPayableAvailable)
    case "cost": return purpose == "sold" ? move(.costOfGoods, .ownStock) : move(.losses, .ownStock)
    case "matched", "unmatched":
      return [(.payoutClearing, book.net), (.channelCommissionPayable, book.commission), (.channelReceivable, -amount)]
    case "refund_netted", "refund_unnetted": return move(.refundLiability, .channelReceivable)
    case "charged", "uncharged": return move(.payoutClearing, .channelFees)
    case "disputed": return move(.disputes, .payoutClearing)
    case "resolved": return purpose == "recovered" ? move(.payoutClearing, .disputes) : move(.losses, .disputes)
    case "banked": return purpose == "amount" ? move(.bank, .suspense) : move(.bankFees, .suspense)
    case "settled": return move(.suspense, .payoutClearing)
    case "exchanged": return purpose == "gain" ? move(.suspense, .exchangeGain) : move(.exchangeLoss, .suspense)
    case "refundable": return move(.channelReceivable, .refundLiability)
    default: return producerLines(entry.kind, purpose, move)
    }
  }

  private static func producerLines(
    _ kind: String, _ purpose: String?, _ move: (Account, Account) -> [(Account, Int64)]
  ) -> [(Account, Int64)] {
    switch (kind, purpose) {
    case ("released", "sale"): move(.producerPayableAccrued, .producerPayableAvailable)
    case ("withdrawn", "available"): move(.producerPayableAvailable, .producerPayableAccrued)
    case ("withdrawn", "debt"): move(.producerAdvances, .producerPayableAccrued)
    case ("advanced", "cash"): move(.producerAdvances, .bank)
    case ("advanced", "material"): move(.producerAdvances, .ownStock)
    case ("approved", _): move(.producerPayableAvailable, .payoutsInTransit)
    case ("deducted", "tax"): move(.producerPayableAvailable, .withheldTax)
    case ("deducted", "reserve"): move(.producerPayableAvailable, .groupReserves)
    case ("netted", _): move(.producerPayableAvailable, .producerAdvances)
    case ("paid", _): move(.payoutsInTransit, .bank)
    case ("sent_back", "paid"): move(.bank, .producerPayableAvailable)
    case ("tax_back", _): move(.withheldTax, .producerPayableAvailable)
    // A line by hand says its own side; its other side is another line of the same event.
    case ("adjusted", let account): Account(rawValue: account ?? "").map { Array(move($0, $0).prefix(1)) } ?? []
    default: []
    }
  }
}
