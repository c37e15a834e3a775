/// What somebody may do. A user may have several.
public enum Role: String, CaseIterable, Sendable, Codable {
  /// Records goods, sales and returns, and sees what she recorded.
  case clerk
  /// Reconciles, pays, corrects, closes months; approves nothing of her own.
  case accountant
  /// Approves payout runs and the reopening of months that somebody else asked for.
  case approver
  /// Reads every report and tries what-ifs.
  case manager
  /// Reads everything, the log and its proofs too; writes nothing.
  case auditor
  /// Keeps users, tokens and settings; sees no money.
  case admin
}
