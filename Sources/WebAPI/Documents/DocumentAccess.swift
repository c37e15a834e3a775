import SignIn

/// Who may record which kind of document, and whose name it bears.
enum DocumentAccess {
  private static let goods: Set<String> = [
    "adjust", "allocate", "batch", "count", "dispatch", "inspect", "recall", "receive", "return", "sale", "write-off",
  ]
  private static let money: Set<String> = [
    "adjustment", "advance", "apply", "buy", "deduction", "dispute", "instruct", "match", "prepare", "receipt", "resolve", "return-payment",
    "reverse",
    "settle", "settle-run", "statement", "tolerance", "unmatch",
  ]
  /// Approving is agreeing to somebody else's work.
  private static let agreeing: Set<String> = ["approve", "reject"]

  /// What it takes to record a kind of document. Kinds that are neither of goods nor of money are of the registry.
  static func permission(_ kind: String) -> Permission {
    goods.contains(kind) ? .recordGoods : money.contains(kind) ? .recordMoney : agreeing.contains(kind) ? .approve : .recordRegistry
  }

  /// Whoever may record anything at all.
  static let anybody = Access.any([.recordGoods, .recordRegistry, .recordMoney, .approve])

  /// Kinds whose `by` is the person who asks. An inspection's `by` says what kind of inspection it was.
  private static let signed: Set<String> = ["adjustment", "approve", "instruct", "lift-recall", "prepare", "recall", "reject"]

  /// Whether a member is the name of who asks.
  static func isSigned(_ kind: String, _ member: String) -> Bool { member == "by" && signed.contains(kind) }

  /// Whether a document bears its author's name.
  static func isSigned(_ kind: String) -> Bool { signed.contains(kind) }
}
