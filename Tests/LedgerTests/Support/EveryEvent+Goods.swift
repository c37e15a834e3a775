import Ledger

/// Facts of every type of goods there is: what becomes of batches, and where they lie.
func everyEventOfGoods(seed: Int) -> [Fact] {
  do throws(Refusal) {
    var (book, history) = (try TestBook.trading(), GoodsHistory(seed: seed))
    for _ in 0..<120 { _ = refusal { () throws(Refusal) in try book.perform(history.next()) } }
    return book.facts.filter { [.batch, .dispatch, .count, .channel].contains($0.stream.kind) }
  } catch { preconditionFailure("a small village was refused: \(error)") }
}
