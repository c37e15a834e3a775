import Ledger

/// Facts of goods that are bought outright, sold from where they lie, and sold without the certificate that a channel wants.
func everyEventOfTrade(seed: Int) -> [Fact] {
  do throws(Refusal) {
    var (book, history) = (try TestBook.trading(), TradeHistory(seed: seed))
    for command in TradeHistory.beginning { try book.perform(command) }
    for _ in 0..<90 { _ = refusal { () throws(Refusal) in try book.perform(history.next()) } }
    return book.facts.filter { [.batch, .sale, .payables].contains($0.stream.kind) }
  } catch { preconditionFailure("a small village was refused: \(error)") }
}
