/// The kinds of events (EPCIS 2.0, section 7.4) that facts about goods become.
enum EPCISKind: String, Sendable {
  /// Something happened to goods.
  case object = "ObjectEvent"
  /// Material became goods.
  case transformation = "TransformationEvent"
  /// Goods came to belong to a paper.
  case transaction = "TransactionEvent"
}

/// What an event says of its goods' life: they came to be, were seen, or are no more.
enum EPCISAction: String, Sendable {
  case add = "ADD"
  case observe = "OBSERVE"
  case delete = "DELETE"
}

/// Business steps of CBV 2.0 (section 7.1).
enum EPCISStep: String, Sendable {
  case creating = "creating_class_instance"
  case inspecting, picking, stocking, holding, shipping, receiving, accepting, destroying, other
  case stagingOutbound = "staging_outbound"
  case stockTaking = "stock_taking"
  case retailSelling = "retail_selling"
}

/// Dispositions of CBV 2.0 (section 7.2).
enum EPCISDisposition: String, Sendable {
  case active, conformant, recalled, returned, destroyed
  case nonConformant = "non_conformant"
  case inTransit = "in_transit"
  case inProgress = "in_progress"
  case sellable = "sellable_accessible"
  case nonSellable = "non_sellable_other"
  case retailSold = "retail_sold"
  case mismatchedQuantity = "mismatch_quantity"
}

/// Types of papers of CBV 2.0 (section 7.3).
enum EPCISPaper: String, Sendable {
  case dispatchAdvice = "desadv"
  case receivingAdvice = "recadv"
  case returnAuthorisation = "rma"
}
