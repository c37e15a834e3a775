/// Why terms are not agreed.
public enum TermsRefusal: Hashable, Sendable {
  /// Some day would have two sets of terms.
  case overlap(ChannelCode, Terms, with: Terms)

  /// The field the reason lies in.
  public var column: String {
    switch self {
    case .overlap(_, let terms, let other): terms.validFrom < other.validFrom ? "valid_to" : "valid_from"
    }
  }

  /// The reason and what to do next.
  public var message: String {
    switch self {
    case .overlap(let channel, let terms, let other):
      "terms of channel \(channel) \(Self.days(terms)) overlap those \(Self.days(other)); "
        + (terms.validFrom == other.validFrom
          ? "the day has other terms already: let these begin on another day"
          : "let the earlier end before the later begin, or leave their last day out")
    }
  }

  private static func days(_ terms: Terms) -> String { "from \(terms.validFrom)" + (terms.validTo.map { " to \($0)" } ?? "") }
}
