import Ledger

/// The rows of `batches.csv`, one a contribution, that make a batch.
struct BatchGroup: RowGroup {
  private var head: RecordBatch?
  private var contributions: [Contribution] = []
  private var accepted: Quantity?

  static let thing = "batch"

  static func name(of row: borrowing TableRow<BatchColumn>) throws(RowProblem) -> GroupName { GroupName(number: try row.code(.batch)) }

  mutating func add(_ row: borrowing TableRow<BatchColumn>, after first: Int?) throws(RowProblem) {
    let contribution = Contribution(producer: try row.ledgerCode(.producer), quantity: try row.quantity(.quantity))
    let accepted = try row.optionalQuantity(.accepted)
    let head = RecordBatch(
      batch: try row.ledgerCode(.batch), product: try row.ledgerCode(.product), kind: try row.choice(.kind), site: try row.optionalText(.site),
      producedOn: try row.calendarDate(.producedOn), contributions: [])
    // Refused here and not in the sum, where another row could hide it.
    if contribution.quantity <= .zero {
      throw row.problem(.quantity, contribution.quantity == .zero ? .quantityZero : .quantityNegative)
    }
    if let known = self.head, known != head {
      throw row.problem(.batchDisagrees(head.batch.text, row: first ?? 0))
    }
    if let known = self.accepted, let accepted, known != accepted {
      throw row.problem(.accepted, .acceptedTwice(head.batch.text, known.description))
    }
    self.head = head
    self.accepted = self.accepted ?? accepted
    contributions.append(contribution)
  }

  func command() -> ReadCommand.Content? {
    guard let head else { return nil }
    let command = RecordBatch(
      batch: head.batch, product: head.product, kind: head.kind, site: head.site, producedOn: head.producedOn, contributions: contributions,
      accepted: accepted)
    return ReadCommand.Content(command: .recordBatch(command), parts: contributions.map(\.producer.text))
  }
}
