/// What the book knows of a batch.
///
/// Its first event tells what it is, its last what is left: a batch can be loaded without its many draws. What was accepted of it in all, and which papers it
/// knows, only the whole stream tells.
public struct BatchState: Sendable {
  /// A fact with a paper of its own, to know it again.
  struct KnownPaper: Hashable, Sendable {
    let event: Event
    let date: CalendarDate
  }

  /// Its making, once recorded.
  public private(set) var produced: BatchProduced?
  /// What is left of it, and where that lies.
  public private(set) var stock = BatchStock()
  /// What passed inspection, of the inspections that have been seen; nil when none has been.
  public private(set) var accepted: Quantity?
  /// What did not pass, of the inspections that have been seen.
  public private(set) var rejected = Quantity.zero
  /// What was accepted on the batch sheet itself: by the stream's second event. Nil when the batch was left waiting for an inspection.
  private(set) var acceptedOnSheet: Quantity?
  /// What sales have drawn and not given back. Right only when the whole stream has been seen.
  public private(set) var sold = Quantity.zero
  /// The association's buying it, once it has.
  public private(set) var bought: BatchBought?
  private(set) var papers: [String: KnownPaper] = [:]
  private var eventsSeen = 0

  /// Nothing known yet.
  public init() {}

  /// What can be sold from the hub.
  public var onHand: Quantity { stock.hub }
  /// Whether it was made to try a product out, and is never sold.
  public var isTest: Bool { produced?.kind == .test }
  /// Whether nothing of it may be sold.
  public var isRecalled: Bool { stock.isRecalled }

  /// What nobody has looked at yet. Right only when the whole stream has been seen.
  public var waiting: Quantity { (produced?.quantity ?? .zero) - (accepted ?? .zero) - rejected }

  /// Where goods go that pass inspection, and where those go that a lifted recall sets free.
  public var home: Place { isTest ? .samples : .hub }

  /// Takes a fact in.
  public mutating func evolve(_ event: Event, on date: CalendarDate) {
    eventsSeen += 1
    switch event {
    case .batchDrawn(let event):
      stock = event.movement.stock
      sold += event.movement.quantity
    case .batchRestocked(let event):
      stock = event.movement.stock
      sold -= event.movement.quantity
    case .batchProduced(let event): produced = event
    case .batchInspected(let inspected):
      accepted = (accepted ?? .zero) + inspected.accepted
      rejected += inspected.rejected
      if eventsSeen == 2 { acceptedOnSheet = inspected.accepted }
      stock = inspected.stock
      remember(inspected.reference, event, date)
    case .batchBought(let event): (bought, stock) = (event, event.stock)
    case .batchRecalled(let event): stock = event.stock
    case .batchRecallLifted(let event): stock = event.stock
    case .batchWrittenOff(let writtenOff):
      stock = writtenOff.stock
      remember(writtenOff.reference, event, date)
    case .batchDispatched(let event): stock = event.stock
    case .batchReceived(let event): stock = event.stock
    case .stockAdjusted(let adjusted):
      stock = adjusted.stock
      remember(adjusted.reference, event, date)
    default: break
    }
  }

  private mutating func remember(_ reference: String?, _ event: Event, _ date: CalendarDate) {
    if let reference { papers[reference] = KnownPaper(event: event, date: date) }
  }
}
