/// What a channel's terms say about goods without a valid certificate of a brand committee.
public enum CertificationDemand: String, Sendable, CaseIterable {
  /// Nothing: they are sold as all others.
  case none
  /// They are sold, and the sale shows up as an exception.
  case exception
  /// They are not sold.
  case refuse

  /// What is written down; nothing for the usual case, as in agreements made before anybody asked.
  var word: String? { self == .none ? nil : rawValue }
}
