extension Named {
  /// Goods on their way from one place to another.
  public enum Dispatch {}
  /// Goods counted at a place.
  public enum Count {}
}

/// A dispatch's number.
public typealias DispatchCode = Code<Named.Dispatch>
/// A count's number.
public typealias CountCode = Code<Named.Count>
