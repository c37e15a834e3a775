import Ledger

/// The posting rules of DESIGN section 6 said a second time, over the lines of events: the program's are one SQL file.
struct Journal {
  private(set) var accounts = Accounts()
  /// What is in suspense of each receipt.
  private(set) var suspense: [String: Int] = [:]

  /// Books the lines of one event. Gives what its debits and credits differ by.
  mutating func book(_ lines: [Entry]) -> Int {
    let before = accounts.imbalance
    for line in lines { book(line) }
    return accounts.imbalance - before
  }

  private mutating func book(_ line: Entry) {
    guard let own = line.amounts, let value = line.bookAmounts else { return }
    let amount = Both(own: Int(own.netSales), book: Int(value.netSales))
    let net = Both(own: Int(own.net), book: Int(value.net))
    let commission = Both(own: Int(own.commission), book: Int(value.commission))
    switch line.kind {
    case "sold", "returned", "reversed", "allocated":
      move(line, "1200", amount)
      move(line, "2150", -commission)
      move(line, "4000", Both(own: 0, book: -Int(value.fee)))
      move(line, line.producer == nil ? "2190" : "2110", -net)
    case "sold_own", "returned_own", "reversed_own", "allocated_own":
      move(line, "1200", amount)
      move(line, "2150", -commission)
      move(line, "5100", commission)
      move(line, "4010", -amount)
    case "matched", "unmatched":
      move(line, "1210", net)
      move(line, "2150", commission)
      move(line, "1200", -amount)
    default: book(line, amount)
    }
  }

  private mutating func book(_ line: Entry, _ amount: Both) {
    let pairs: [String: (debit: String, credit: String)] = [
      "refund_netted": ("2400", "1200"), "refund_unnetted": ("2400", "1200"), "charged": ("1210", "5100"), "uncharged": ("1210", "5100"),
      "disputed": ("1290", "1210"), "resolved recovered": ("1210", "1290"), "resolved written_off": ("5200", "1290"),
      "banked amount": ("1010", "1900"), "banked bank_fee": ("5120", "1900"), "settled": ("1900", "1210"), "exchanged gain": ("1900", "4900"),
      "exchanged loss": ("5900", "1900"), "released sale": ("2110", "2100"),
      "bought": ("1300", "2100"), "cost sold": ("5000", "1300"), "cost lost": ("5200", "1300"),
      "released exchange": (amount.book > 0 ? "4900" : "5900", "2100"), "withdrawn available": ("2100", "2110"),
      "withdrawn debt": ("1110", "2110"), "refundable": ("1200", "2400"), "advanced cash": ("1110", "1010"),
      "advanced material": ("1110", "1300"), "approved": ("2100", "1090"), "deducted tax": ("2100", "2200"), "deducted fee": ("2100", "4000"),
      "deducted reserve": ("2100", "2300"), "netted": ("2100", "1110"), "paid": ("1090", "1010"), "sent_back instructed": ("1090", "2100"),
      "sent_back paid": ("1010", "2100"), "tax_back": ("2200", "2100"),
    ]
    if line.kind == "adjusted" {
      move(line, line.purpose ?? "", amount)
    } else if let pair = pairs["\(line.kind) \(line.purpose ?? "")"] ?? pairs[line.kind] {
      move(line, pair.debit, amount)
      move(line, pair.credit, -amount)
      let payout = line.kind == "banked" ? line.document : line.reference
      if let payout, ["banked", "settled", "exchanged"].contains(line.kind) {
        suspense[payout, default: 0] += pair.credit == "1900" ? amount.book : -amount.book
      }
    }
  }

  private mutating func move(_ line: Entry, _ account: String, _ amount: Both) {
    let whom = Accounts.byChannel.contains(account) ? line.channel : Accounts.byProducer.contains(account) ? line.producer : nil
    accounts.debit(account, amount, line.currency ?? "?", of: whom)
  }
}

extension Accounts {
  /// What is said of an account or a part of it that the other does not say; empty when both say the same.
  func differences(from other: Accounts) -> [String] {
    var found: [String] = []
    for account in Set(book.keys).union(other.book.keys).sorted() where book[account] ?? 0 != other.book[account] ?? 0 {
      found.append("\(account): \(book[account] ?? 0) and \(other.book[account] ?? 0)")
    }
    for account in Self.keepCurrency.sorted() {
      let (one, two) = (foreign[account] ?? [:], other.foreign[account] ?? [:])
      for currency in Set(one.keys).union(two.keys).sorted() where one[currency] ?? 0 != two[currency] ?? 0 {
        found.append("\(account) in \(currency): \(one[currency] ?? 0) and \(two[currency] ?? 0)")
      }
    }
    for part in Set(parts.keys).union(other.parts.keys).sorted() where parts[part] ?? 0 != other.parts[part] ?? 0 {
      found.append("\(part): \(parts[part] ?? 0) and \(other.parts[part] ?? 0)")
    }
    return found
  }

  /// Sub-ledgers that do not come to their control account; empty when all do.
  var looseEnds: [String] {
    Self.byChannel.union(Self.byProducer).sorted().filter { account in
      parts.filter { $0.key.hasPrefix("\(account) ") }.values.reduce(0, +) != book[account] ?? 0
    }
  }
}
