/// What the book knows of a payout run.
public struct PayoutRun: Sendable {
  /// How far it is.
  public enum Status: String, Sendable {
    /// Drawn up; another person has to agree.
    case prepared
    /// Agreed to; nobody was told to pay yet.
    case approved
    /// Turned down: what it had taken is open again.
    case rejected
    /// The bank or the cashier was told to pay.
    case instructed
  }

  /// Who did a thing, and when.
  public struct Signature: Hashable, Sendable {
    /// Who.
    public let by: String
    /// The business date.
    public let on: CalendarDate
  }

  /// One producer's payment and what became of it.
  public struct Payment: Sendable {
    /// How far it is.
    public enum Status: Hashable, Sendable {
      /// As far as its run.
      case asItsRun
      /// She has it; a payment of nothing is there when its run is approved.
      case paid(on: CalendarDate, reference: String?)
      /// It came back and is in her balance again.
      case sentBack(on: CalendarDate, reason: String, wasPaid: Bool)
    }

    /// The sums, and the lines they are made of.
    public let payment: RunPayment
    /// How far it is.
    public internal(set) var status = Status.asItsRun
    /// What it took, to be given back if the run is rejected; nothing once it is approved.
    var taken = OpenLines()

    /// The sums.
    public var totals: PaymentTotals { payment.totals }
  }

  /// Which run, of what was available by which day.
  public let run: RunCode, cutOff: CalendarDate
  /// Who drew it up.
  public let prepared: Signature
  /// How far it is.
  public internal(set) var status = Status.prepared
  /// Who agreed, who told the bank, or who turned it down and why.
  public internal(set) var approved: Signature?, instructed: Signature?, rejected: Signature?, rejectionReason: String?
  /// By producer.
  public internal(set) var payments: [ProducerCode: Payment] = [:]

  /// The payments by producer code. O(n log n).
  public var orderedPayments: [Payment] { payments.values.sorted { $0.totals.producer < $1.totals.producer } }

  /// Whether a payment waits for the bank's word.
  public var isWaiting: Bool { status == .instructed && payments.values.contains { $0.status == .asItsRun } }
}
