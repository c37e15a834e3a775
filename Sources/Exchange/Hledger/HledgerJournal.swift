import Ledger

/// Writes an hledger journal (hledger.org, "hledger manual", Journal): another program then adds up what ours did.
///
/// Pure and streaming: postings go in in the order of their positions, text comes out; what it holds is the accounts and currencies seen so far.
/// Each account and commodity is declared before its first use, so that `hledger check --strict` passes.
public struct HledgerJournal: Sendable {
  private let book: Currency
  private var position: Int64?
  private var header = ""
  private var lines = ""
  private var declared: Set<String> = []

  /// A journal of a book in that currency.
  public init(book: Currency) {
    self.book = book
    header = "; Exported by Esep. One transaction an event; amounts in other currencies carry their value in \(book).\ndecimal-mark .\n"
    declare(book.code, decimals: book.decimals)
  }

  /// Takes a posting.
  /// - Returns: text to write: what comes before the posting's event.
  public mutating func add(_ posting: HledgerPosting) -> String {
    var text = ""
    if position != posting.position {
      text = finish()
      position = posting.position
      lines = "\n\(posting.date) (\(posting.position)) \(Self.plain(posting.type)) \(Self.plain(posting.stream))\n"
    }
    let account = declare(posting)
    let currency = Currency(posting.currency)
    let decimals = currency?.decimals ?? 2
    declare(posting.currency, decimals: decimals)
    for part in Self.parts(posting, book: book) {
      lines += "    \(account)  \(Self.amount(part.own, decimals)) \(posting.currency)"
      if posting.currency != book.code { lines += " @@ \(Self.amount(Int64(part.value.magnitude), book.decimals)) \(book.code)" }
      lines += "\n"
    }
    return text
  }

  /// Text of what was taken and not written yet.
  public mutating func finish() -> String {
    defer { (header, lines, position) = ("", "", nil) }
    return header + lines
  }

  // MARK: Amounts

  /// A cost written with `@@` has no sign of its own: it has that of the amount. So what has another sign than its value, or is nothing in one of the two
  /// currencies only, is written as two postings that come to the same in both.
  static func parts(_ posting: HledgerPosting, book: Currency) -> [(own: Int64, value: Int64)] {
    let (own, value) = (posting.amount, posting.bookAmount)
    guard posting.currency != book.code, value != 0, own == 0 || (own < 0) != (value < 0) else { return [(own, value)] }
    let bearer: Int64 = value < 0 ? -1 : 1
    return [(bearer, value), (own - bearer, 0)]
  }

  static func amount(_ minor: Int64, _ decimals: Int) -> String { NumberText.money(minor: minor, decimals: decimals, separator: "") }

  // MARK: Declarations

  private mutating func declare(_ commodity: String, decimals: Int) {
    guard declared.insert("commodity " + commodity).inserted else { return }
    // The point stands there even where no decimals follow it.
    header += "commodity 1000.\(String(repeating: "0", count: decimals)) \(commodity)\n"
  }

  private mutating func declare(_ posting: HledgerPosting) -> String {
    let parent = ([posting.account] + (posting.name.map { [$0] } ?? [])).map { Self.plain($0) }.joined(separator: " ")
    let account = posting.channel.map { "\(parent):\(Self.plain($0))" } ?? parent
    // The first digit of a code says which kind of account it is.
    let types: [Character: String] = ["1": "A", "2": "L", "4": "R", "5": "X"]
    for name in [parent, account] where declared.insert(name).inserted {
      let type = name == parent ? posting.account.first.flatMap { types[$0] }.map { "  ; type: \($0)" } : nil
      header += "account \(name)\(type ?? "")\n"
    }
    return account
  }

  /// Without what hledger gives a meaning to: `;` begins a comment, `|` and `:` part names, two blanks end an account's name.
  private static func plain(_ text: String) -> String {
    var plain = ""
    for character in text {
      let isSpecial = ";|:\n\r\t".contains(character)
      let next: Character = isSpecial ? "-" : character
      if next == " ", plain.last == " " { continue }
      plain.append(next)
    }
    return plain
  }
}
