/// What the book knows of a site.
public struct SiteState: Sendable {
  /// Its openings, in the order they were recorded; a site may close and open again.
  public private(set) var openings: [SiteOpening] = []
  /// Since when it is closed, if it is.
  public private(set) var closedOn: CalendarDate?
  /// The grants given for it.
  public private(set) var grants: [GrantCode: RecordedGrant] = [:]

  /// Nothing known yet.
  public init() {}

  /// Its newest opening; nil before the first.
  public var opened: SiteOpened? { openings.last?.opened }

  /// Takes a fact in.
  public mutating func evolve(_ event: Event, on date: CalendarDate) {
    switch event {
    case .siteOpened(let event):
      openings.append(SiteOpening(event, on: date))
      closedOn = nil
    case .siteClosed: closedOn = date
    case .grantRecorded(let event): grants[event.grant] = RecordedGrant(event, on: date)
    default: break
    }
  }
}

/// A site's opening with its day.
public struct SiteOpening: Hashable, Sendable {
  /// What was recorded, and the day.
  public let opened: SiteOpened, on: CalendarDate

  init(_ opened: SiteOpened, on date: CalendarDate) { (self.opened, on) = (opened, date) }
}

/// What the book knows of a programme.
public struct ProgrammeState: Sendable {
  /// Its beginning, once recorded.
  public private(set) var opened: ProgrammeOpened?
  /// All who ever took part, by their numbers, and which of them are producers that still do.
  public private(set) var enrolments: [EnrolmentCode: EnrolmentState] = [:], producers: [ProducerCode: EnrolmentCode] = [:]
  /// The grants given for it.
  public private(set) var grants: [GrantCode: RecordedGrant] = [:]

  /// Nothing known yet.
  public init() {}

  /// Takes a fact in.
  public mutating func evolve(_ event: Event, on date: CalendarDate) {
    switch event {
    case .programmeOpened(let event): opened = event
    case .programmeEnrolled(let event):
      enrolments[event.enrolment.enrolment] = EnrolmentState(enrolled: event.enrolment, on: date)
      if let producer = event.enrolment.producer { producers[producer] = event.enrolment.enrolment }
    case .programmeLeft(let event):
      enrolments[event.enrolment.enrolment]?.leftOn = date
      if let producer = event.enrolment.producer { producers[producer] = nil }
    case .grantRecorded(let event): grants[event.grant] = RecordedGrant(event, on: date)
    default: break
    }
  }
}

/// Somebody's taking part in a programme.
public struct EnrolmentState: Hashable, Sendable {
  /// As enrolled, and since when.
  public let enrolled: Enrolment, on: CalendarDate
  /// Until when; nil while it lasts.
  public internal(set) var leftOn: CalendarDate?

  init(enrolled: Enrolment, on date: CalendarDate) { (self.enrolled, on) = (enrolled, date) }
}

/// A grant with its day.
public struct RecordedGrant: Hashable, Sendable {
  /// What was recorded, and when it was given.
  public let grant: GrantRecorded, on: CalendarDate

  init(_ grant: GrantRecorded, on date: CalendarDate) { (self.grant, on) = (grant, date) }
}

/// What the book knows of a training.
public struct TrainingState: Sendable {
  /// The training, and its day.
  public private(set) var completed: TrainingCompleted?, completedOn: CalendarDate?

  /// Nothing known yet.
  public init() {}

  /// Takes a fact in.
  public mutating func evolve(_ event: Event, on date: CalendarDate) {
    if case .trainingCompleted(let event) = event { (completed, completedOn) = (event, date) }
  }
}
