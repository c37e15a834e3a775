import Ledger

/// Puts the rows of `batches.csv`, one a contribution, together to batches, wherever in the file they stand.
///
/// A first pass over the file notes the last row of every batch, so that the second can let a batch go as soon as it is
/// complete: memory grows with the number of batches, not of rows. A batch with a bad row is refused whole, for taking the
/// rest of it would give one producer's part to the others.
final class BatchAssembler {
  /// A batch some of whose rows have been read.
  private struct OpenBatch {
    var command: RecordBatch?
    var contributions: [Contribution] = []
    var accepted: Quantity?
    var places: [RowPlace] = []
    var fault: RowProblem?
  }

  private let reader: TableReader<BatchColumn>
  private let lastRows: [String: Int]
  private var open: [String: OpenBatch] = [:]
  private var ready: [RowVerdict<ReadCommand>] = []

  init(_ reader: TableReader<BatchColumn>, lastRows: [String: Int]) {
    self.reader = reader
    self.lastRows = lastRows
  }

  /// The last row of each batch of a file.
  static func lastRows(_ reader: TableReader<BatchColumn>) throws(CSVFileError) -> [String: Int] {
    var lastRows: [String: Int] = [:]
    while let verdict = try reader.next({ row throws(RowProblem) in (try row.code(.batch), row.number) }) {
      if case .good(let (batch, number)) = verdict { lastRows[batch] = number }
    }
    return lastRows
  }

  func next() throws(CSVFileError) -> RowVerdict<ReadCommand>? {
    while ready.isEmpty {
      guard let verdict = try reader.next({ row throws(RowProblem) in try self.take(row) }) else { return nil }
      if case .rejected(let problem) = verdict {
        for code in open.keys where open[code]?.fault == nil && mayBelong(problem, to: code) { open[code]?.fault = problem }
        ready.append(.rejected(problem))
      }
    }
    return ready.removeFirst()
  }

  /// Whether a damaged row may be one of a batch that has begun and is not complete: it bears the batch's code, or all that is known
  /// of it is one damaged field.
  private func mayBelong(_ problem: RowProblem, to code: String) -> Bool { problem.column != nil || problem.value.contains(code) }

  private func take(_ row: borrowing TableRow<BatchColumn>) throws(RowProblem) {
    let code = try row.code(.batch)
    var batch = open[code] ?? OpenBatch()
    let place = RowPlace(row: row.number, line: row.line)
    do throws(RowProblem) {
      try add(row, to: &batch)
      batch.places.append(place)
    } catch {
      if batch.fault == nil { batch.fault = error }
      ready.append(.rejected(error))
    }
    if lastRows[code] == row.number {
      open[code] = nil
      complete(batch)
    } else {
      open[code] = batch
    }
  }

  private func add(_ row: borrowing TableRow<BatchColumn>, to batch: inout OpenBatch) throws(RowProblem) {
    let contribution = Contribution(producer: try row.ledgerCode(.producer), quantity: try row.quantity(.quantity))
    let accepted = try row.optionalQuantity(.accepted)
    let head = RecordBatch(
      batch: try row.ledgerCode(.batch), product: try row.ledgerCode(.product), kind: try row.choice(.kind), site: try row.optionalText(.site),
      producedOn: try row.calendarDate(.producedOn), contributions: [])
    // Refused here and not in the sum, where another row could hide it.
    if contribution.quantity <= .zero {
      throw row.problem(.quantity, contribution.quantity == .zero ? "the quantity is zero; leave the row out" : "the quantity is negative")
    }
    if let known = batch.command, known != head {
      throw row.problem("batch \(head.batch) stands in row \(batch.places.first?.row ?? 0) with another product, date, kind or site")
    }
    if let known = batch.accepted, let accepted, known != accepted {
      throw row.problem(.accepted, "batch \(head.batch) has \(known) accepted in another row; write it once")
    }
    batch.command = head
    batch.accepted = batch.accepted ?? accepted
    batch.contributions.append(contribution)
  }

  private func complete(_ batch: OpenBatch) {
    if let fault = batch.fault {
      for place in batch.places {
        ready.append(
          .rejected(
            RowProblem(
              row: place.row, line: place.line, column: "batch", value: batch.command?.batch.text ?? "",
              reason: "the batch is not taken because of row \(fault.row); mend that row and import the file again")))
      }
    } else if let head = batch.command {
      let command = RecordBatch(
        batch: head.batch, product: head.product, kind: head.kind, site: head.site, producedOn: head.producedOn,
        contributions: batch.contributions, accepted: batch.accepted)
      ready.append(.good(ReadCommand(command: .recordBatch(command), places: batch.places)))
    }
  }
}
