extension Named {
  /// A place where producers work together.
  public enum Site {}
  /// A programme people are enrolled in.
  public enum Programme {}
  /// Who takes part in a programme: a person or a household.
  public enum Enrolment {}
  /// A training that took place.
  public enum Training {}
  /// Money given for a programme or a site.
  public enum Grant {}
  /// A published figure.
  public enum Claim {}
}

/// A site's code.
public typealias SiteCode = Code<Named.Site>
/// A programme's code.
public typealias ProgrammeCode = Code<Named.Programme>
/// An enrolment's number, unique within its programme.
public typealias EnrolmentCode = Code<Named.Enrolment>
/// A training's number.
public typealias TrainingCode = Code<Named.Training>
/// A grant's number.
public typealias GrantCode = Code<Named.Grant>
/// A published figure's number.
public typealias ClaimCode = Code<Named.Claim>
