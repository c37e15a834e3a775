/// The published figures that the demo book reproduces, to be checked against its reports once it is loaded.
public enum DemoFigures {
  /// All of them, by subject.
  public static let all: [Figure] = yearTotals + channels + orders + exports + membership + products + money
}
