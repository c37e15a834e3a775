/// How a producer stands: all that became available to her since the book began, and where it is now. Minor units of the book's currency.
///
/// `released + bought + adjusted − withdrawn = available + inRuns + inTransit + paid + tax + fee + reserve + nettedDebt + nettedAdvances`, always.
public struct ProducerBalance: Hashable, Sendable {
  /// Released by settled statements, exchange differences passed on included.
  public internal(set) var released: Int64 = 0
  /// For goods of hers that the association bought outright.
  public internal(set) var bought: Int64 = 0
  /// Added or taken away by hand.
  public internal(set) var adjusted: Int64 = 0
  /// Taken by returns from what was open.
  public internal(set) var withdrawn: Int64 = 0

  /// Open: in no run yet.
  public internal(set) var available: Int64 = 0
  /// Gross of her payments in runs that are prepared and not approved.
  public internal(set) var inRuns: Int64 = 0
  /// Net of her payments that are approved and have not reached her.
  public internal(set) var inTransit: Int64 = 0
  /// What she has had.
  public internal(set) var paid: Int64 = 0
  /// Kept back by approved runs.
  public internal(set) var tax: Int64 = 0, fee: Int64 = 0, reserve: Int64 = 0
  /// Netted by approved runs with what she owed.
  public internal(set) var nettedDebt: Int64 = 0, nettedAdvances: Int64 = 0

  /// What she owes: for returned goods she had been paid for, and of advances. Prepared runs have not lessened it yet.
  public internal(set) var debt: Int64 = 0, advances: Int64 = 0
  /// The part of both that prepared runs will net.
  public internal(set) var reservedDebt: Int64 = 0, reservedAdvances: Int64 = 0

  /// Nothing yet.
  public init() {}

  /// What the next run can net.
  var freeDebt: Int64 { debt - reservedDebt }
  var freeAdvances: Int64 { advances - reservedAdvances }

  mutating func add(_ amount: Int64, to place: WritableKeyPath<ProducerBalance, Int64>) { self[keyPath: place] = self[keyPath: place].adding(amount) }

  /// Moves between two places; one of them grows by what the other loses.
  mutating func move(_ amount: Int64, from: WritableKeyPath<ProducerBalance, Int64>, to: WritableKeyPath<ProducerBalance, Int64>) {
    add(0 - amount, to: from)
    add(amount, to: to)
  }
}
