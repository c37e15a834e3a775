import Exchange
public import Ledger

/// One event on the way from raw material to the bank, seen from the thing that is traced.
public struct TraceStep: Sendable, Hashable {
  /// What it is to the thing.
  public enum Role: String, Sendable, Hashable, CaseIterable {
    // Goods.
    case input
    case made
    case contributed
    case inspected
    case certified
    case revoked
    case recalled
    case recallLifted = "recall lifted"
    case writtenOff = "written off"
    case bought
    case dispatched
    case received
    case adjusted
    // Sales.
    case sold
    case allocated
    case returned
    case reversed
    // The channel's money.
    case stated
    case matched
    case unmatched
    case channelPaid = "channel paid"
    case bankEntry = "bank entry"
    // The producers' money.
    case credited
    case released
    case withdrawn
    case prepared = "run prepared"
    case approved = "run approved"
    case instructed = "bank instructed"
    case paid
    case sentBack = "sent back"
  }

  /// What it is to the thing.
  public let role: Role
  /// The event: its position, type and business date (YYYY-MM-DD).
  public let position: Int64, type: String, date: String
  /// The code of the sale, batch, statement, receipt or run it is about.
  public let document: String
  /// The sale by which it came into the trace; nil for what is about the goods as a whole.
  public var sale: String?
  /// Goods in thousandths of a unit, where the step moves or counts any, and the unit (UN/ECE Recommendation 20).
  public let thousandths: Int64?, unit: String?
  /// Money in minor units and its currency, where the step has any.
  public let minor: Int64?, money: Currency?
  /// What it says, in words.
  public let says: String

  /// The money in major units; empty where there is none.
  public var amount: String {
    guard let minor, let money else { return "" }
    return NumberText.money(minor: minor, decimals: money.decimals, separator: "")
  }
  /// The money's currency; empty where there is none.
  public var currency: String { minor == nil ? "" : money?.code ?? "" }
  /// The goods with their unit; empty where there are none.
  public var quantity: String {
    thousandths.map { NumberText.quantity(thousandths: $0, separator: "") + (unit.map { " \($0)" } ?? "") } ?? ""
  }
}
